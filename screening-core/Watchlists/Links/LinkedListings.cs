using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists.Links;

/// <summary>All listings of each party that stands on several lists. Immutable.</summary>
public sealed class LinkedListings
{
    private readonly FrozenDictionary<ListEntryId, ImmutableArray<ListEntryId>> _groups;
    private readonly ILookup<ListEntryId, PartyLink> _linksByParty;

    private LinkedListings(ImmutableArray<PartyLink> links, FrozenDictionary<ListEntryId, ImmutableArray<ListEntryId>> groups)
    {
        (Links, _groups) = (links, groups);
        _linksByParty = links.ToLookup(link => PartyOf(link.First));
    }

    /// <summary>No links.</summary>
    public static LinkedListings None { get; } = Of([], FrozenSet<LinkedPair>.Empty);

    /// <summary>The links that hold, in the order of their pairs.</summary>
    public ImmutableArray<PartyLink> Links { get; }

    /// <summary>Parties with more than one listing.</summary>
    public int PartyCount => _groups.Values.Select(group => group[0]).Distinct().Count();

    /// <summary>Gathers links into parties. A severed pair does not link, though a third listing may still join the two.</summary>
    /// <param name="links">The links found.</param>
    /// <param name="severed">Pairs that an officer said are two parties.</param>
    public static LinkedListings Of(IEnumerable<PartyLink> links, IReadOnlySet<LinkedPair> severed)
    {
        ImmutableArray<PartyLink> held = [.. links.Where(link => !severed.Contains(link.Pair))];
        var root = new Dictionary<ListEntryId, ListEntryId>();
        ListEntryId RootOf(ListEntryId entry)
        {
            while (root.TryGetValue(entry, out var above) && above != entry)
            {
                entry = above;
            }

            return entry;
        }

        foreach (var link in held)
        {
            var (one, other) = (RootOf(link.First), RootOf(link.Second));
            var (least, most) = one.CompareTo(other) <= 0 ? (one, other) : (other, one);
            (root[link.First], root[link.Second], root[most], root[least]) = (least, least, least, least);
        }

        var groups = root.Keys.GroupBy(RootOf).Select(group => group.Order().ToImmutableArray()).Where(group => group.Length > 1);
        return new LinkedListings(held, groups.SelectMany(group => group.Select(entry => KeyValuePair.Create(entry, group)))
            .ToFrozenDictionary());
    }

    /// <summary>All listings of the party of an entry, the entry itself among them, in the order of entries.</summary>
    public ImmutableArray<ListEntryId> Of(ListEntryId entry) => _groups.TryGetValue(entry, out var group) ? group : [entry];

    /// <summary>What names the party of an entry: the smallest of its listings. It is another once a link that joined them is taken
    /// back.</summary>
    public ListEntryId PartyOf(ListEntryId entry) => Of(entry)[0];

    /// <summary>The links that join the listings of an entry's party, in the order of their pairs.</summary>
    public IEnumerable<PartyLink> LinksOf(ListEntryId entry) => _linksByParty[PartyOf(entry)];
}
