using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>Gathers what names listings by the party that it means, to be shown once. What names no listing stands alone.</summary>
internal static class PartyGroups
{
    /// <summary>The groups in the order of their first members, the members of each in the order they came.</summary>
    /// <param name="items">The items, best first.</param>
    /// <param name="of">The part that an item plays in its request, and its listing: the same party in two parts is two questions. Null
    /// where it names no listing.</param>
    /// <param name="partyOf">What names the party of a listing.</param>
    public static ImmutableArray<ImmutableArray<T>> Of<T>(IEnumerable<T> items, Func<T, (string Role, ListEntryId Entry)?> of,
        Func<ListEntryId, ListEntryId> partyOf)
    {
        var groups = new List<List<T>>();
        var known = new Dictionary<(string, ListEntryId), List<T>>();
        foreach (var item in items)
        {
            if (of(item) is not { } listing)
            {
                groups.Add([item]);
            }
            else if (known.TryGetValue((listing.Role, partyOf(listing.Entry)), out var group))
            {
                group.Add(item);
            }
            else
            {
                groups.Add(known[(listing.Role, partyOf(listing.Entry))] = [item]);
            }
        }

        return [.. groups.Select(group => group.ToImmutableArray())];
    }
}
