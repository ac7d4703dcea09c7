using System.Collections.Immutable;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>Where official lists come from: a directory, or the publishers' addresses.</summary>
internal interface IListSupply
{
    /// <summary>Lists without which nobody can be cleared.</summary>
    ImmutableArray<ListCode> Required { get; }

    /// <summary>How often it is worth asking whether anything is due.</summary>
    TimeSpan PollEvery { get; }

    /// <summary>True where the sample list may stand in while nothing could be loaded. A directory that somebody named and that holds
    /// nothing usable is an error instead.</summary>
    bool AllowsSample => true;

    /// <summary>Looks for new versions. Failures are findings, not exceptions: the last good version stays.</summary>
    /// <param name="only">The one list to look for, due or not; null for everything that is due.</param>
    /// <param name="stored">What is known of the versions in use, by code.</param>
    /// <param name="cancellation">Stops the look.</param>
    Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored, CancellationToken cancellation);
}

/// <summary>What a look found.</summary>
/// <param name="Fresh">Versions that were read, with the files they come from.</param>
/// <param name="Confirmed">Lists whose version in use is still the newest.</param>
/// <param name="Failed">Lists that could not be fetched or read, with the reason; the code is default where a file belongs to no known
/// list.</param>
internal sealed record SupplyFindings(ImmutableArray<FreshList> Fresh, ImmutableArray<ListCode> Confirmed,
    ImmutableArray<ListFailure> Failed)
{
    /// <summary>Nothing was due.</summary>
    public static SupplyFindings None { get; } = new([], [], []);
}

/// <summary>A version that was read.</summary>
/// <param name="Snapshot">The version.</param>
/// <param name="Sources">The files it comes from, where they were kept.</param>
internal sealed record FreshList(WatchlistSnapshot Snapshot, ImmutableArray<SourceManifest> Sources)
{
    /// <summary>The first row that could not be read: where, and why; null where all could.</summary>
    public string? FirstUnreadable { get; init; }

    /// <summary>A version out of a reading.</summary>
    public static FreshList Of(WatchlistSnapshot snapshot, ImmutableArray<SourceManifest> sources, LibraryReading reading)
        => new(snapshot, sources)
        {
            FirstUnreadable = reading.Quarantined.FirstOrDefault(one => one.List == snapshot.Version.Code) is { } first
            ? $"{first.Row.File}, {first.Row.Location}: {first.Row.Reason}" : null,
        };
}

/// <summary>A list that could not be fetched or read.</summary>
internal sealed record ListFailure(ListCode List, string Reason);
