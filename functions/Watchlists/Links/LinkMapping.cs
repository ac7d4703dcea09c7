using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>Links as the HTTP interface and the command line show them.</summary>
internal static class LinkMapping
{
    private const int MostLinks = 1000;

    /// <summary>The answer, of one entry's party or of all.</summary>
    public static LinksAnswer ToAnswer(this LinkedListings linked, ListEntryId? entry, IEnumerable<SeveredLink> words) => new(
        linked.PartyCount,
        [.. (entry is { } one ? linked.LinksOf(one) : linked.Links.Take(MostLinks)).Select(ToAnswer)],
        entry is { } of ? [.. linked.Of(of).Select(listing => listing.ToString())] : [],
        [.. words.Where(word => entry is null || word.First == entry || word.Second == entry).Select(ToAnswer)]);

    /// <summary>The last word on a pair.</summary>
    public static LinkWordAnswer ToAnswer(this SeveredLink link) =>
        new(link.First.ToString(), link.Second.ToString(), link.IsSevered, link.Words[^1].By, link.Words[^1].Reason, link.Words[^1].At);

    /// <summary>One link.</summary>
    public static LinkAnswer ToAnswer(this PartyLink link) =>
        new(link.First.ToString(), link.Second.ToString(), JsonNamingPolicy.SnakeCaseLower.ConvertName(link.Ground.ToString()),
        Math.Round(link.Score, 4), link.Reason);
}
