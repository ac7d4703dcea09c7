using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>A hit's entry and all listings of its party, the entry itself among them.</summary>
internal sealed record HitListings(ListEntryId Entry, ImmutableArray<ListEntryId> All);

/// <summary>A listing and what it obliges to.</summary>
internal sealed record ListingMeasures(ListEntryId Entry, Measures Measures);

/// <summary>Which hits of an outcome are one party, as they were linked at its moment. Nothing that decides: each hit stays its
/// own.</summary>
/// <param name="Listings">The listings of each hit's party, where there are several.</param>
/// <param name="Links">Why they are one: the links among them, each once.</param>
/// <param name="Beside">Those of the listings that are no hits themselves.</param>
internal sealed record LinkedHits(ImmutableArray<HitListings> Listings, ImmutableArray<PartyLink> Links,
    ImmutableArray<ListingMeasures> Beside)
{
    /// <summary>Every hit stands alone.</summary>
    public static LinkedHits None { get; } = new([], [], []);

    /// <summary>Looks the hits of an outcome up.</summary>
    public static LinkedHits Of(ScreeningOutcome outcome, LinkedListings linked, ScreeningCorpus corpus)
    {
        var entries = outcome.Hits.Select(hit => hit.Entry).Distinct().ToArray();
        ImmutableArray<HitListings> listings =
            [.. entries.Select(entry => new HitListings(entry, linked.Of(entry))).Where(one => one.All.Length > 1)];
        if (listings.IsEmpty)
        {
            return None;
        }

        return new LinkedHits(
            listings,
            [.. listings.Select(one => one.All[0]).Distinct().SelectMany(linked.LinksOf)],
            [.. listings.SelectMany(one => one.All).Distinct().Except(entries).Select(corpus.Find).OfType<ListedParty>()
                .Select(party => new ListingMeasures(party.Entry, party.Measures))]);
    }
}
