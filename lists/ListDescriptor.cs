using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists;

/// <summary>What the project knows of a list before reading it: <c>list.json</c> in the list's folder.</summary>
public sealed record ListDescriptor
{
    /// <summary>The list's code.</summary>
    public required ListCode Code { get; init; }

    /// <summary>Full title.</summary>
    public required string Title { get; init; }

    /// <summary>Authority that issues it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Jurisdiction whose persons it binds: <c>US</c>, <c>EU</c>, <c>UK</c>, <c>UN</c>, <c>CH</c> …</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Law it rests on.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Terms of use.</summary>
    public required string Terms { get; init; }

    /// <summary>Official files that make up the list in the form that is fetched by default.</summary>
    public required ImmutableArray<ListSource> Sources { get; init; }

    /// <summary>How often the service checks for a new version.</summary>
    public required TimeSpan Cadence { get; init; }

    /// <summary>Age after the last successful check at which the list counts as stale.</summary>
    public required TimeSpan StaleAfter { get; init; }

    /// <summary>Measures of an entry whose own measures the publisher does not state.</summary>
    public ImmutableArray<Measures> DefaultMeasures { get; init; } = [];

    /// <summary>What a complete list looks like.</summary>
    public required ListGuards Guards { get; init; }

    /// <summary>Public page of one entry, with <c>{key}</c> in place of the key; null where the publisher has none.</summary>
    public string? EntryPage { get; init; }
}

/// <summary>One file to fetch.</summary>
/// <param name="File">Name to store it under; recognition works on it.</param>
/// <param name="Url">Official address; configuration may replace it.</param>
public sealed record ListSource(string File, string Url)
{
    /// <summary>Largest size accepted, in bytes.</summary>
    public long MaxBytes { get; init; } = 256 * 1024 * 1024;
}

/// <summary>Limits that a list must keep to become active.</summary>
public sealed record ListGuards
{
    /// <summary>Fewest and most parties per kind; kinds not named are not limited.</summary>
    public ImmutableDictionary<PartyKind, CountRange> Counts { get; init; } = ImmutableDictionary<PartyKind, CountRange>.Empty;

    /// <summary>Smallest share, 0 to 1, of individuals that have the field: <c>birthDate</c>, <c>nationality</c>, <c>programme</c>,
    /// <c>identifier</c>, <c>address</c>.</summary>
    public ImmutableDictionary<string, double> FillRates { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Largest share of parties, 0 to 1, that one refresh may lose.</summary>
    public double MaxShrink { get; init; } = 0.1;

    /// <summary>Largest share of rows, 0 to 1, that may be quarantined.</summary>
    public double MaxQuarantined { get; init; } = 0.01;

    /// <summary>The same limits as <see cref="SnapshotGuards"/> takes them.</summary>
    public SnapshotLimits ToLimits() => new()
    {
        Counts = [.. Counts.OrderBy(count => count.Key).Select(count => new KindLimit(count.Key, count.Value.Min, count.Value.Max))],
        FillRates = [.. FillRates.OrderBy(rate => rate.Key, StringComparer.Ordinal).Select(rate => new FillLimit(rate.Key, rate.Value))],
        MaxShrink = MaxShrink,
        MaxQuarantined = MaxQuarantined,
    };
}

/// <summary>An inclusive range of counts.</summary>
/// <param name="Min">Fewest.</param>
/// <param name="Max">Most.</param>
public sealed record CountRange(int Min, int Max);
