using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// The highest log-odds that a name comparison can reach, from how much of both names can be linked at all: rows that speak for a match are
/// taken at their most, rows that speak against it at their least. A candidate whose ceiling is too low need not be compared.
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
    private readonly double _edited;
    private readonly double _indirect;
    private readonly double _worstLink;
    private readonly double[] _steps;

    public NameCeiling(ScoringProfile profile)
    {
        double Weight(NameFeature feature) => profile.WeightOf("name." + feature);
        _best = profile.WeightOf("name.bias") + Weight(NameFeature.EditsNone) + Weight(NameFeature.EditsOne) + Weight(NameFeature.EditsTwo)
            + Weight(NameFeature.EditsThree)
            + Weight(NameFeature.WorstLink) + Weight(NameFeature.EndsLinked);
        (_coverageBest, _coverageWorst) = (Weight(NameFeature.CoverageBest), Weight(NameFeature.CoverageWorst));
        (_singleToken, _genericOnly) = (Weight(NameFeature.SingleToken), Weight(NameFeature.GenericOnly));
        (_edited, _indirect, _worstLink, LostByNoneEqual) =
            (-Weight(NameFeature.Edited), -Weight(NameFeature.Indirect), Weight(NameFeature.WorstLink), -Weight(NameFeature.NoneEqual));
        _steps = [.. NameFeatureFacts.EditSteps.Select(step => Weight(step.Row))];
        (_extra, _replaced) = (-Weight(NameFeature.Extra), -Weight(NameFeature.Replaced));
    }

    /// <summary>True where a candidate cannot reach <paramref name="least"/>; false too where its shares say nothing. Where the shares do
    /// not settle it, each word's best link is looked at as well.</summary>
    public bool IsBelow(double least, SubjectShares own, ListedShares listed, int candidate, CandidateShare share, LinkTable links)
    {
        if (share.Found.HasFlag(FoundBy.Joined) || !own.IsWhole || !listed.IsWhole(candidate)
            || (share.Found.HasFlag(FoundBy.Initials) && own.IsAcronymOf(listed, candidate)))
        {
            return false;
        }

        var subject = Math.Min(1, share.Subject + own.LinkedBy(listed, candidate));
        var theirs = Math.Min(1, share.Listed + listed.LinkedBy(own, candidate));
        var single = Math.Min(own.Cores, listed.CoresOf(candidate)) <= 1 && Math.Max(own.Cores, listed.CoresOf(candidate)) > 1;
        var most = Of(subject, theirs, Math.Max(0, 1 - subject - own.Forgiven), Math.Max(0, 1 - theirs - listed.Forgiven(candidate)))
            + (single ? _singleToken : 0);
        if (most >= least)
        {
            most = Math.Min(most, LinkCeiling.Of(this, own, listed, candidate, links) + (single ? _singleToken : 0));
        }

        return most < least
            || (own.HasGeneric && most + _genericOnly < least
            && GenericLinks.Alone(own.Tokens, listed.WordsOf(candidate), listed.NumbersOf(candidate), links));
    }

    /// <summary>What it changes by where one name has a single word that can bear it and the other several.</summary>
    public double OfSingle(bool single) => single ? _singleToken : 0;

    /// <summary>What it changes by where all that is linked is generic.</summary>
    public double OfGenericOnly => _genericOnly;

    /// <summary>What it is lower by for so many tenths of edits.</summary>
    public double LostByEdits(int tenths)
    {
        var lost = 0.0;
        for (var step = 0; step < _steps.Length; step++)
        {
            lost += tenths > NameFeatureFacts.EditSteps[step].MostTenths ? _steps[step] : 0;
        }

        return lost;
    }

    /// <summary>What it is lower by where no linked word is equal.</summary>
    public double LostByNoneEqual { get; }

    /// <summary>What it is lower by for what the links cost at least.</summary>
    /// <param name="edited">Linked weight times its dissimilarity.</param>
    /// <param name="indirect">Weight linked by nickname or initial.</param>
    /// <param name="tenths">Tenths of edits.</param>
    /// <param name="worst">Similarity of the worst link.</param>
    public double LostBy(double edited, double indirect, int tenths, double worst) =>
        (_edited * edited) + (_indirect * indirect) + (_worstLink * (1 - worst)) + LostByEdits(tenths);

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
