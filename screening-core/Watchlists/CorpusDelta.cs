using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>What changed between two states of all lists.</summary>
public static class CorpusDelta
{
    /// <summary>The deltas of the lists that differ, by code. A list that is new has only added parties, one that is gone only delisted
    /// ones.</summary>
    /// <param name="before">The earlier state, each list at most once.</param>
    /// <param name="after">The later state, each list at most once.</param>
    public static ImmutableArray<WatchlistDelta> Between(IEnumerable<WatchlistSnapshot> before, IEnumerable<WatchlistSnapshot> after)
    {
        var old = before.ToDictionary(snapshot => snapshot.Version.Code);
        var now = after.ToDictionary(snapshot => snapshot.Version.Code);
        return [.. old.Keys.Union(now.Keys).Order().Select(code => now.TryGetValue(code, out var later)
            ? WatchlistDelta.Between(old.GetValueOrDefault(code), later)
            : Gone(old[code])).Where(delta => !delta.IsEmpty)];
    }

    private static WatchlistDelta Gone(WatchlistSnapshot before) => new()
    {
        List = before.Version.Code,
        FromHash = before.Version.ContentHash,
        ToHash = "",
        Delisted = before.Parties,
    };
}
