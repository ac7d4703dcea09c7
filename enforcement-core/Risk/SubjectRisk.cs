using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk;

/// <summary>The bands that people set for one subject: the fold of what happened.</summary>
public sealed record SubjectRisk
{
    /// <summary>None yet.</summary>
    public static SubjectRisk None { get; } = new();

    /// <summary>Those that were set, ended ones included, by id.</summary>
    public ImmutableSortedDictionary<string, RiskOverride> Set { get; private init; } =
        ImmutableSortedDictionary.Create<string, RiskOverride>(StringComparer.Ordinal);

    /// <summary>Those that wait for another person, by id.</summary>
    public ImmutableSortedDictionary<string, RiskOverrideProposed> Awaited { get; private init; } =
        ImmutableSortedDictionary.Create<string, RiskOverrideProposed>(StringComparer.Ordinal);

    /// <summary>The fold after one more event.</summary>
    public SubjectRisk Apply(RiskEvent happened) => happened switch
    {
        RiskOverrideProposed one => this with { Awaited = Awaited.SetItem(one.Override.Id, one) },
        RiskOverrideSet one => this with
        {
            Set = Set.ContainsKey(one.Override.Id) ? Set : Set.Add(one.Override.Id, one.Override),
            Awaited = Awaited.Remove(one.Override.Id),
        },
        RiskOverrideEnded one => this with
        {
            Set = Set.TryGetValue(one.Override, out var before) && (before.Ended is not { } end || one.At < end)
                ? Set.SetItem(one.Override, before with { Ended = one.At }) : Set,
            Awaited = Awaited.Remove(one.Override),
        },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
