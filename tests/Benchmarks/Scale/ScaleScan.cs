using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.Benchmarks.Scale;

/// <summary>The search without an index over a corpus that does not fit into memory analysed: piece by piece.</summary>
internal static class ScaleScan
{
    private const int Piece = 5_000;

    /// <summary>What each subject finds at or above a score.</summary>
    public static SortedDictionary<ListEntryId, double>[] AtOrAbove(ScreeningSubject[] subjects, MatchIndex index, ScoringProfile profile,
        double least)
    {
        var named = Array.ConvertAll(subjects, _ => new List<ExhaustiveScan.NamedParty>());
        Parallel.ForEach(Enumerable.Range(0, index.PartyCount).Chunk(Piece), piece =>
        {
            var scan = new ExhaustiveScan(piece.Select(index.PartyAt), profile);
            for (var at = 0; at < subjects.Length; at++)
            {
                var found = scan.Named(subjects[at]);
                lock (named[at])
                {
                    named[at].AddRange(found);
                }
            }
        });
        var facts = new FactModel(profile);
        return Array.ConvertAll(named, found => ExhaustiveScan.AtOrAbove(found, least, facts));
    }
}
