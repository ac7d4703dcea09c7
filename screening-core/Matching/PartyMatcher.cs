using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Finds the listed parties a subject may be: immutable, safe for concurrent use.</summary>
public sealed class PartyMatcher
{
    private readonly MatchIndex _index;

    /// <summary>Makes a matcher over an index.</summary>
    public PartyMatcher(MatchIndex index, ScoringProfile profile) => (_index, Profile) = (index, profile);

    /// <summary>The profile it judges by.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>All parties whose score reaches <paramref name="minimumScore"/>, best first, ties in the order of entries; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<PartyMatch> Find(ScreeningSubject subject, double minimumScore, int limit = 50) =>
        [.. Enumerable.Range(0, _index.PartyCount)
            .Select(i => Compare(subject, _index.PartyAt(i), Profile))
            .Where(match => match.Score >= minimumScore)
            .OrderByDescending(match => match.Score).ThenBy(match => match.Party.Entry)
            .Take(limit)];

    /// <summary>Compares a subject with one party, whatever the score.</summary>
    public static PartyMatch Compare(ScreeningSubject subject, ListedParty party, ScoringProfile profile)
    {
        var best = party.Names.MaxBy(name => FuzzySharp.Fuzz.TokenSortRatio(name.Text.ToUpperInvariant(), subject.Name.ToUpperInvariant()))!;
        var score = FuzzySharp.Fuzz.TokenSortRatio(best.Text.ToUpperInvariant(), subject.Name.ToUpperInvariant()) / 100.0;
        return new PartyMatch(party, best, subject.Name, score, new Explanation([new FeatureResult("name", 0, score, subject.Name, best.Text, "name similarity")], [])) { NameScore = score };
    }
}
