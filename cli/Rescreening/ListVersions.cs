using System.Collections.Immutable;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Rescreening;

/// <summary>Two states of all lists: files named as earlier and later, over the same other lists.</summary>
/// <param name="Before">The earlier state, list by list.</param>
/// <param name="After">The later state, list by list.</param>
internal sealed record ListVersions(ImmutableArray<WatchlistSnapshot> Before, ImmutableArray<WatchlistSnapshot> After)
{
    /// <summary>The differences, list by list.</summary>
    public ImmutableArray<WatchlistDelta> Deltas => CorpusDelta.Between(Before, After);

    /// <summary>Reads both states.</summary>
    /// <param name="from">Files of the earlier state.</param>
    /// <param name="to">Files of the later state.</param>
    /// <param name="others">Files of further lists, the same in both; null for none. Lists that the states hold are left out of
    /// them.</param>
    /// <param name="console">Says what could not be read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InvalidInputException">Nothing can be read.</exception>
    public static ListVersions Read(string from, string to, string? others, CliConsole console, CancellationToken cancellation)
    {
        var (before, after) =
            (LoadedLists.Read(from, console, cancellation).Snapshots, LoadedLists.Read(to, console, cancellation).Snapshots);
        var named = before.Concat(after).Select(snapshot => snapshot.Version.Code).ToHashSet();
        var same = others is null
            ? [] : LoadedLists.Read(others, console, cancellation).Snapshots.RemoveAll(snapshot => named.Contains(snapshot.Version.Code));
        return new ListVersions([.. before, .. same], [.. after, .. same]);
    }
}
