using System.Collections.Immutable;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Console.Models;

/// <summary>The findings of an alert by the party that they mean, as every page shows them.</summary>
internal static class FindingGroups
{
    /// <summary>The evidence of all screenings that an alert's findings come from; null for one that was not found.</summary>
    public static async Task<IReadOnlyDictionary<string,
        ScreeningEvidence?>> EvidenceOfAsync(Alert alert, IEvidenceReader evidence, CancellationToken cancellation)
    {
        var screenings = new Dictionary<string, ScreeningEvidence?>();
        foreach (var screening in alert.Findings.Select(state => state.Finding.ScreeningId).Distinct())
        {
            screenings[screening] = await evidence.FindAsync(screening, cancellation);
        }

        return screenings;
    }

    /// <summary>The groups by the links that hold now.</summary>
    /// <param name="findings">The findings in the order they were raised.</param>
    /// <param name="screenings">Their evidence.</param>
    /// <param name="linked">The links.</param>
    /// <param name="view">How much of the subject is shown.</param>
    /// <param name="selected">The finding that is compared; null where none is.</param>
    public static ImmutableArray<FindingGroup> Of(
        ImmutableArray<FindingState> findings, IReadOnlyDictionary<string, ScreeningEvidence?> screenings, LinkedListings linked,
            PersonalDataView view, FindingState? selected = null)
    {
        var summaries = findings.Select(state => Summary(state, screenings[state.Finding.ScreeningId], state == selected, view));
        return [.. PartyGroups.Of(summaries, one => one.State.Finding is { IsHit: true } hit ? (hit.Role ?? "", hit.Entry)
            : null, linked.PartyOf).Select(group => new FindingGroup(group))];
    }

    /// <summary>The hit that a finding was raised by; null for a gate's finding, and where the evidence does not hold it.</summary>
    public static Hit? HitOf(AlertFinding finding, ScreeningEvidence? screening) => !finding.IsHit ? null : screening?.Outcome.Hits
        .Where(hit => hit.Role == finding.Role && hit.Entry == finding.Entry).MaxBy(hit => (hit.Outcome, hit.Match.Score));

    /// <summary>The gate's result that a finding was raised by; null for a hit.</summary>
    public static GateResult? GateOf(AlertFinding finding, ScreeningEvidence? screening) =>
        finding.IsHit ? null : screening?.Outcome.Gates.FirstOrDefault(gate => gate.Gate == finding.Gate);

    private static FindingSummary Summary(FindingState state, ScreeningEvidence? screening, bool selected, PersonalDataView view)
    {
        var hit = HitOf(state.Finding, screening);
        return hit is null
            ? new FindingSummary(state, ConsoleText.Of(state.Finding),
                PersonalDataMask.Words(GateOf(state.Finding, screening)?.Reasons.FirstOrDefault()?.Text ?? "", view), selected)
            : new FindingSummary(state, hit.Match.Party.PrimaryName.Text, state.Finding.Entry.ToString(), selected,
                hit.Match.Party.Measures);
    }
}
