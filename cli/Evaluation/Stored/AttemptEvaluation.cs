using System.Globalization;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Risk.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What came of attempts that were begun.</summary>
/// <param name="Begun">Attempts that began.</param>
/// <param name="Refused">Those that did not, because five had been tried within a day.</param>
/// <param name="Withdrawn">Those that an officer withdrew.</param>
/// <param name="Lapsed">Those that waited for a day in vain.</param>
/// <param name="Wrong">Accounts that ended otherwise than a plain reading says.</param>
internal sealed record AttemptSummary(int Begun, int Refused, int Withdrawn, int Lapsed, int Wrong);

/// <summary>Schedules of attempts on the store: begun, answered by a provider (repeated too), withdrawn or left alone, while hours pass;
/// and what each account should come to by a plain reading of its schedule, which folds nothing and knows no ids.</summary>
internal static class AttemptEvaluation
{
    private const int Steps = 16;
    private const int Window = 500;
    private const int AtATime = 16;
    private static readonly Officer Officer = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    public static async Task<AttemptSummary> RunAsync(IServiceProvider services, SteppedClock clock, int schedules, int seed,
        CancellationToken cancellation)
    {
        var (random, sum) = (new Random(seed), new AttemptSummary(0, 0, 0, 0, 0));
        var streams = services.GetRequiredService<SubjectStreamStore>();
        for (var start = 0; start < schedules; start += Window)
        {
            var told = Enumerable.Range(start, Math.Min(Window, schedules - start)).Select(number => new Told(
                SubjectRef.Account(string.Create(CultureInfo.InvariantCulture, $"t-{seed}-{number}")), [])).ToList();
            for (var step = 0; step < Steps; step++)
            {
                clock.Advance(TimeSpan.FromMinutes(random.Next(1, random.Next(4) == 0 ? 1500 : 60)));
                // One account in five fails whatever it tries.
                var drawn = told.Select((one, place) => (one, what: place % 5 == 0 ? random.Next(4) == 0 ? 0 : 5 : random.Next(10),
                    which: place % 5 == 0 ? (int)VerificationOutcome.Failed : random.Next(6), often: random.Next(3))).ToList();
                var number = step;
                await Parallel.ForEachAsync(drawn,
                    new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
                    async (one, stop) =>
                        await StepAsync(services, clock.GetUtcNow(), number, one.one, one.what, one.which, one.often, stop));
            }

            foreach (var one in told)
            {
                var (proofs, now) = ((await streams.FoldedAsync(one.Account, cancellation)).Proofs, clock.GetUtcNow());
                var stored = proofs.Attempts(one.Account).Select(attempt => attempt.StatusAt(now)).Order();
                var right = one.Wrong == 0 && stored.SequenceEqual(one.Plain.Select(attempt => attempt.StatusAt(now)).Order())
                    && proofs.TriesAt(one.Account, now).Left == Math.Max(0, 5 - one.TriesAt(now));
                sum = new AttemptSummary(sum.Begun + one.Plain.Count(attempt => attempt.Asked), sum.Refused + one.Refused,
                    sum.Withdrawn + one.Plain.Count(attempt => attempt.Withdrawn),
                        sum.Lapsed + one.Plain.Count(attempt => attempt.IsLapsed(now)),
                    sum.Wrong + (right ? 0 : 1));
            }
        }

        return sum;
    }

    private static async Task StepAsync(IServiceProvider services, DateTimeOffset now, int step, Told one, int what, int which, int often,
        CancellationToken cancellation)
    {
        var proofs = services.GetRequiredService<ProofService>();
        if (what < 5)
        {
            var key = new CommandKey("evaluation", $"{one.Account}-{step}", "b");
            for (var time = 0; time <= often; time++)
            {
                var reply = await proofs.BeginAsync(one.Account, VerificationCallback.DocumentLevel, Officer.Id, key, cancellation);
                one.Wrong += time > 0 || reply is ActionReply.Done == one.Begins(now) ? 0 : 1;
            }
        }
        else if (what < 8)
        {
            var outcome = which > 3 ? VerificationOutcome.Failed : (VerificationOutcome)which;
            for (var time = 0; time <= often; time++)
            {
                await services.GetRequiredService<VerificationIntake>().TakeAsync(new VerificationSource("stripe", "$.created"),
                    new VerificationCallback("stripe", $"evt-{one.Account}-{step}", one.Account, outcome, now,
                        VerificationCallback.DocumentLevel), cancellation);
            }

            one.Answered(now, outcome);
        }
        else if (what == 8 && one.Plain.LastOrDefault(attempt => attempt.Asked) is { } last)
        {
            var stored = (await services.GetRequiredService<SubjectStreamStore>().FoldedAsync(one.Account, cancellation)).Proofs
                .Attempts(one.Account).Last(attempt => attempt.Begun is not null);
            var reply = await proofs.WithdrawAsync(one.Account, stored.Id, "asked by mistake", Officer, null, cancellation);
            var may = last.Withdrawn || last.StatusAt(now) is VerificationStatus.Waiting or VerificationStatus.Passed;
            one.Wrong += reply is ActionReply.Done == may ? 0 : 1;
            last.Withdrawn |= may;
        }
    }

    /// <summary>One account as a person would note it down.</summary>
    private sealed record Told(SubjectRef Account, List<Plain> Plain)
    {
        public int Wrong { get; set; }

        public int Refused { get; set; }

        /// <summary>Tries that began within a day.</summary>
        public int TriesAt(DateTimeOffset now) => Plain.Where(one => one.From > now.AddDays(-1)).Sum(one => one.Tries);

        /// <summary>Somebody asks: false where it is refused.</summary>
        public bool Begins(DateTimeOffset now)
        {
            if (Plain.Exists(one => one.Asked && one.StatusAt(now) == VerificationStatus.Waiting))
            {
                return true;
            }

            if (TriesAt(now) >= 5)
            {
                Refused++;
                return false;
            }

            Plain.Add(new Plain(now, Asked: true));
            return true;
        }

        /// <summary>A provider answers: to what was asked last, within its day, or to nobody.</summary>
        public void Answered(DateTimeOffset now, VerificationOutcome outcome)
        {
            var to = Plain.LastOrDefault(one => one.Asked && one.From <= now);
            if (to is null || now >= to.From.AddDays(1))
            {
                Plain.Add(to = new Plain(now, Asked: false));
            }

            to.Outcomes.Add(outcome);
        }
    }

    /// <summary>One attempt.</summary>
    private sealed record Plain(DateTimeOffset From, bool Asked)
    {
        public List<VerificationOutcome> Outcomes { get; } = [];

        public bool Withdrawn { get; set; }

        public int Tries => Math.Max(Asked && !(Withdrawn && Outcomes.Count == 0) ? 1 : 0,
            Outcomes.Count(one => one == VerificationOutcome.Failed));

        public bool IsLapsed(DateTimeOffset now) => Asked && !Withdrawn && Outcomes.Count == 0 && now >= From.AddDays(1);

        public VerificationStatus StatusAt(DateTimeOffset now) => Withdrawn ? VerificationStatus.Withdrawn
            : Outcomes.Contains(VerificationOutcome.Passed) ? VerificationStatus.Passed
            : Outcomes.Count == 0 ? IsLapsed(now) ? VerificationStatus.Expired : VerificationStatus.Waiting
            : Outcomes[^1] switch
            {
                VerificationOutcome.Expired => VerificationStatus.Expired,
                VerificationOutcome.Abandoned => VerificationStatus.Abandoned,
                _ => VerificationStatus.Failed,
            };
    }
}
