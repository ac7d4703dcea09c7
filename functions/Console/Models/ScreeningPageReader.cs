using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>One screening as its page shows it.</summary>
/// <param name="Evidence">What was asked and decided.</param>
/// <param name="Hits">The hits by the party that they mean.</param>
/// <param name="NearMisses">The near misses, likewise.</param>
/// <param name="Alert">The subject's latest alert; null where it has none.</param>
public sealed record ScreeningPageModel(ScreeningEvidence Evidence, ImmutableArray<HitGroup> Hits, ImmutableArray<HitGroup> NearMisses,
    AlertId? Alert);

/// <summary>Reads everything the page of a screening shows.</summary>
internal sealed class ScreeningPageReader(ScreeningStore screenings, AlertStore alerts, PartyLinks links, SeveredLinks severed,
    IConsoleCorpus corpus)
{
    /// <summary>The page; null where there is no such screening.</summary>
    public async Task<ScreeningPageModel?> ReadAsync(string id, CancellationToken cancellation)
    {
        if (await screenings.FindAsync(id, cancellation) is not { } screening)
        {
            return null;
        }

        var evidence = screening.Evidence;
        var first = evidence.Request.Subject.Id is { } subject ? AlertId.FirstOfSubject(subject) : AlertId.OfAdHocScreening(id);
        var latest = await alerts.LatestNumberAsync(first.SubjectKey, cancellation);
        var words = await severed.AllAsync(cancellation);
        return new ScreeningPageModel(
            evidence,
            HitGroup.Of(screening, evidence.Outcome.Hits, links.Current, words, corpus.Current),
            HitGroup.Of(screening, evidence.Outcome.NearMisses, links.Current, words, corpus.Current),
            latest == 0 ? null : first.WithNumber(latest));
    }
}
