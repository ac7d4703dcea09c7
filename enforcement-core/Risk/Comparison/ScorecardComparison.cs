using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Signals.Features;

namespace Compliance.EnforcementCore.Risk.Comparison;

/// <summary>A learned model that is new to a harm, on the service's own cases, beside a logistic scorecard that learned from the earlier
/// of them.</summary>
/// <param name="Harm">The harm.</param>
/// <param name="Cases">Later cases, on which both are judged.</param>
/// <param name="Learned">Average precision of the learned model on them, 0 to 1.</param>
/// <param name="Scorecard">The same of the scorecard.</param>
/// <param name="GainLow">Where the interval of the gain begins.</param>
/// <param name="GainHigh">Where it ends.</param>
/// <param name="Verdict">Better, worse (also where it is no better), or too few.</param>
public sealed record ScorecardComparison(RiskHarm Harm, int Cases, double Learned, double Scorecard, double GainLow, double GainHigh,
    ComparisonVerdict Verdict)
{
    private const double Earlier = 0.6;
    private const double Ridge = 1;

    /// <summary>Compares.</summary>
    /// <param name="row">The learned model.</param>
    /// <param name="cases">Cases of its harm.</param>
    public static ScorecardComparison Of(RiskLearnedRow row, IReadOnlyList<ComparedCase> cases)
    {
        ComparedCase[] known = [.. cases.Where(one => one.Values.Length == LearnedFeatures.Names.Length).OrderBy(one => one.At)
            .ThenBy(one => one.Account)];
        var (before, after) = (known[..(int)(known.Length * Earlier)], known[(int)(known.Length * Earlier)..]);
        if (!HarmComparison.IsEnough(before) || !HarmComparison.IsEnough(after))
        {
            return new ScorecardComparison(row.Harm, after.Length, 0, 0, 0, 0, ComparisonVerdict.TooFew);
        }

        // A case counts as often as one like it was there, in learning too.
        ComparedCase[] counted = [.. before.SelectMany(one => Enumerable.Repeat(one, one.Times))];
        var (learnFrom, judgeOn) = (Table(counted), Table(after));
        var plain = PlainRows.Measure(FeatureTable.Of(learnFrom, "").Features, learnFrom);
        var weights = LogisticFit.Fit(plain.Of(learnFrom), [.. counted.Select(one => one.Positive)], plain.Width, Ridge);
        double[] card = [.. plain.Of(judgeOn).Select(values => ModelFitting.Chance(values.Times(weights)))];
        var gain = HarmComparison.Gain(after, card, row.Model.Of(judgeOn));
        return new ScorecardComparison(row.Harm, after.Length, gain.Second, gain.First, gain.Low, gain.High,
            gain.Low > 0 ? ComparisonVerdict.Better : ComparisonVerdict.Worse);
    }

    private static TextTable Table(IReadOnlyList<ComparedCase> cases) => new(LearnedFeatures.Names,
        [.. Enumerable.Range(0, LearnedFeatures.Names.Length).Select(column => cases.Select(one => one.Values[column]).ToArray())]);
}
