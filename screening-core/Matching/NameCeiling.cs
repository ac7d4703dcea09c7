using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The highest log-odds that a name comparison can reach, from how much of both names can be linked at all: rows that speak for a match are taken at their
/// most, rows that speak against it at their least. A candidate whose ceiling is too low need not be compared.
/// </summary>
internal sealed class NameCeiling
{
    private readonly double _best;
    private readonly double _coverageBest;
    private readonly double _coverageWorst;
    private readonly double _extra;
    private readonly double _replaced;
    private readonly double _singleToken;
    private readonly double _genericOnly;

    public NameCeiling(ScoringProfile profile)
    {
        double Weight(NameFeature feature) => profile.WeightOf("name." + feature);
        _best = profile.WeightOf("name.bias") + Weight(NameFeature.EditsNone) + Weight(NameFeature.EditsOne) + Weight(NameFeature.EditsTwo) + Weight(NameFeature.EditsThree)
            + Weight(NameFeature.WorstLink) + Weight(NameFeature.EndsLinked);
        (_coverageBest, _coverageWorst) = (Weight(NameFeature.CoverageBest), Weight(NameFeature.CoverageWorst));
        (_singleToken, _genericOnly) = (Weight(NameFeature.SingleToken), Weight(NameFeature.GenericOnly));
        (_extra, _replaced) = (-Weight(NameFeature.Extra), -Weight(NameFeature.Replaced));
    }

    /// <summary>True where a candidate cannot reach <paramref name="least"/>; false too where its shares say nothing.</summary>
    public bool IsBelow(double least, SubjectShares own, ListedShares listed, int candidate, CandidateShare share, LinkTable links)
    {
        if (share.Found.HasFlag(FoundBy.Joined) || !own.IsWhole || !listed.IsWhole(candidate) || (share.Found.HasFlag(FoundBy.Initials) && own.IsAcronymOf(listed, candidate)))
        {
            return false;
        }

        var subject = Math.Min(1, share.Subject + own.LinkedBy(listed, candidate));
        var theirs = Math.Min(1, share.Listed + listed.LinkedBy(own, candidate));
        var single = Math.Min(own.Cores, listed.CoresOf(candidate)) <= 1 && Math.Max(own.Cores, listed.CoresOf(candidate)) > 1;
        var most = Of(subject, theirs, Math.Max(0, 1 - subject - own.Forgiven), Math.Max(0, 1 - theirs - listed.Forgiven(candidate))) + (single ? _singleToken : 0);
        return most < least
            || (own.HasGeneric && most + _genericOnly < least && GenericLinks.Alone(own.Tokens, listed.WordsOf(candidate), listed.NumbersOf(candidate), links));
    }

    /// <summary>The ceiling.</summary>
    /// <param name="subjectLinked">Most of the subject's weight that can be linked, 0 to 1.</param>
    /// <param name="listedLinked">Most of the listed name's weight that can be linked, 0 to 1.</param>
    /// <param name="subjectOpen">Least of the subject's weight that stays open, 0 to 1.</param>
    /// <param name="listedOpen">Least of the listed name's weight that stays open, 0 to 1.</param>
    public double Of(double subjectLinked, double listedLinked, double subjectOpen, double listedOpen)
    {
        var (subject, listed) = (ShareOf(subjectLinked, subjectOpen), ShareOf(listedLinked, listedOpen));
        var (least, most) = (Math.Min(subjectOpen, listedOpen), Math.Max(subjectOpen, listedOpen));

        // Of the most that is open, at least the least counts as replaced, the rest as extra or as replaced: whichever costs less.
        var rest = Math.Min(_extra, _replaced);
        return _best + (_coverageBest * Math.Max(subject, listed)) + (_coverageWorst * Math.Min(subject, listed))
            - (_replaced * least) - (rest * (most - least));
    }

    private static double ShareOf(double linked, double open) => linked <= 0 ? 0 : linked / (linked + open);
}
