using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Charts;

namespace Compliance.Cli.Evaluation;

/// <summary>Pairs whose scores lie in one tenth of the scale.</summary>
/// <param name="From">Lower end, inclusive.</param>
/// <param name="Cases">Pairs in it.</param>
/// <param name="MeanScore">Mean of their scores.</param>
/// <param name="Matches">Share of them labelled match.</param>
internal sealed record CalibrationBin(double From, int Cases, double MeanScore, double Matches);

/// <summary>Whether a score of .8 is right eight times in ten.</summary>
internal static class CalibrationCurve
{
    private const int Bins = 10;

    /// <summary>The bins that hold any pair, from low to high.</summary>
    public static ImmutableArray<CalibrationBin> Of(IEnumerable<ScoredPair> pairs) =>
    [
        .. pairs.GroupBy(pair => Math.Min((int)(pair.Score * Bins), Bins - 1)).OrderBy(bin => bin.Key).Select(bin => new CalibrationBin(
            (double)bin.Key / Bins, bin.Count(), Math.Round(bin.Average(pair => pair.Score), 4),
                Math.Round(bin.Average(pair => pair.Pair.IsMatch ? 1.0 : 0.0), 4))),
    ];

    /// <summary>The same as a chart; a perfectly calibrated score follows the diagonal.</summary>
    public static string Svg(IReadOnlyCollection<CalibrationBin> bins) => LineChart.Svg(
        "Calibration: score against share of matches", "mean score of the bin", "share labelled match",
        new ChartLine("measured", [.. bins.Select(bin => (bin.MeanScore, bin.Matches))], ShowsDots: true),
            new ChartLine("perfect", [(0, 0), (1, 1)]));
}
