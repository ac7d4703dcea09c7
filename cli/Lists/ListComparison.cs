using System.Collections.Immutable;
using System.Diagnostics;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Lists;

/// <summary>What changed between two versions of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Old">The earlier version; null where only the later side holds the list.</param>
/// <param name="New">The later version; null where only the earlier side holds the list.</param>
/// <param name="Delta">The changes.</param>
/// <param name="Took">Time to compare.</param>
internal sealed record ListComparison(ListCode List, ListVersion? Old, ListVersion? New, WatchlistDelta Delta, TimeSpan Took)
{
    /// <summary>Compares the lists of two readings, list by list in the order of their codes.</summary>
    public static ImmutableArray<ListComparison> Of(IEnumerable<WatchlistSnapshot> old, IEnumerable<WatchlistSnapshot> @new)
    {
        var (before, after) = (old.ToDictionary(snapshot => snapshot.Version.Code), @new.ToDictionary(snapshot => snapshot.Version.Code));
        return [.. before.Keys.Union(after.Keys).Order()
            .Select(code => Of(code, before.GetValueOrDefault(code), after.GetValueOrDefault(code)))];
    }

    private static ListComparison Of(ListCode code, WatchlistSnapshot? old, WatchlistSnapshot? @new)
    {
        var start = Stopwatch.GetTimestamp();
        var delta = WatchlistDelta.Between(old, @new ?? WatchlistSnapshot.Of(new ListVersion(code, old!.Version.RetrievedAt), []));
        return new ListComparison(code, old?.Version, @new?.Version, delta, Stopwatch.GetElapsedTime(start));
    }
}
