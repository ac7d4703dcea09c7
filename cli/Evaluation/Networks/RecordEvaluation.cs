using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Linkage;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>How well pairs of records are told apart.</summary>
/// <param name="F1">At a probability of one half, over all pairs of one and the same: those that were never compared are missed.</param>
/// <param name="Precision">Of pairs called the same, how many are.</param>
/// <param name="Recall">Of pairs that are the same, how many are called so.</param>
internal sealed record PairQuality(double F1, double Precision, double Recall);

/// <summary>What <c>evaluate networks --records</c> found; property names are the contract of its JSON.</summary>
/// <param name="Records">Records held out.</param>
/// <param name="Pairs">Pairs of them that were compared.</param>
/// <param name="Same">Pairs of one and the same, compared or not.</param>
/// <param name="F1">Of the fitted weights.</param>
/// <param name="Precision">The same.</param>
/// <param name="Recall">The same.</param>
/// <param name="CalibrationError">Mean distance between probability and share of pairs that are the same, in ten bins, weighed by
/// pairs.</param>
/// <param name="CalibrationErrorOfDoubtful">The same of pairs between .05 and .95, which are few.</param>
/// <param name="Doubtful">How many those are.</param>
/// <param name="FittedPairs">Pairs that the weights were fitted on, of other groups.</param>
/// <param name="Unfitted">Weights that nobody fitted.</param>
/// <param name="UnfittedCalibrationError">Their calibration.</param>
/// <param name="Union">Records that share a value which at most 15 share, joined.</param>
internal sealed record RecordSummary(int Records, int Pairs, long Same, double F1, double Precision, double Recall,
    double CalibrationError, double CalibrationErrorOfDoubtful, int Doubtful, int FittedPairs, PairQuality Unfitted,
    double UnfittedCalibrationError, PairQuality Union);

/// <summary>Weights fitted on the records of one half of the groups, measured on the other half.</summary>
internal static class RecordEvaluation
{
    private const int Bins = 10;
    private const int UnionCutOff = 15;
    private const double Doubt = 0.05;

    /// <summary>Fits and measures; with a model it is measured on all records that it is not fitted on, which its caller vouches
    /// for.</summary>
    /// <exception cref="InvalidInputException">There are too few pairs of either kind.</exception>
    public static RecordSummary Run(IReadOnlyList<string> fields, IReadOnlyList<LabelledRecord> records, ulong seed, LinkageModel? model)
    {
        var (fit, heldOut) = model is null ? RecordPairs.Split(records, seed) : ([], records);
        model ??= LinkageFit.Of(fields, fit, seed) ?? throw new InvalidInputException(
            $"A fit needs {LinkageFit.FewestSame} pairs of one and the same and {LinkageFit.FewestOther} of others in each half.");
        var pairs = RecordPairs.Of(heldOut);
        var same = heldOut.GroupBy(record => record.Group, StringComparer.Ordinal)
            .Sum(group => group.LongCount() * (group.Count() - 1) / 2);
        var unfitted = LinkageModel.Unfitted(fields);
        var scored = pairs.Select(pair =>
        {
            var levels = RecordLevels.Of(heldOut[pair.One].Values, heldOut[pair.Other].Values);
            return (Fitted: model.Probability(levels), Plain: unfitted.Probability(levels),
                Same: heldOut[pair.One].Group == heldOut[pair.Other].Group);
        }).ToList();
        var fitted = Quality(scored.Count(one => one.Fitted >= .5), scored.Count(one => one is { Fitted: >= .5, Same: true }), same);
        var doubtful = scored.Where(one => one.Fitted is > Doubt and < 1 - Doubt).Select(one => (one.Fitted, one.Same)).ToList();
        return new RecordSummary(heldOut.Count, pairs.Count, same, fitted.F1, fitted.Precision, fitted.Recall,
            Error([.. scored.Select(one => (one.Fitted, one.Same))]), Error(doubtful), doubtful.Count, model.FittedOn?.Pairs ?? 0,
            Quality(scored.Count(one => one.Plain >= .5), scored.Count(one => one is { Plain: >= .5, Same: true }), same),
            Error([.. scored.Select(one => (one.Plain, one.Same))]), Union(heldOut, same));
    }

    private static PairQuality Quality(long called, long right, long same)
    {
        var (precision, recall) = ((double)right / Math.Max(1, called), (double)right / Math.Max(1, same));
        return new PairQuality(Rounded(2 * precision * recall / Math.Max(precision + recall, 1e-12)), Rounded(precision), Rounded(recall));
    }

    private static double Error(List<(double P, bool Same)> pairs) => Rounded(pairs
        .GroupBy(pair => Math.Min((int)(pair.P * Bins), Bins - 1)).Sum(bin => bin.Count()
            * Math.Abs(bin.Average(pair => pair.P) - bin.Average(pair => pair.Same ? 1.0 : 0))) / Math.Max(1, pairs.Count));

    private static PairQuality Union(IReadOnlyList<LabelledRecord> records, long same)
    {
        var forest = new ClusterForest(records.Count);
        for (var field = 0; field < records[0].Values.Count; field++)
        {
            foreach (var group in Enumerable.Range(0, records.Count).Where(at => records[at].Values[field].Length > 0)
                .GroupBy(at => records[at].Values[field], StringComparer.Ordinal).Select(group => group.ToList())
                .Where(group => group.Count <= UnionCutOff))
            {
                group.ForEach(at => forest.Join(group[0], at));
            }
        }

        var clusters = Enumerable.Range(0, records.Count).GroupBy(forest.Find).ToList();
        static long Of(long count) => count * (count - 1) / 2;
        return Quality(clusters.Sum(cluster => Of(cluster.Count())), clusters.Sum(cluster => cluster
            .GroupBy(at => records[at].Group, StringComparer.Ordinal).Sum(group => Of(group.Count()))), same);
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
