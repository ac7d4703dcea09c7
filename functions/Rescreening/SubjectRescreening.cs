using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Screens one known subject again: evidence, and an alert where a question is new or its facts changed, by the same stores and outbox as
/// any screening. Repeating it for the same run and the same content of the subject changes nothing.
/// </summary>
internal sealed class SubjectRescreening(ScreeningService desk, ChangesSince changes, ScreeningStore screenings, SubjectStore subjects,
    AlertStore alerts, OutboxSignal outbox)
{
    private const string Client = "rescreening";

    /// <summary>What screening one subject came to.</summary>
    /// <param name="HasHits">True where it has hits.</param>
    /// <param name="Raised">True where an alert was asked for.</param>
    internal readonly record struct Result(bool HasHits, bool Raised);

    /// <summary>Screens a subject again.</summary>
    public async Task<Result> ScreenAsync(RescreenRun run, StoredSubject stored, CancellationToken cancellation)
    {
        var request = stored.Subject.Request with { Channel = Channel.Rescreening, EffectiveAt = null };
        var key = IdempotencyKey.Of(Client, $"{run.Id} {stored.Record.Row}",
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(stored.Subject.Request, EvidenceCodec.Options)));
        var known = await changes.EarlierAsync(run, stored.Subject.Standing, cancellation);
        if (await screenings.FindKeyAsync(key, cancellation) is { } used
            && await screenings.FindAsync(used.ScreeningId, cancellation) is { } earlier)
        {
            await StandAsync(stored, request, earlier.Evidence.GoodGuys, known, cancellation);
            return new Result(!earlier.Evidence.Outcome.Hits.IsEmpty, Raised: false);
        }

        var screening = await desk.PreviewAsync(request, stored.Subject.Client, key.Shard, cancellation, known)
            ?? throw new InvalidOperationException("A run was started before any list was loaded.");
        var evidence = screening.Evidence;
        var raises = evidence.Outcome.Decision != Decision.Allow && await IsNewAsync(evidence, cancellation);
        var alert = raises
            ? new AlertMessage(evidence.ScreeningId, request.Subject.Id, WireNames.Of(evidence.Outcome.Decision), evidence.DecidedAt)
            : null;
        var committed = await screenings.CommitAsync(screening, alert, key, key.Shard, cancellation);
        if (committed && raises)
        {
            outbox.Raise(key.Shard);
        }

        await StandAsync(stored, request, evidence.GoodGuys, known, cancellation);
        return new Result(!evidence.Outcome.Hits.IsEmpty, raises && committed);
    }

    // Evidence first, standing after it: a crash in between screens the subject once more, never too little.
    private async Task StandAsync(StoredSubject stored, ScreeningRequest request, ImmutableArray<GoodGuyEntry> goodGuys,
        EarlierSearch? known, CancellationToken cancellation)
    {
        if (desk.StandingOf(request, goodGuys, known, cancellation) is { } standing)
        {
            await subjects.StandAsync(stored, standing, cancellation);
        }
    }

    /// <summary>True where the lists put a question that no alert of the subject holds with these facts. What gates say of places or stale
    /// lists is no news of a list.</summary>
    private async Task<bool> IsNewAsync(ScreeningEvidence evidence, CancellationToken cancellation)
    {
        var first = AlertId.FirstOfSubject(evidence.Request.Subject.Id!);
        var known = new HashSet<(string, string)>();
        for (var number = await alerts.LatestNumberAsync(first.SubjectKey, cancellation); number >= 1; number--)
        {
            known.UnionWith(
                (await alerts.FindAsync(first.WithNumber(number), cancellation))?.Alert.Findings.Select(state =>
                (state.Finding.Key, state.Finding.Fingerprint)) ?? []);
        }

        return AlertFindings.Of(evidence)
            .Any(finding => finding.Gate is Gate.List or Gate.Ownership or Gate.Export
            && !known.Contains((finding.Key, finding.Fingerprint)));
    }
}
