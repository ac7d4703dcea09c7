using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Cli.Screening;

/// <summary>The hits of one outcome by party, with the links that join them: found around the hits alone, without what officers said of
/// links.</summary>
internal sealed class HitParties
{
    private readonly ScreeningContext _context;
    private readonly LinkedListings _linked;

    private HitParties(ScreeningContext context, LinkedListings linked, ImmutableArray<ImmutableArray<Hit>> groups)
        => (_context, _linked, Groups) = (context, linked, groups);

    /// <summary>Each party's hits, best first.</summary>
    public ImmutableArray<ImmutableArray<Hit>> Groups { get; }

    /// <summary>All hits, party by party.</summary>
    public IEnumerable<Hit> InOrder => Groups.SelectMany(group => group);

    /// <summary>Each party with all its listings.</summary>
    public ImmutableArray<PartyAnswer> Answers => [.. Groups.Select(group =>
    {
        var all = _linked.Of(group[0].Entry);
        return PartyMapping.ToParty(group, all.Length > 1 ? all
            : [], _linked.LinksOf(group[0].Entry), entry => _context.Corpus.Find(entry)?.Measures ?? Measures.None);
    })];

    /// <summary>Finds the parties of an outcome's hits.</summary>
    public static HitParties Of(ScreeningOutcome outcome, ScreeningContext context)
    {
        var linked = LinkedListings.Of(PartyLinker.FindAround(context.Corpus, outcome.Hits.Select(hit => hit.Entry)),
            new HashSet<LinkedPair>());
        return new HitParties(context, linked, PartyGroups.Of(outcome.Hits, hit => (hit.Role, hit.Entry), linked.PartyOf));
    }
}
