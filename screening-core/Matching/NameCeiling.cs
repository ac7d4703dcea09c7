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

    /// <summary>What it is lower by where one name has one word that bears it and the other has more.</summary>
    public double OfSingleToken => _singleToken;

    /// <summary>What it is lower by where only generic words can be linked.</summary>
    public double OfGenericOnly => _genericOnly;

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
