using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>What a look at the changed parties found for one subject.</summary>
/// <param name="IsConcerned">True where the subject's hits may be others than before; false where they are certainly the same.</param>
/// <param name="Comparisons">Names that were compared to find out.</param>
public readonly record struct ChangeFinding(bool IsConcerned, int Comparisons);

/// <summary>
/// Tells for a subject whether a change of some parties may change its hits against all parties, by looking at the changed ones alone. It errs on one side
/// only: who is not concerned has the same hits with the same scores as before. Immutable, safe for concurrent use.
/// </summary>
/// <remarks>
/// Scores compare one subject with one party, but for one row: namesakes. So a changed party matters where it is a hit itself, or where some party would be a
/// hit if it bore its name alone (<see cref="PartyMatcher.NamesakeFloor"/>) and the changed party counts as its namesake.
/// </remarks>
public sealed class ChangeSearch
{
    /// <summary>Log-odds are added up in other orders here and there.</summary>
    private const double Rounding = 1e-4;

    private readonly MatchIndex _changed;
    private readonly NameModel _names;
    private readonly FactModel _facts;
    private readonly NameCeiling _ceiling;
    private readonly ListedShares[] _shares;

    [ThreadStatic]
    private static LinkTable? _links;

    /// <summary>Makes a search.</summary>
    /// <param name="changed">The changed parties as they were and as they are, and nothing else; the two states of one party may both be there.</param>
    /// <param name="profile">The profile that hits are judged by.</param>
    public ChangeSearch(MatchIndex changed, ScoringProfile profile)
    {
        (_changed, _names, _facts, _ceiling) = (changed, new NameModel(profile), new FactModel(profile), new NameCeiling(profile));
        _shares = [.. changed.Names.Select(search => new ListedShares(search.Table))];
    }

    /// <summary>Judges a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="minimumScore">Score from which a comparison is a hit, above 0 and below 1.</param>
    /// <param name="floor">What <see cref="PartyMatcher.NamesakeFloor"/> said of the subject before the change; null where nobody asked.</param>
    public ChangeFinding Judge(ScreeningSubject subject, double minimumScore, double? floor)
    {
        if (HoldsIdentifierOf(subject))
        {
            return new ChangeFinding(true, 0);
        }

        var hit = Math.Log(minimumScore / (1 - minimumScore)) - Rounding;
        var need = new Need(hit, (floor ?? hit - _facts.MostOf(subject)) - Namesakes.Closeness - Rounding);
        var comparisons = 0;
        foreach (var raw in PartyMatcher.NamesOf(subject))
        {
            foreach (var persons in new[] { true, false })
            {
                if (PartyMatcher.Searches(subject.Kind, persons) && IsConcerned(subject, raw, persons, need, ref comparisons))
                {
                    return new ChangeFinding(true, comparisons);
                }
            }
        }

        return new ChangeFinding(false, comparisons);
    }

    private bool HoldsIdentifierOf(ScreeningSubject subject)
    {
        if (subject.Identifiers.IsDefaultOrEmpty)
        {
            return false;
        }

        var found = new HashSet<int>();
        foreach (var identifier in subject.Identifiers)
        {
            _changed.Identifiers.Collect(identifier, found);
        }

        return found.Count > 0;
    }

    private bool IsConcerned(ScreeningSubject subject, string raw, bool persons, Need need, ref int comparisons)
    {
        ImmutableArray<AnalysedName>? names = null;
        for (var table = 0; table < _changed.Names.Length; table++)
        {
            var search = _changed.Names[table];
            if (search.Table.ArePersons != persons || search.Table.Count == 0)
            {
                continue;
            }

            names ??= NameAnalyser.Readings(raw, persons);
            foreach (var name in names)
            {
                if ((!search.Table.AreOriginals || name.HasOriginal) && IsConcerned(subject, name, search, _shares[table], need, ref comparisons))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsConcerned(ScreeningSubject subject, AnalysedName name, NameSearch search, ListedShares listed, Need need, ref int comparisons)
    {
        var (candidates, shares) = (new List<Candidate>(), new List<CandidateShare>());
        var links = _links ??= new LinkTable();
        search.Collect(name, candidates, links, shares);
        if (candidates.Count == 0)
        {
            return false;
        }

        var own = new SubjectShares(name);
        for (var i = 0; i < candidates.Count; i++)
        {
            var (candidate, mayJoin) = candidates[i];
            var facts = _changed.FactsAt(search.Table.PartyOf[candidate]);
            var sum = _facts.Sum(subject, facts);
            var least = Math.Min(need.Hit - sum, need.Namesake);
            if (!mayJoin && _ceiling.IsBelow(least, own, listed, candidate, shares[i], links))
            {
                continue;
            }

            comparisons++;
            if (!NameComparer.OfThread.Compare(name.Tokens.AsSpan(), search.Table.WordsOf(candidate), search.Table.ArePersons, search.Table.TokensOf(candidate), links, mayJoin, _names, least))
            {
                continue;
            }

            var odds = _names.LogOdds(NameComparer.OfThread.Features);
            if (odds > NameModel.Unlinked && (odds >= need.Namesake || odds + _facts.OfName(facts.Names[search.Table.OrdinalOf[candidate]]) + sum >= need.Hit))
            {
                return true;
            }
        }

        GC.KeepAlive(search);
        return false;
    }

    /// <summary>Log-odds from which a changed party matters: with its facts as a hit, by its name alone as a namesake.</summary>
    private readonly record struct Need(double Hit, double Namesake);
}
