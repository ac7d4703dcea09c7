using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Charts;

namespace Compliance.Cli.Evaluation;

/// <summary>Answers at one threshold.</summary>
internal sealed record SweepRow(double Threshold, double Precision, double Recall, double F1, double Accuracy, int ConfidentErrors);

/// <summary>What every threshold would bring, so that a profile's choice can be judged.</summary>
internal static class ThresholdSweep
{
    private const int Steps = 20;

    /// <summary>Thresholds .05 to .95 in steps of .05.</summary>
    public static ImmutableArray<SweepRow> Of(IReadOnlyCollection<ScoredPair> pairs) =>
    [
        .. Enumerable.Range(1, Steps - 1).Select(step => (double)step / Steps).Select(threshold =>
        {
            var confusion = Confusion.At(pairs, threshold);
            return new SweepRow(
                threshold, Math.Round(confusion.Precision, 4), Math.Round(confusion.Recall, 4), Math.Round(confusion.F1 ?? 0, 4),
                    Math.Round(confusion.Accuracy, 4),
                pairs.Count(pair => pair.Pair.Quality == "STRONG" && !pair.IsRightAt(threshold)));
        }),
    ];

    /// <summary>The same as a chart.</summary>
    public static string Svg(IReadOnlyCollection<SweepRow> rows) => LineChart.Svg(
        "Answers by threshold", "threshold", "share",
        new ChartLine("precision", [.. rows.Select(row => (row.Threshold, row.Precision))]),
        new ChartLine("recall", [.. rows.Select(row => (row.Threshold, row.Recall))]),
        new ChartLine("F1", [.. rows.Select(row => (row.Threshold, row.F1))]));
}
