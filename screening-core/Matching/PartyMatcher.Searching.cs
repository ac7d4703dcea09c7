using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>Which listed names are compared with the subject's: those that could matter with their parties' facts, then those that make a
/// hit's name common.</content>
public sealed partial class PartyMatcher
{
    private static readonly bool[] AsPersonsOrNot = [true, false];

    [ThreadStatic]
    private static LinkTable? _links;

    // The best name of every party that is a hit with its facts or a namesake of one, and of those that are wanted anyhow; others may be
    // among them.
    private Dictionary<int, NameFinding> BestNames(ScreeningSubject subject, double least, SortedSet<int> wanted, EarlierSearch? earlier)
    {
        var (floors, proposals, best) = (NameFloors.OfThread, Proposals.OfThread, new Dictionary<int, NameFinding>());
        var known = KnownOf(subject, earlier, wanted);
        floors.Begin(_index, _facts, subject, least, wanted, known is null ? null : earlier!.Changed.Positions);
        SearchAll(subject, floors, proposals, best, wanted);
        if (known is not null)
        {
            foreach (var (party, name) in known)
            {
                best[party] = name with { Facts = floors.FactsOf(party) };
            }
        }

        AddNamesakes(floors, proposals, best, new Asked(wanted, known, earlier?.Near.Level ?? double.MaxValue), least);
        floors.End();
        proposals.Clear();
        return best;
    }

    private void SearchAll(ScreeningSubject subject, NameFloors floors, Proposals proposals, Dictionary<int, NameFinding> best,
        SortedSet<int> wanted)
    {
        proposals.Clear();
        var links = _links ??= new LinkTable();
        foreach (var asPersons in AsPersonsOrNot)
        {
            if (!Searches(subject.Kind, asPersons))
            {
                continue;
            }

            foreach (var name in SubjectReadings.Of(subject, asPersons))
            {
                var own = new SubjectShares(name);
                foreach (var search in _index.Names)
                {
                    if (search.Table.ArePersons == asPersons && (!search.Table.AreOriginals || name.HasOriginal))
                    {
                        var ceilings = CountedCeiling.Of(_ceiling, own, floors.LowestEver, NamesOf(wanted, search.Table));
                        CompareAll(proposals.Add(search, name, links, own, ceilings), proposals, floors, best, links, areLinked: true);
                    }
                }
            }
        }
    }

    private static HashSet<int>? NamesOf(SortedSet<int> parties, NameTable table)
    {
        HashSet<int>? names = null;
        foreach (var party in parties)
        {
            table.AddNamesOf(party, names ??= []);
        }

        return names;
    }

    // Other parties matter only as namesakes of a hit, and only those whose names are about as close as the least close hit's.
    private void AddNamesakes(NameFloors floors, Proposals proposals, Dictionary<int, NameFinding> best, in Asked asked, double least)
    {
        var (settled, floor) = (new List<int>(asked.Wanted), double.PositiveInfinity);
        if (asked.Known is { } known)
        {
            settled.AddRange(known.Keys);
        }

        foreach (var (party, name) in best)
        {
            if (!asked.Wanted.Contains(party) && name.LogOdds + name.Facts >= least - Rounding)
            {
                settled.Add(party);
                floor = Math.Min(floor, name.NameLogOdds);
            }
        }

        if (double.IsInfinity(floor) || !floors.Level(floor - Namesakes.Closeness, settled, asked.KnownFrom))
        {
            return;
        }

        // What was found of a party that is searched deeper is found again.
        foreach (var party in best.Keys.Where(party => !double.IsInfinity(floors.Of(party))).ToArray())
        {
            best.Remove(party);
        }

        var links = _links ??= new LinkTable();
        foreach (var proposal in proposals.All)
        {
            CompareAll(proposal, proposals, floors, best, links, areLinked: false);
        }
    }

    private void CompareAll(Proposal proposal, Proposals proposals, NameFloors floors, Dictionary<int, NameFinding> best, LinkTable links,
        bool areLinked)
    {
        var (search, subject, own) = (proposal.Search, proposal.Name, proposal.Own);
        var table = search.Table;
        var partyOf = table.PartyOf.Span;
        var comparer = NameComparer.OfThread;
        var ceilings = CollectionsMarshal.AsSpan(proposals.Ceilings);
        for (var i = proposal.From; i < proposal.To; i++)
        {
            var (name, mayJoin) = proposals.Candidates[i];
            // The first search works all ceilings out, the one for namesakes finds them.
            if (!mayJoin && double.IsNaN(ceilings[i]))
            {
                ceilings[i] =
                    BriefCeiling.Of(_ceiling, own, search.Shares, name, proposals.Shares[i].Found, links);
            }

            // Most candidates are too low for everybody: who bears them need not be asked.
            if (ceilings[i] < floors.Lowest)
            {
                continue;
            }

            // The facts of most bearers need not be read either.
            var bearers = table.BearersOf(name);
            if (ceilings[i] < AtLeast(bearers, partyOf, floors))
            {
                continue;
            }

            var least = LeastOf(bearers, partyOf, floors);
            if (least > _names.Most || ceilings[i] < least)
            {
                continue;
            }

            if (!areLinked)
            {
                search.Link(subject, links);
                areLinked = true;
            }

            if (!mayJoin
                && BriefCeiling.IsBelow(least, ceilings[i], _ceiling, own, search.Shares, name, links))
            {
                continue;
            }

            if (!comparer.Compare(subject.Tokens.AsSpan(), table.WordsOf(name), table.ArePersons, table.TokensOf(name), links, mayJoin,
                _names, least))
            {
                continue;
            }

            var odds = _names.LogOdds(comparer.Features);
            foreach (var bearer in bearers)
            {
                var party = partyOf[bearer];
                var finding =
                    Judge(odds, subject, table.OrdinalOf[bearer], _index.FactsAt(party))
                    with
                    { Table = table, Bearer = bearer, Facts = floors.FactsOf(party) };
                if (finding.NameLogOdds >= floors.Of(party) && finding.LogOdds > NameModel.Unlinked
                    && (!best.TryGetValue(party, out var before) || finding.IsBetterThan(before)))
                {
                    best[party] = finding;
                    floors.Raise(party, finding.LogOdds);
                }
            }
        }

        GC.KeepAlive(search);
    }

    private static double AtLeast(ReadOnlySpan<int> bearers, ReadOnlySpan<int> partyOf, NameFloors floors)
    {
        var least = double.PositiveInfinity;
        foreach (var bearer in bearers)
        {
            least = Math.Min(least, floors.AtLeast(partyOf[bearer]));
        }

        return least;
    }

    // A name is compared once for all who bear it, so as deep as any of them asks for.
    private static double LeastOf(ReadOnlySpan<int> bearers, ReadOnlySpan<int> partyOf, NameFloors floors)
    {
        var least = double.PositiveInfinity;
        foreach (var bearer in bearers)
        {
            least = Math.Min(least, floors.Of(partyOf[bearer]));
        }

        return least;
    }
}
