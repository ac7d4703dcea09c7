using System.Collections.Immutable;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Console.Models;

/// <summary>Another listing of the same party.</summary>
/// <param name="Entry">The listing.</param>
/// <param name="Name">Its primary name; empty where no list in use holds it.</param>
/// <param name="Page">The publisher's page; null where it has none.</param>
/// <param name="Measures">What it obliges to; null where no list in use holds it.</param>
/// <param name="Why">Why it is taken for the same party: the link with the listing it stands beside, or else the one that joins it with
/// another of them.</param>
public sealed record OtherListing(ListEntryId Entry, string Name, string? Page, Measures? Measures, string Why);

/// <summary>What stands beside a listing: the party's listings on other lists, and why they are one.</summary>
internal static class OtherListings
{
    /// <summary>The other listings of an entry's party.</summary>
    /// <param name="entry">The listing they stand beside.</param>
    /// <param name="all">All listings of the party.</param>
    /// <param name="links">The links that join them.</param>
    /// <param name="corpus">The lists in use; null while none is loaded.</param>
    public static ImmutableArray<OtherListing> Of(ListEntryId entry, ImmutableArray<ListEntryId> all, IEnumerable<PartyLink> links,
        ScreeningCorpus? corpus)
    {
        var why = links.ToArray();
        return [.. all.Where(other => other != entry).Select(other =>
        {
            var link = why.FirstOrDefault(one => one.Pair == new LinkedPair(entry, other))
                ?? why.FirstOrDefault(one => one.First == other || one.Second == other);
            var with = link is null || link.First == entry || link.Second == entry ? ""
                : $"with {(link.First == other ? link.Second : link.First)}: ";
            var party = corpus?.Find(other);
            return new OtherListing(other, party?.PrimaryName.Text ?? "", PageOf(other), party?.Measures, with + link?.Reason);
        })];
    }

    /// <summary>The publisher's page of an entry; null where it has none.</summary>
    public static string? PageOf(ListEntryId entry)
        => ListLibrary.Descriptors.FirstOrDefault(descriptor => descriptor.Code == entry.List)?.EntryPage is { } page
        ? page.Replace("{key}", Uri.EscapeDataString(entry.Key), StringComparison.Ordinal)
        : null;
}
