using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>The rows of the name model (<see cref="NameFeature"/>) for names given as text: what a fit learns from and what an evaluation
/// reads.</summary>
public static class NameRows
{
    /// <summary>Rows of one comparison by <see cref="NameFeature"/>; null where too little is linked for the names to count as
    /// compared.</summary>
    /// <param name="subject">The customer's name as written.</param>
    /// <param name="listed">The listed name as published.</param>
    /// <param name="isPerson">True to read both as names of persons.</param>
    public static ImmutableArray<float>? Of(string subject, string listed, bool isPerson) =>
        Compared(NameAnalyser.Analyse(subject, isPerson), NameAnalyser.Analyse(listed, isPerson).Tokens.AsSpan());

    /// <summary>Rows of the nearest of several listed names, in whichever reading of the customer's name; null where too little of all is
    /// linked.</summary>
    /// <param name="subject">The customer's name as written.</param>
    /// <param name="listed">The listed names as published.</param>
    /// <param name="isPerson">True to read all as names of persons.</param>
    /// <param name="profile">The profile that tells which is nearest.</param>
    public static ImmutableArray<float>? Nearest(string subject, IEnumerable<string> listed, bool isPerson, ScoringProfile profile)
    {
        var (model, readings) = (new NameModel(profile), NameAnalyser.Readings(subject, isPerson));
        var (best, odds) = (default(ImmutableArray<float>?), double.NegativeInfinity);
        foreach (var name in listed.SelectMany(name => NameAnalyser.Listed(name, isPerson, memory: null)))
        {
            foreach (var reading in readings)
            {
                if (Compared(reading, name.Tokens.AsSpan()) is { } rows && model.LogOdds(rows.AsSpan()) is var found && found > odds)
                {
                    (best, odds) = (rows, found);
                }
            }
        }

        return best;
    }

    /// <summary>
    /// Rows of a subject against the listed names that the index proposes for it, at most <paramref name="limit"/> in the order of the
    /// index; names of which too little is linked are left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public static IReadOnlyList<ImmutableArray<float>> OfCandidates(MatchIndex index, string subject, bool isPerson, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var analysed = NameAnalyser.Analyse(subject, isPerson);
        var rows = new List<ImmutableArray<float>>();
        foreach (var search in index.Names)
        {
            if (search.Table.ArePersons != isPerson || (search.Table.AreOriginals && !analysed.HasOriginal))
            {
                continue;
            }

            var candidates = new List<Candidate>();
            search.Collect(analysed, candidates, new Similarity.LinkTable());
            foreach (var (name, _) in candidates.OrderBy(one => one.Name).Take(limit - rows.Count))
            {
                if (Compared(analysed, search.Table.WordsOf(name)) is { } compared)
                {
                    rows.Add(compared);
                }
            }
        }

        return rows;
    }

    private static ImmutableArray<float>? Compared(AnalysedName subject, ReadOnlySpan<NameToken> listed)
    {
        var comparer = NameComparer.OfThread;
        if (!comparer.Compare(subject.Tokens.AsSpan(), listed, subject.IsPerson))
        {
            return null;
        }

        var rows = comparer.Features.ToImmutableArray();
        return rows[(int)NameFeature.CoverageBest] < NameModel.MinCoverage && rows[(int)NameFeature.Acronym] == 0 ? null : rows;
    }
}
