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
/// Tells for a subject whether a change of some parties may change its hits against all parties, by looking at the changed ones alone. It
/// errs on one side only: who is not concerned has the same hits with the same scores as before. Immutable, safe for concurrent use.
/// </summary>
/// <remarks>
/// Scores compare one subject with one party, but for one row: namesakes. So a changed party matters where it is a hit itself, or where
/// some party would be a hit if it bore its name alone (<see cref="PartyMatcher.Remember"/>) and the changed party counts as its namesake.
/// </remarks>
internal sealed class ChangeSearch
{
    /// <summary>Log-odds are added up in other orders here and there.</summary>
    private const double Rounding = 1e-4;

    private readonly MatchIndex _changed;
    private readonly NameModel _names;
    private readonly FactModel _facts;
    private readonly NameCeiling _ceiling;
    private readonly ScoringProfile _profile;
    private readonly ChangeLevels _levels;
    private readonly ChangedState[] _states;
    private readonly PartyMatcher _matcher;

    [ThreadStatic]
    private static LinkTable? _links;

    /// <summary>Makes a search.</summary>
    /// <param name="changed">The changed parties as they were and as they are, and nothing else; the two states of one party may both be
    /// there.</param>
    /// <param name="profile">The profile that hits are judged by.</param>
    /// <param name="levels">From which score a changed party matters.</param>
    /// <param name="arrivals">Entries of parties that only come, and were nobody's namesakes before.</param>
    public ChangeSearch(MatchIndex changed, ScoringProfile profile, ChangeLevels levels, IReadOnlySet<ListEntryId> arrivals)
    {
        (_changed, _profile, _levels, _names, _facts, _ceiling) =
            (changed, profile, levels, new NameModel(profile), new FactModel(profile), new NameCeiling(profile));
        _matcher = new PartyMatcher(changed, profile);
        _states = [.. Enumerable.Range(0, changed.PartyCount).Select(changed.EntryAt)
            .Select(entry => new ChangedState(arrivals.Contains(entry), levels.MayBeCleared(entry)))];
    }

    /// <summary>Judges a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="floors">What <see cref="PartyMatcher.Remember"/> said of the subject before the change; null where nobody
    /// asked.</param>
    /// <param name="decidesAlone">True where every match from the threshold on decides, whatever speaks against it.</param>
    public ChangeFinding Judge(ScreeningSubject subject, NamesakeFloors? floors, bool decidesAlone = false)
    {
        if (_changed.Identifiers.PartiesOf(subject).Count > 0)
        {
            return new ChangeFinding(true, 0);
        }

        var (hit, near) = (NameModel.OddsOf(_profile.Threshold) - Rounding, NameModel.OddsOf(_levels.LeastRaised) - Rounding);
        var (some, lowest) = (floors ?? NamesakeFloors.Open, near - _facts.MostOf(subject));
        var need = new Need(hit, near, Math.Max(some.OfHits, lowest) - Namesakes.Closeness - Rounding,
            Math.Max(some.OfAll, lowest) - Namesakes.Closeness - Rounding, decidesAlone || some.HasHits);
        var comparisons = 0;
        foreach (var persons in new[] { true, false })
        {
            if (PartyMatcher.Searches(subject.Kind, persons) && IsConcerned(subject, persons, need, ref comparisons))
            {
                return new ChangeFinding(true, comparisons);
            }
        }

        return new ChangeFinding(false, comparisons);
    }

