using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Signals;

/// <summary>Proofs of identity: attempts, their results in any order, how many may be tried, and what a withdrawal does.</summary>
public sealed class SubjectVerificationsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubjectRef Account = SubjectRef.Account("a");
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Subject Known = Subject.Unknown(Account).Apply(SubjectDecider.Decide(Subject.Unknown(Account),
        new SubjectCommand.See(Start.AddDays(-9), null), new SubjectContext(Officer.Service, Start)).Match(events => events[0],
            refusal => throw new InvalidOperationException(refusal.Text)));

    [Fact]
    public void Whatever_the_order_of_arrival_the_attempts_are_the_same()
        => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 4000], Gen.Int[0, 3]).Array[1, 12].Sample(steps =>
        {
            VerificationEvent[] events = [.. steps.Select((step, n) => (VerificationEvent)(step.Item1 switch
            {
                0 => new VerificationBegun(OfficerId.System, At(step.Item3), $"ver_{n}", 2, At(step.Item3) + SubjectVerifications.Waits),
                1 => Ended(n, (VerificationOutcome)step.Item2, At(step.Item3), step.Item4),
                _ => new VerificationWithdrawn(Ana.Id, At(step.Item3), $"ver_{step.Item4}", "No."),
            }))];
            var one = Fold(events).Attempts(Account);
            var other = Fold([.. events.Reverse()]).Attempts(Account);
            Assert.Equal(one.Select(Text), other.Select(Text));
            Assert.Equal(events.OfType<VerificationEnded>().Count(), one.Sum(attempt => attempt.Results.Length));
        }, iter: 2000);

    [Fact]
    public void However_it_is_tried_no_more_than_five_begin_within_any_day_and_the_moment_that_is_named_lets_the_next_begin()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[1, 400]).Array[1, 60].Sample(steps =>
        {
            var (state, now, begun) = (SubjectVerifications.None, Start, new List<DateTimeOffset>());
            foreach (var (act, minutes) in steps)
            {
                now = now.AddMinutes(minutes);
                if (act == 0)
                {
                    state = state.Apply(Ended(begun.Count * 1000 + (int)(now - Start).TotalMinutes, VerificationOutcome.Failed, now, 0));
                    continue;
                }

                var result = VerificationDecider.Begin(Known, state, $"ver_{now:O}", 2, OfficerId.System, now);
                if (result is CommandResult<VerificationEvent>.Refused { Refusal.Code: var code })
                {
                    Assert.Equal(RefusalCode.TooManyAttempts, code);
                    var next = state.TriesAt(Account, now).Next!.Value;
                    Assert.True(next > now && state.TriesAt(Account, next).Left > 0);
                    continue;
                }

                foreach (var happened in ((CommandResult<VerificationEvent>.Accepted)result).Events)
                {
                    begun.Add(now);
                    state = state.Apply(happened);
                }

                Assert.True(begun.Count(at => at > now - SubjectVerifications.TriesCount) <= SubjectVerifications.MostTries);
            }
        }, iter: 1000);

    [Fact]
    public void A_pass_that_was_withdrawn_or_tried_until_it_worked_counts_for_nothing_and_an_earlier_refusal_is_no_bar()
    {
        var state = Given(VerificationDecider.Begin(Known, SubjectVerifications.None, "ver_1", 2, OfficerId.System, Start));
        state = state.Apply(Ended(1, VerificationOutcome.Failed, Start.AddMinutes(5), 0));
        state = state.Apply(Ended(2, VerificationOutcome.Passed, Start.AddMinutes(9), 2));
        var pass = Pass(Start.AddMinutes(9));
        Assert.Equal(VerificationStatus.Passed, Assert.Single(state.Attempts(Account)).StatusAt(Start.AddDays(9)));
        Assert.True(state.Counts(Account, pass));
        var withdrawn = Given(VerificationDecider.Withdraw(Account, state, "ver_1", "A borrowed passport.", Ana, Start.AddDays(1)), state);
        Assert.False(withdrawn.Counts(Account, pass));
        // What comes later under the withdrawn attempt does not count either.
        Assert.False(withdrawn.Apply(Ended(3, VerificationOutcome.Passed, Start.AddMinutes(20), 2))
            .Counts(Account, Pass(Start.AddMinutes(20))));

        var tried = Enumerable.Range(10, 5).Aggregate(SubjectVerifications.None, (one, n)
            => one.Apply(Ended(n, VerificationOutcome.Failed, Start.AddMinutes(n), 0)));
        tried = tried.Apply(Ended(20, VerificationOutcome.Passed, Start.AddMinutes(30), 2));
        Assert.False(tried.Counts(Account, Pass(Start.AddMinutes(30))));
        Assert.True(tried.Apply(Ended(21, VerificationOutcome.Passed, Start.AddDays(2), 2)).Counts(Account, Pass(Start.AddDays(2))));
    }

    /// <summary>It was shown as failed and met challenges all the same, and nobody could withdraw it.</summary>
    [Fact]
    public void A_pass_below_the_level_that_was_asked_for_counts_for_nothing()
    {
        var state = Given(VerificationDecider.Begin(Known, SubjectVerifications.None, "ver_1", 3, OfficerId.System, Start))
            .Apply(Ended(1, VerificationOutcome.Passed, Start.AddMinutes(5), 2));
        Assert.Equal(VerificationStatus.Failed, Assert.Single(state.Attempts(Account)).StatusAt(Start.AddDays(1)));
        Assert.False(state.Counts(Account, Pass(Start.AddMinutes(5))));
        Assert.True(state.Apply(Ended(2, VerificationOutcome.Passed, Start.AddMinutes(9), 3))
            .Counts(Account, Pass(Start.AddMinutes(9))));
    }

    [Fact]
    public void One_that_waits_is_the_answer_it_expires_and_machines_auditors_and_strangers_withdraw_nothing()
    {
        var state = Given(VerificationDecider.Begin(Known, SubjectVerifications.None, "ver_1", 2, OfficerId.System, Start));
        Assert.Empty(Assert.IsType<CommandResult<VerificationEvent>.Accepted>(
            VerificationDecider.Begin(Known, state, "ver_2", 1, OfficerId.System, Start.AddHours(1))).Events);
        Assert.Equal(VerificationStatus.Expired, Assert.Single(state.Attempts(Account)).StatusAt(Start.AddDays(1)));
        Assert.Equal(RefusalCode.AlreadyEnded, Code(VerificationDecider.Withdraw(Account, state, "ver_1", "No.", Ana, Start.AddDays(1))));
        Assert.All(new[] { Officer.Service, new Officer(OfficerId.Parse("eva"), OfficerRole.Auditor) }, one => Assert.Equal(
            RefusalCode.NotPermitted, Code(VerificationDecider.Withdraw(Account, state, "ver_1", "No.", one, Start))));
        Assert.Equal(RefusalCode.NotFound, Code(VerificationDecider.Withdraw(Account, state, "ver_9", "No.", Ana, Start)));
        Assert.Equal(RefusalCode.UnknownSubject,
            Code(VerificationDecider.Begin(Subject.Unknown(Account), state, "ver_3", 2, OfficerId.System,
            Start)));
        Assert.Equal(RefusalCode.WrongKind,
            Code(VerificationDecider.Begin(Subject.Unknown(SubjectRef.Parse("api_key:k")), state, "ver_3", 2,
            OfficerId.System, Start)));
    }

    private static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    private static VerificationEnded Ended(int number, VerificationOutcome outcome, DateTimeOffset at, int level)
        => new(OfficerId.System, at, $"key-{number}", outcome, outcome == VerificationOutcome.Passed ? level : 0, "stripe", at);

    private static Signal Pass(DateTimeOffset at) => new("sig_1", Account, DetectorCatalogue.Verified, "identity", 2, -1600, 8760, at,
        "test", 1, 95);

    private static SubjectVerifications Fold(IEnumerable<VerificationEvent> events)
        => events.Aggregate(SubjectVerifications.None, (state, happened) => state.Apply(happened));

    private static SubjectVerifications Given(CommandResult<VerificationEvent> result, SubjectVerifications? before = null)
        => Assert.IsType<CommandResult<VerificationEvent>.Accepted>(result).Events.Aggregate(before ?? SubjectVerifications.None,
            (state, happened) => state.Apply(happened));

    private static RefusalCode Code(CommandResult<VerificationEvent> result)
        => Assert.IsType<CommandResult<VerificationEvent>.Refused>(result).Refusal.Code;

    private static string Text(VerificationAttempt one) => $"{one.Id} {one.StatusAt(Start.AddDays(30))} {one.Tries} "
        + string.Join(',', one.Results.Select(result => result.Key));
}
