using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>Which listed names are compared with the subject's: those that could matter with their parties' facts, then those that make a hit's name common.</content>
public sealed partial class PartyMatcher
{
    // Below this a ceiling cuts next to nothing and costs more than it saves.
    private const double WorthACeiling = -1;

    private static readonly bool[] AsPersonsOrNot = [true, false];

    [ThreadStatic]
    private static LinkTable? _links;

    [ThreadStatic]
    private static List<Candidate>? _candidates;

    [ThreadStatic]
    private static List<CandidateShare>? _candidateShares;

    // The best name of every party that is a hit with its facts or a namesake of one, and of those that are wanted anyhow.
    private Dictionary<int, NameFinding> BestNames(ScreeningSubject subject, double least, SortedSet<int> wanted)
    {
        var (floors, best) = (NameFloors.OfThread, new Dictionary<int, NameFinding>());
        floors.Begin(_index, _facts, subject, least, wanted);
        SearchAll(subject, floors, best, settled: null);
        AddNamesakes(subject, floors, best, wanted, least);
        floors.End();
        return best;
    }

    // Other parties matter only as namesakes of a hit, and only those whose names are about as close as the least close hit's.
    private void AddNamesakes(ScreeningSubject subject, NameFloors floors, Dictionary<int, NameFinding> best, SortedSet<int> wanted, double least)
    {
        var (settled, floor) = (new HashSet<int>(wanted), double.PositiveInfinity);
        foreach (var (party, name) in best)
        {
            if (!wanted.Contains(party) && name.LogOdds + name.Facts >= least - Rounding)
            {
                settled.Add(party);
                floor = Math.Min(floor, name.NameLogOdds);
            }
        }

        if (double.IsInfinity(floor) || !floors.Level(floor - Namesakes.Closeness))
        {
            return;
        }

        foreach (var party in best.Keys.Where(party => !settled.Contains(party)).ToArray())
        {
            best.Remove(party);
        }

        SearchAll(subject, floors, best, settled);
    }

    private void SearchAll(ScreeningSubject subject, NameFloors floors, Dictionary<int, NameFinding> best, HashSet<int>? settled)
    {
        var names = NamesOf(subject).ToArray();
        var searched = names.Length > 1 ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var asPersons in AsPersonsOrNot)
        {
            if (!Searches(subject.Kind, asPersons))
            {
                continue;
            }

            searched?.Clear();
            foreach (var name in names.SelectMany(name => NameAnalyser.Readings(name, asPersons)))
            {
                // Two aliases are often one name in other letters: capitals, accents, dashes.
                if (searched?.Add(string.Join(' ', name.Tokens.Select(token => token.Key))) == false)
                {
                    continue;
                }

                foreach (var search in _index.Names)
                {
                    if (search.Table.ArePersons == asPersons && (!search.Table.AreOriginals || name.HasOriginal))
                    {
                        Search(search, name, floors, best, settled);
                    }
                }
            }
        }
    }

    private void Search(NameSearch search, AnalysedName subject, NameFloors floors, Dictionary<int, NameFinding> best, HashSet<int>? settled)
    {
        var (candidates, shares) = (_candidates ??= new List<Candidate>(256), _candidateShares ??= new List<CandidateShare>(256));
        candidates.Clear();
        shares.Clear();
        var links = _links ??= new LinkTable();
        var comparer = NameComparer.OfThread;
        search.Collect(subject, candidates, links, shares);
        var table = search.Table;
        var partyOf = table.PartyOf.Span;
        SubjectShares? own = null;
        for (var i = 0; i < candidates.Count; i++)
        {
            var (name, mayJoin) = candidates[i];
            var party = partyOf[name];
            var least = floors.Of(party);
            if (least > _names.Most || settled?.Contains(party) == true)
            {
                continue;
            }

            if (least > WorthACeiling && !mayJoin && _ceiling.IsBelow(least, own ??= new SubjectShares(subject), search.Shares, name, shares[i], links))
            {
                continue;
            }

            if (!comparer.Compare(subject.Tokens.AsSpan(), table.WordsOf(name), table.ArePersons, table.TokensOf(name), links, mayJoin, _names, least))
            {
                continue;
            }

            var finding = Judge(subject, table.OrdinalOf[name], _index.FactsAt(party)) with { Table = table, Number = name, Facts = floors.FactsOf(party) };
            if (finding.NameLogOdds >= least && finding.LogOdds > NameModel.Unlinked && (!best.TryGetValue(party, out var before) || finding.IsBetterThan(before)))
            {
                best[party] = finding;
            }
        }

        GC.KeepAlive(search);
    }
}
