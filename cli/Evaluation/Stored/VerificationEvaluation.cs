using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.ProviderNotices;
using Compliance.Functions.Risk;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate verifications</c> found; property names are the contract of its JSON.</summary>
/// <param name="Schedules">Accounts, each with its own callbacks in their own order.</param>
/// <param name="Deliveries">Callbacks that arrived, repetitions included.</param>
/// <param name="Passed">Accounts whose challenge ended met.</param>
/// <param name="Wrong">Accounts that ended otherwise than a plain reading of their callbacks says.</param>
/// <param name="Stolen">Callbacks that came again under their id for another account.</param>
/// <param name="StolenTaken">Those of them that were taken.</param>
/// <param name="DeliveriesPerSecond">Callbacks taken in a second.</param>
internal sealed record VerificationSummary(int Schedules, int Deliveries, int Passed, int Wrong, int Stolen, int StolenTaken,
    double DeliveriesPerSecond)
{
    /// <summary>As many schedules of attempts that were begun.</summary>
    public AttemptSummary? Attempts { get; init; }
}

/// <summary>Random callbacks of two providers, as they send them: repeated, in any order, many accounts at once; and what each account
/// should come to by a plain reading.</summary>
internal static class VerificationEvaluation
{
    private const int AtATime = 16;
    private const int Window = 500;
    private static readonly string[] StripeTypes = ["verified", "requires_input", "canceled", "processing"];
    private static readonly string[] PersonaNames = ["approved", "declined", "failed", "expired", "completed"];

    private delegate VerificationCallback? Reading(JsonElement json, out string problem);

    public static async Task<VerificationSummary> RunAsync(IServiceProvider services, int schedules, int seed, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (intake, standings) = (services.GetRequiredService<VerificationIntake>(), services.GetRequiredService<StandingService>());
        var (risk, random, watch) = (services.GetRequiredService<RiskService>(), new Random(seed), new Stopwatch());
        var (deliveries, passed, wrong, stolen, stolenTaken) = (0, 0, 0, 0, 0);
        for (var start = 0; start < schedules; start += Window)
        {
            var told = Enumerable.Range(start, Math.Min(Window, schedules - start))
                .Select(number => Tell(number, seed, now, random)).ToList();
            var sent = told.SelectMany(one => one.Sent).OrderBy(_ => random.Next()).ToList();
            deliveries += sent.Count;
            watch.Start();
            await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
                async (one, stop) => await TakeAsync(intake, one, stop));
            watch.Stop();
            foreach (var one in told.Where(one => one.Sent.Count > 0 && random.Next(10) == 0))
            {
                stolen++;
                stolenTaken += await TakeAsync(intake, one.Sent[0] with { Account = $"thief-{one.Account}" }, cancellation) == true ? 1 : 0;
            }

            foreach (var one in told)
            {
                var account = SubjectRef.Account(one.Account);
                var request = await risk.AssessAsync(await standings.LoadAsync([account], cancellation), now, whole: true, cancellation);
                var scored = request.Of(account.ToString())!;
                var (passes, failures) = (scored.Input.Signals.Count(signal => signal.Type == DetectorCatalogue.Verified),
                    scored.Input.Signals.Count(signal => signal.Type == "identity.verification_failed@1"));
                var met = RiskProof.IsMet(request, scored, scored.Assessment.Of(RiskHarm.Fraud));
                passed += met ? 1 : 0;
                wrong += (passes, failures, met) == (one.Passes.Count, one.Failures.Count, one.IsMet) ? 0 : 1;
            }
        }

        return new VerificationSummary(schedules, deliveries, passed, wrong, stolen, stolenTaken,
            Math.Round(deliveries / Math.Max(watch.Elapsed.TotalSeconds, 1e-9)));
    }

    /// <summary>Sends a callback; true where it was taken, null where it ends no verification.</summary>
    private static async Task<bool?> TakeAsync(VerificationIntake intake, Sent one, CancellationToken cancellation)
    {
        var (source, read) = one.Stripe ? (new VerificationSource("stripe", "$.created"), (Reading)VerificationCallbacks.OfStripe)
            : (new VerificationSource("persona", "$.data.attributes.created-at"), VerificationCallbacks.OfPersona);
        using var json = JsonDocument.Parse(one.Body);
        return read(json.RootElement, out _) is not { } callback ? null : await intake.TakeAsync(source, callback, cancellation) is null;
    }

    private static Told Tell(int number, int seed, DateTimeOffset now, Random random)
    {
        var told = new Told($"v-{seed}-{number}", [], [], []);
        var minutes = Enumerable.Range(1, 200).OrderBy(_ => random.Next()).ToArray();
        for (var happened = random.Next(1, 6); happened > 0; happened--)
        {
            var (stripe, document, at) = (random.Next(2) == 0, random.Next(3) > 0, now.AddMinutes(-minutes[happened]));
            var word = stripe ? StripeTypes[random.Next(StripeTypes.Length)] : PersonaNames[random.Next(PersonaNames.Length)];
            var (error, id) = (random.Next(4) > 0, string.Create(CultureInfo.InvariantCulture, $"evt-{seed}-{number}-{happened}"));
            if (word is "verified" or "approved" && document)
            {
                told.Passes.Add(at);
            }
            else if (word is "declined" or "failed" || (word == "requires_input" && error))
            {
                told.Failures.Add(at);
            }

            for (var times = random.Next(3) == 0 ? random.Next(2, 4) : 1; times > 0; times--)
            {
                told.Sent.Add(new Sent(stripe, told.Account, id, word, document, error, at));
            }
        }

        return told;
    }

    /// <summary>What happened to one account.</summary>
    private sealed record Told(string Account, List<Sent> Sent, List<DateTimeOffset> Passes, List<DateTimeOffset> Failures)
    {
        /// <summary>A document was passed after the last failure; where nothing failed there was no challenge to meet.</summary>
        public bool IsMet => Failures.Count > 0 && Passes.Count > 0 && Passes.Max() > Failures.Max();
    }

    /// <summary>A callback as its provider sends it.</summary>
    private sealed record Sent(bool Stripe, string Account, string Id, string Word, bool Document, bool Error, DateTimeOffset At)
    {
        public string Body => Stripe
            ? $$"""
                {"id":"{{Id}}","object":"event","type":"identity.verification_session.{{Word}}","created":{{At.ToUnixTimeSeconds()}},
                 "data":{"object":{"object":"identity.verification_session","type":"{{(Document ? "document" : "id_number")}}",
                 "client_reference_id":"account:{{Account}}","last_error":{{(Error ? "{\"code\":\"document_expired\"}" : "null")}} } } }
                """
            : $$"""
                {"data":{"type":"event","id":"{{Id}}","attributes":{"name":"inquiry.{{Word}}","created-at":"{{At:O}}",
                 "payload":{"data":{"type":"inquiry","attributes":{"reference-id":"{{Account}}"} },
                 "included":[{"type":"verification/{{(Document ? "government-id" : "selfie")}}","attributes":{"status":"passed"} }]} } } }
                """;
    }
}
