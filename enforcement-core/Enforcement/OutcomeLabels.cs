using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What came of a case.</summary>
/// <param name="Positive">True where people acted on the harm and nothing took it back.</param>
/// <param name="Source">Who decided; empty for a negative.</param>
public sealed record OutcomeLabel(bool Positive, string Source);

/// <summary>Labels to learn from: what people decided after a case, once it is old enough to be known. What machines did says nothing, or a
/// model would learn what it said itself; and no person teaches more than half.</summary>
public static class OutcomeLabels
{
    /// <summary>How long after a case its outcome is known: disputes of payments and appeals have come by then. A proposal.</summary>
    public static TimeSpan Matured { get; } = TimeSpan.FromDays(45);

    /// <summary>The largest share of positives that one person decided.</summary>
    public const double MostOfOneSource = 0.5;

    /// <summary>The label of a case; null where its outcome is not known yet.</summary>
    /// <param name="actions">What was decided about the subject.</param>
    /// <param name="model">Which ground points to which harm.</param>
    /// <param name="harm">The harm.</param>
    /// <param name="at">When the case was.</param>
    /// <param name="now">As of when.</param>
    public static OutcomeLabel? Of(SubjectActions actions, RiskModel model, RiskHarm harm, DateTimeOffset at, DateTimeOffset now)
    {
        if (at + Matured > now)
        {
            return null;
        }

        var decided = actions.Actions.Values.Where(state => state.DecidedAt > at && state.DecidedAt <= at + Matured
            && state.DecidedBy != OfficerId.System && state.End?.Reason is not (EndReason.Overturned or EndReason.Retracted
                or EndReason.RolledBack) && state.Action!.Grounds.Any(ground => model.HarmOf(ground.Code) == harm))
            .MinBy(state => state.DecidedAt);
        return new OutcomeLabel(decided is not null, decided?.DecidedBy?.Value ?? "");
    }

    /// <summary>The places of the cases that are kept: of whoever decided more than half of the positives, only as many as all others
    /// together, the oldest first.</summary>
    public static ImmutableArray<int> Kept(IReadOnlyList<OutcomeLabel> labels)
    {
        var bySource = labels.Select((label, place) => (label, place)).Where(one => one.label.Positive)
            .GroupBy(one => one.label.Source, StringComparer.Ordinal).ToList();
        var positives = bySource.Sum(group => group.Count());
        var dropped = bySource.Where(group => bySource.Count > 1 && group.Count() > MostOfOneSource * positives)
            .SelectMany(group => group.Skip(positives - group.Count())).Select(one => one.place).ToHashSet();
        return [.. Enumerable.Range(0, labels.Count).Where(place => !dropped.Contains(place))];
    }
}
