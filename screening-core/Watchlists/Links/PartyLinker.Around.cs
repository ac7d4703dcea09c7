using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists.Links;

/// <content>The links of a few parties, without searching all.</content>
public static partial class PartyLinker
{
    // How far around an entry others are looked for that may be linked from their side.
    private const double LeastAround = 0.1;
    private const int MatchesAround = 40;

    /// <summary>
    /// The links of some entries' parties, found around them alone, in the order of their pairs. Every link is one that <see cref="Find"/>
    /// finds; a listing that resembles none of the party's by any name is not found.
    /// </summary>
    /// <param name="corpus">The lists.</param>
    /// <param name="entries">The entries; those that no list holds are passed over.</param>
    public static ImmutableArray<PartyLink> FindAround(ScreeningCorpus corpus, IEnumerable<ListEntryId> entries)
    {
        ImmutableArray<ListEntryId> asked = [.. entries.Distinct()];
        var (matcher, largest) = (new PartyMatcher(corpus.Index, Profile), LargestOf(corpus));
        var (links, near, searched, known) =
            (new Dictionary<LinkedPair, PartyLink>(), new Dictionary<ListEntryId, ListedParty>(), new HashSet<ListEntryId>(),
            new HashSet<ListEntryId>());
        var open = new Queue<ListedParty>(asked.Select(corpus.Find).OfType<ListedParty>());
        while (open.TryDequeue(out var party))
        {
            if (!known.Add(party.Entry))
            {
                continue;
            }

            near.TryAdd(party.Entry, party);
            foreach (var match in matcher.Find(WithAllNames(party), LeastAround, MatchesAround))
            {
                near.TryAdd(match.Party.Entry, match.Party);
            }

            var byName = near.Values.Where(one => one.Entry.List != largest && searched.Add(one.Entry))
                .SelectMany(one => ByName(one, matcher));
            var byIdentifier = near.Values.Select(one => BySharedIdentifier(corpus, party, one)).OfType<PartyLink>();
            foreach (var link in byIdentifier.Concat(byName).ToArray().Where(link => links.TryAdd(link.Pair, link)))
            {
                foreach (var joined in new[] { link.First, link.Second }.Where(entry => !known.Contains(entry)))
                {
                    open.Enqueue(corpus.Find(joined)!);
                }
            }
        }

        // What was near may be linked among itself: only what joins the asked ones belongs here.
        var linked = LinkedListings.Of(links.Values, new HashSet<LinkedPair>());
        return [.. asked.SelectMany(linked.LinksOf).Distinct().OrderBy(link => link.First).ThenBy(link => link.Second).Select(Reasoned)];

        // Reasons as when all are searched: an identifier before a name, and of two names that which the smaller entry was searched by.
        PartyLink Reasoned(PartyLink link)
            => corpus.Find(link.First)! is var first && BySharedIdentifier(corpus, first, corpus.Find(link.Second)!) is { } shared ? shared
            : first.Entry.List == largest ? link
            : ByName(first, matcher).FirstOrDefault(other => other.Pair == link.Pair) ?? link;
    }

    private static ScreeningSubject WithAllNames(ListedParty party) => SubjectOf(party) with
    {
        Aliases = [.. party.Names.Skip(1).Select(name => name.Text)],
        Identifiers = [.. party.Identifiers.Where(one => IdentifierFeature.IdentifiesAlone(one.Type))],
    };

    private static PartyLink? BySharedIdentifier(ScreeningCorpus corpus, ListedParty one, ListedParty other) =>
        one.Entry.List != other.Entry.List && Shared(one, other) is { } shared
        && corpus.Index.Identifiers.PartiesOf(new ScreeningSubject { Identifiers = [shared] }).Count <= MostSharing
            ? one.Entry.CompareTo(other.Entry) < 0 ? ByIdentifier(one, other) : ByIdentifier(other, one)
            : null;
}
