using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tool.Lists;

/// <summary>What changed between two versions of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Old">The earlier version; null where only the later directory holds the list.</param>
/// <param name="New">The later version; null where only the earlier directory holds the list.</param>
/// <param name="Added">Parties that only the later version holds, in the order of entries.</param>
/// <param name="Removed">Parties that only the earlier version holds.</param>
/// <param name="Amended">Parties whose record differs, as they are in the later version.</param>
internal sealed record ListComparison(
    ListCode List, ListVersion? Old, ListVersion? New, ImmutableArray<ListedParty> Added, ImmutableArray<ListedParty> Removed, ImmutableArray<ListedParty> Amended)
{
    /// <summary>Compares the lists of two readings, list by list in the order of their codes.</summary>
    public static ImmutableArray<ListComparison> Of(IEnumerable<WatchlistSnapshot> old, IEnumerable<WatchlistSnapshot> @new)
    {
        var (before, after) = (old.ToDictionary(snapshot => snapshot.Version.Code), @new.ToDictionary(snapshot => snapshot.Version.Code));
        return [.. before.Keys.Union(after.Keys).Order().Select(code => Of(code, before.GetValueOrDefault(code), after.GetValueOrDefault(code)))];
    }

    private static ListComparison Of(ListCode code, WatchlistSnapshot? old, WatchlistSnapshot? @new)
    {
        var before = (old?.Parties ?? []).ToDictionary(party => party.Entry);
        var after = (@new?.Parties ?? []).ToDictionary(party => party.Entry);
        return new ListComparison(
            code,
            old?.Version,
            @new?.Version,
            [.. (@new?.Parties ?? []).Where(party => !before.ContainsKey(party.Entry))],
            [.. (old?.Parties ?? []).Where(party => !after.ContainsKey(party.Entry))],
            [.. (@new?.Parties ?? []).Where(party => before.TryGetValue(party.Entry, out var earlier) && PartyCodec.HashOf(earlier) != PartyCodec.HashOf(party))]);
    }
}
