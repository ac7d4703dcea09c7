using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation.Queue;

/// <summary>Fills a store with open alerts of invented subjects, by the service's own stores and its own screening: evidence, alert, audit
/// records, queue row.</summary>
internal sealed class QueueFilling(ScreeningStore screenings, IAlertOpener opener, ScreeningCorpus corpus, TimeProvider clock)
{
    private static readonly string[] Countries = ["DE", "FR", "KZ", "BR", "IN", "US", "TR", "AE"];
    private readonly string[] _names =
        [.. Enumerable.Range(0, corpus.Index.PartyCount).Select(at => corpus.Index.PartyAt(at))
        .Where(party => party.Kind == PartyKind.Individual).Select(party => party.PrimaryName.Text)];

    /// <summary>Opens so many alerts.</summary>
    public async Task RunAsync(int alerts, Action onCase, CancellationToken cancellation) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, alerts),
        new ParallelOptions { MaxDegreeOfParallelism = 48, CancellationToken = cancellation }, async (number, token) =>
        {
            await OpenAsync(number, token);
            onCase();
        });

    private async Task OpenAsync(int number, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var shard = Shard.OfNumber(number);
        var evidence = Screen(number, ScreeningId.Create(now, shard), now);
        var stored = new StoredScreening { Evidence = evidence, Lists = corpus.Lists, ElapsedMicros = 0, Client = "filling" };
        if (!await screenings.CommitAsync(stored, alert: null, key: null, shard, cancellation))
        {
            throw new InvalidOperationException("The screening of an invented subject was not stored.");
        }

        await opener.OpenAsync(
            new AlertMessage(evidence.ScreeningId, evidence.Request.Subject.Id, WireNames.Of(evidence.Outcome.Decision), now),
            cancellation);
    }

    private ScreeningEvidence Screen(int number, string id, DateTimeOffset now)
    {
        var random = new Random(number);
        var request = new ScreeningRequest
        {
            Subject = new ScreeningSubject
            {
                Id = $"acct_{number:D7}",
                Kind = PartyKind.Individual,
                Name = _names[random.Next(_names.Length)],
                BirthDate = random.Next(3) == 0 ? default
                    : PartialDate.Parse($"{random.Next(1940, 2000)}-{random.Next(1, 13):D2}-{random.Next(1, 28):D2}"),
                Nationalities = [CountryCode.Parse(Countries[random.Next(Countries.Length)])],
            },
        };
        var context = new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.Named("onboarding"), Now = now, AllowSample = true };
        var outcome = ScreeningEngine.Decide(request, context);
        return new ScreeningEvidence
        {
            ScreeningId = id,
            DecidedAt = now,
            CorpusHash = corpus.Hash,
            Profile = context.Profile.Id,
            Policy = "none",
            Engine =
                ScreeningEngine.Version,
            Request = request,
            Outcome = outcome.Decision == Decision.Allow ? Held(outcome) : outcome,
        };
    }

    /// <summary>An invented subject whose birth date clears it is held by the readiness gate, so that the number asked for is
    /// reached.</summary>
    private static ScreeningOutcome Held(ScreeningOutcome outcome) => outcome with
    {
        Decision = Decision.Review,
        Action = ScreeningAction.Hold,
        Gates = [.. outcome.Gates.Where(gate => gate.Gate != Gate.Readiness),
            new GateResult(Gate.Readiness, Decision.Review, ScreeningAction.Hold, [new Reason("filling", "Invented, to fill the queue.")])],
    };
}
