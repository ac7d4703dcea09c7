using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>
/// What holds for a subject at a moment: the join of the actions that cover it. A join only tightens: the highest rung, the smallest
/// bounds, whatever is denied; and it depends on neither order nor repetition.
/// </summary>
/// <param name="Rung">The highest rung.</param>
/// <param name="Frozen">True where a freeze holds.</param>
/// <param name="Rungs">Every rung that holds, lowest first: a challenge holds on beneath a payment hold.</param>
/// <param name="Limits">The smallest bounds.</param>
/// <param name="Denied">All that is denied.</param>
/// <param name="Actions">The actions that hold, in order of id.</param>
/// <param name="ReasonCodes">Codes of their grounds, in order.</param>
/// <param name="ChangesAt">The next moment at which time alone changes it; null where none does.</param>
public sealed record Standing(Rung Rung, bool Frozen, ImmutableArray<Rung> Rungs, RateLimits Limits, Denials Denied,
    ImmutableArray<string> Actions, ImmutableArray<string> ReasonCodes, DateTimeOffset? ChangesAt)
{
    /// <summary>Nothing holds.</summary>
    public static Standing Clear { get; } = new(Rung.None, false, [], default, Denials.None, [], [], null);

    /// <summary>True where nothing holds.</summary>
    public bool IsClear => Actions.IsEmpty;

    /// <summary>The standing that actions give at a moment.</summary>
    /// <param name="actions">The actions that cover the subject, in any order, each as often as it comes.</param>
    /// <param name="at">The moment.</param>
    public static Standing At(IEnumerable<ActionState> actions, DateTimeOffset at)
    {
        var holding = new List<EnforcementAction>();
        DateTimeOffset? changes = null;
        foreach (var state in actions)
        {
            if (state.Action is not { } action || state.DecidedAt is null || state.EndsAt <= action.From)
            {
                continue;
            }

            if (state.HoldsAt(at))
            {
                holding.Add(action);
                changes = Earlier(changes, state.EndsAt);
            }
            else if (action.From > at)
            {
                changes = Earlier(changes, action.From);
            }
        }

        return holding.Count == 0 ? Clear with { ChangesAt = changes } : Join(holding, changes);
    }

    /// <summary>Both at once.</summary>
    public Standing Join(Standing other) => new(
        Rung > other.Rung ? Rung : other.Rung,
        Frozen || other.Frozen,
        [.. Rungs.Concat(other.Rungs).Distinct().Order()],
        Limits.Join(other.Limits),
        Denied.Join(other.Denied),
        [.. Actions.Concat(other.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. ReasonCodes.Concat(other.ReasonCodes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Earlier(ChangesAt, other.ChangesAt));

    private static Standing Join(List<EnforcementAction> holding, DateTimeOffset? changes) => new(
        holding.Max(action => action.Measure.Rung),
        holding.Exists(action => action.Measure.Freeze),
        [.. holding.Select(action => action.Measure.Rung).Where(rung => rung != Rung.None).Distinct().Order()],
        holding.Aggregate(default(RateLimits), (limits, action) => limits.Join(action.Measure.Limits)),
        holding.Aggregate(Denials.None, (denied, action) => denied.Join(action.Measure.Denied)),
        [.. holding.Select(action => action.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. holding.SelectMany(action => action.Grounds.Select(ground => ground.Code)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)],
        changes);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other)
        => one is { } first && other is { } second ? (first <= second ? first : second) : one ?? other;

    /// <inheritdoc/>
    public bool Equals(Standing? other) => other is not null && Rung == other.Rung && Frozen == other.Frozen
        && Limits == other.Limits && Denied.Equals(other.Denied) && ChangesAt == other.ChangesAt
        && Rungs.AsSpan().SequenceEqual(other.Rungs.AsSpan()) && Actions.AsSpan().SequenceEqual(other.Actions.AsSpan())
        && ReasonCodes.AsSpan().SequenceEqual(other.ReasonCodes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rung, Frozen, Actions.Length, ChangesAt);
}
