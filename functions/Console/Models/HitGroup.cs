using System.Collections.Immutable;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Console.Models;

/// <summary>Hits of a screening that mean one party.</summary>
/// <param name="Hits">The hits, best first.</param>
/// <param name="Others">The party's listings beside the best hit's, with why they are one: other hits among them.</param>
public sealed record HitGroup(ImmutableArray<Hit> Hits, ImmutableArray<OtherListing> Others)
{
    /// <summary>The other listings that are no hits themselves.</summary>
    public IEnumerable<OtherListing> Beside => Others.Where(other => Hits.All(hit => hit.Entry != other.Entry));

    /// <summary>How many listings the party has, hits or not.</summary>
    public int Listings => 1 + Others.Length;

    /// <summary>What officers said since against a link that held then, in sentences.</summary>
    public ImmutableArray<string> Since { get; init; } = [];

    /// <summary>Why a hit is taken for the party of the best one; empty for the best itself.</summary>
    public string WhyOf(Hit hit) => Others.FirstOrDefault(other => other.Entry == hit.Entry)?.Why ?? "";

    /// <summary>
    /// The hits or near misses of a stored screening, party by party: as they were linked at its moment, which the answer told. Of listings
    /// that had no hit's links kept (near misses), as they are linked now.
    /// </summary>
    internal static ImmutableArray<HitGroup> Of(StoredScreening screening, ImmutableArray<Hit> hits, LinkedListings now,
        IEnumerable<SeveredLink> words, ScreeningCorpus? corpus)
    {
        var severed = words.Where(word => word.IsSevered).ToArray();
        return [.. screening.ByParty(hits, now.PartyOf).Select(group =>
        {
            var kept = screening.ListingsOf(group[0].Entry);
            var (all, links) = kept.IsEmpty ? (now.Of(group[0].Entry), now.LinksOf(group[0].Entry))
                : (kept, screening.Links.Where(link => kept.Contains(link.First)));
            var others = OtherListings.Of(group[0].Entry, all, links, corpus)
                .Select(other => screening.Beside.FirstOrDefault(one => one.Entry == other.Entry) is { } beside
                    ? other with { Measures = beside.Measures } : other);
            return new HitGroup(group, [.. others])
            {
                Since = [.. severed.Where(word => all.Contains(word.First) && all.Contains(word.Second))
                    .Select(word =>
                        $"{word.Words[^1].By} said on {ConsoleText.Day(word.Words[^1].At)} that {word.First} and "
                        + $"{word.Second} are different parties: {word.Words[^1].Reason}")],
            };
        })];
    }
}
