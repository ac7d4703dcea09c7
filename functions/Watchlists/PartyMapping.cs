using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists;

/// <summary>Hits by the party they mean: shown once, with all its listings.</summary>
internal static class PartyMapping
{
    /// <summary>The hits of a stored screening, party by party: the groups as they were linked at its moment.</summary>
    public static ImmutableArray<ImmutableArray<Hit>> HitsByParty(this StoredScreening screening)
        => screening.ByParty(screening.Evidence.Outcome.Hits, entry => entry);

    /// <summary>Hits or near misses of a stored screening, party by party.</summary>
    /// <param name="screening">The screening.</param>
    /// <param name="hits">Its hits or its near misses.</param>
    /// <param name="otherwise">What names the party of a listing of which no link was kept.</param>
    public static ImmutableArray<ImmutableArray<Hit>> ByParty(this StoredScreening screening, ImmutableArray<Hit> hits, Func<ListEntryId,
        ListEntryId> otherwise) =>
        PartyGroups.Of(hits, hit => (hit.Role, hit.Entry), entry => screening.ListingsOf(entry) is [var first, ..] ? first
        : otherwise(entry));

    /// <summary>All listings of an entry's party as they were linked at the moment of the screening; empty where none was.</summary>
    public static ImmutableArray<ListEntryId> ListingsOf(this StoredScreening screening, ListEntryId entry) =>
        screening.Listings.IsDefault ? [] : screening.Listings.FirstOrDefault(one => one.All.Contains(entry))?.All ?? [];

    /// <summary>One party of a stored screening.</summary>
    public static PartyAnswer ToParty(this StoredScreening screening, ImmutableArray<Hit> hits) =>
        ToParty(hits, screening.ListingsOf(hits[0].Entry), screening.Links,
        entry => screening.Beside.FirstOrDefault(one => one.Entry == entry)?.Measures ?? Measures.None);

    /// <summary>A party from its hits, best first.</summary>
    /// <param name="hits">The hits.</param>
    /// <param name="all">All listings of the party; empty for a single one.</param>
    /// <param name="links">Links, those of other parties too.</param>
    /// <param name="measuresOf">What a listing that is no hit obliges to.</param>
    public static PartyAnswer ToParty(ImmutableArray<Hit> hits, ImmutableArray<ListEntryId> all, IEnumerable<PartyLink> links,
        Func<ListEntryId, Measures> measuresOf) => new()
        {
            Party = hits[0].Entry.ToString(),
            Role = hits[0].Role,
            PrimaryName = hits[0].Match.Party.PrimaryName.Text,
            Outcome = WireNames.Of(hits.Max(hit => hit.Outcome)),
            Score = hits.Max(hit => hit.Match.Score),
            Listings =
        [
            .. hits.Select(hit => new ListingAnswer
            {
                ListEntry = hit.Entry.ToString(), List = hit.Entry.List.Value, Measures = WordsOf(hit.Match.Party.Measures), Hit = true,
                    Score = hit.Match.Score, Outcome = WireNames.Of(hit.Outcome),
            }),
            .. all.Where(entry => hits.All(hit => hit.Entry != entry)).Select(entry => new ListingAnswer
            {
                ListEntry = entry.ToString(), List = entry.List.Value, Measures = WordsOf(measuresOf(entry)), Hit = false, Score = null,
                    Outcome = null,
            }),
        ],
            Links = [.. links.Where(link => all.Contains(link.First)).Select(link => link.ToAnswer())],
        };

    /// <summary>Measures as the interface writes them, as lists do.</summary>
    public static string[] WordsOf(Measures measures) =>
        [.. Enum.GetValues<Measures>().Where(one => one != Measures.None && measures.HasFlag(one))
        .Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.ToString()))];
}
