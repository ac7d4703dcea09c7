using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>Fewest and most parties of one kind that a complete list has.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Min">Fewest.</param>
/// <param name="Max">Most.</param>
public readonly record struct KindLimit(PartyKind Kind, int Min, int Max);

/// <summary>Smallest share of individuals that must state a fact.</summary>
/// <param name="Field">The fact, one of <see cref="SnapshotGuards.Fields"/>.</param>
/// <param name="MinShare">Share, 0 to 1.</param>
public readonly record struct FillLimit(string Field, double MinShare);

/// <summary>What a new state of a list must keep to become active: plain values, so that the core need not know where they are
/// written.</summary>
public sealed record SnapshotLimits
{
    /// <summary>Counts per kind; kinds not named are not limited.</summary>
    public ImmutableArray<KindLimit> Counts { get; init; } = [];

    /// <summary>Fill rates of individuals.</summary>
    public ImmutableArray<FillLimit> FillRates { get; init; } = [];

    /// <summary>Largest share of parties, 0 to 1, that may vanish against the last good state; of each programme with
    /// <see cref="MinProgrammeSize"/> parties or more, too.</summary>
    public double MaxShrink { get; init; } = 0.1;

    /// <summary>Programmes smaller than this may vanish whole: small regimes end on a day.</summary>
    public int MinProgrammeSize { get; init; } = 50;

    /// <summary>
    /// Share of the whole list, 0 to 1, that a programme may lose whatever its own size: OFAC's Zimbabwe programme ended in March 2024 with
    /// 0.7 % of the list. A sub-list that a download lost is larger, or is a list of its own here.
    /// </summary>
    public double MinProgrammeShare { get; init; } = 0.01;

    /// <summary>Largest share of rows, 0 to 1, that may be quarantined.</summary>
    public double MaxQuarantined { get; init; } = 0.01;

    /// <summary>
    /// Largest share, 0 to 1, of parties present in both states that may differ. A real amendment never touches nearly all; a changed
    /// element name or column does (canonical records do not change when a publisher only adds elements).
    /// </summary>
    public double MaxChanged { get; init; } = 0.6;

    /// <summary>How far the publisher's date may lie after the retrieval: clocks and time zones differ by up to a day.</summary>
    public TimeSpan MaxFuture { get; init; } = TimeSpan.FromHours(36);
}