    private bool IsConcerned(ScreeningSubject subject, bool persons, Need need, ref int comparisons)
    {
        IReadOnlyList<AnalysedName>? names = null;
        foreach (var search in _changed.Names)
        {
            if (search.Table.ArePersons != persons || search.Table.Count == 0)
            {
                continue;
            }

            names ??= SubjectReadings.Of(subject, persons);
            foreach (var name in names)
            {
                if ((!search.Table.AreOriginals || name.HasOriginal) && IsConcerned(subject, name, search, need, ref comparisons))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsConcerned(ScreeningSubject subject, AnalysedName name, NameSearch search, Need need, ref int comparisons)
    {
        var (candidates, shares) = (new List<Candidate>(), new List<CandidateShare>());
        var links = _links ??= new LinkTable();
        search.Collect(name, candidates, links, shares);
        if (candidates.Count == 0)
        {
            return false;
        }

        var look = new Look(subject, name, new SubjectShares(name), search, links, need);
        for (var i = 0; i < candidates.Count; i++)
        {
            foreach (var bearer in search.Table.BearersOf(candidates[i].Name))
            {
                if (IsConcerned(look, candidates[i], shares[i], bearer, ref comparisons))
                {
                    return true;
                }
            }
        }

        GC.KeepAlive(search);
        return false;
    }

    private bool IsConcerned(in Look look, Candidate proposed, CandidateShare share, int bearer, ref int comparisons)
    {
        var (subject, name, own, search, links, need) = look;
        var (candidate, mayJoin) = proposed;
        var party = search.Table.PartyOf[bearer];
        var facts = _changed.FactsAt(party);
        var sum = _facts.Sum(subject, facts);
        var standing = facts.Names[search.Table.OrdinalOf[bearer]];
        var (arrives, cleared) = _states[party];
        var raised = !cleared && MayBeRaised(subject, name, proposed, facts, standing, search, links);
        var (asHit, asNamesake) = (cleared ? need.Near : need.Hit, arrives ? need.ComingNamesake : need.GoingNamesake);
        var least = Math.Min((raised ? need.Near : asHit) - sum - _facts.OfName(standing), asNamesake);
        if (!mayJoin && (IsBelow(least, own, search.Shares, candidate, share.Found, links)
            || _ceiling.IsBelow(least, own, search.Shares, candidate, share, links)))
        {
            return false;
        }

        comparisons++;
        if (!NameComparer.OfThread.Compare(name.Tokens.AsSpan(), search.Table.WordsOf(candidate), search.Table.ArePersons,
            search.Table.TokensOf(candidate), links, mayJoin, _names, least))
        {
            return false;
        }

        var odds = _names.LogOdds(NameComparer.OfThread.Features);
        var all = odds + _facts.OfName(standing) + sum;
        if (odds <= NameModel.Unlinked || (odds < asNamesake && all < asHit && !(raised && all >= need.Near)))
        {
            return false;
        }

        return odds >= asNamesake
            || (raised && all >= need.Near && _levels.IsRaised(facts.Kind, NameComparer.OfThread.Alignment()))
            || (all >= asHit && (need.EveryHit || cleared || MayBeHit(subject, name, search.Table, bearer, odds, ref comparisons)));
    }

    private bool IsBelow(double least, SubjectShares own, ListedShares listed, int candidate, FoundBy found, LinkTable links) =>
        BriefCeiling.IsBelow(least, BriefCeiling.Of(_ceiling, own, listed, candidate, found, links), _ceiling, own, listed, candidate,
        links);

    // Who has no hits has none that a match displaces; the match itself is looked at as a screening would, which aligns the two names
    // again.
    private bool MayBeHit(ScreeningSubject subject, AnalysedName name, NameTable table, int bearer, double odds, ref int comparisons)
    {
        comparisons++;
        return !_levels.IsNeverRaised(_matcher.ExplainName(subject, name, table, bearer, odds));
    }

    private bool MayBeRaised(ScreeningSubject subject, AnalysedName name, Candidate candidate, PartyFacts facts, NameStanding standing,
        NameSearch search, LinkTable links) =>
        _levels.MayBeRaised(new ChangedName(subject, name.Tokens.Length, candidate.MayJoin, facts, standing))
        && (candidate.MayJoin
        || _levels.MayBeRaisedBy(facts.Kind,
        EqualWords.Of(name.Tokens.AsSpan(), search.Table.WordsOf(candidate.Name), search.Table.TokensOf(candidate.Name), links)));

    /// <summary>Log-odds from which a changed party matters: with its facts as a hit, or where less is raised too; by its name alone as a
    /// namesake that comes, or one that goes; and whether any match that is a hit by score matters, since it decides alone or may displace
    /// a hit.</summary>
    private readonly record struct Need(double Hit, double Near, double ComingNamesake, double GoingNamesake, bool EveryHit);

    /// <summary>One name of a subject, looked for in one table.</summary>
    private readonly record struct Look(ScreeningSubject Subject, AnalysedName Name, SubjectShares Own, NameSearch Search, LinkTable Links,
        Need Need);

    /// <summary>What is known of a changed party beside its facts.</summary>
    private readonly record struct ChangedState(bool Arrives, bool MayBeCleared);
}
