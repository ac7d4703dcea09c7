using System.Collections.Immutable;

namespace Compliance.Cli.Evaluation;

/// <summary>A pair with the score an engine gave it.</summary>
internal readonly record struct ScoredPair(LabelledPair Pair, double Score)
{
    /// <summary>True where the engine and the label agree at a threshold.</summary>
    public bool IsRightAt(double threshold) => Score >= threshold == Pair.IsMatch;
}

/// <summary>Right and wrong answers at one threshold.</summary>
/// <param name="TruePositives">Matches found.</param>
/// <param name="FalsePositives">Strangers called a match.</param>
/// <param name="FalseNegatives">Matches missed.</param>
/// <param name="TrueNegatives">Strangers left alone.</param>
internal sealed record Confusion(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>Share of the calls that are right; 1 where nothing was called a match.</summary>
    public double Precision => TruePositives + FalsePositives == 0 ? 1 : (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>Share of the matches that are found; 1 where there are none.</summary>
    public double Recall => TruePositives + FalseNegatives == 0 ? 1 : (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>Harmonic mean of precision and recall; null where there is neither a match nor a call.</summary>
    public double? F1 => TruePositives + FalsePositives + FalseNegatives == 0 ? null
        : 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>Share of right answers.</summary>
    public double Accuracy => (double)(TruePositives + TrueNegatives) / (TruePositives + FalsePositives + FalseNegatives + TrueNegatives);

    /// <summary>Number of wrong answers.</summary>
    public int Wrong => FalsePositives + FalseNegatives;

    /// <summary>Counts the answers.</summary>
    public static Confusion At(IEnumerable<ScoredPair> pairs, double threshold)
    {
        var (tp, fp, fn, tn) = (0, 0, 0, 0);
        foreach (var pair in pairs)
        {
            switch (pair.Score >= threshold, pair.Pair.IsMatch)
            {
                case (true, true): tp++; break;
                case (true, false): fp++; break;
                case (false, true): fn++; break;
                default: tn++; break;
            }
        }

        return new Confusion(tp, fp, fn, tn);
    }
}

/// <summary>Measures over scored pairs that look at every threshold.</summary>
internal static class PairMeasures
{
    private const int CalibrationBins = 10;

    /// <summary>The threshold with the best F1, halfway between the scores it separates, and that F1; the lowest of several.</summary>
    public static (double Threshold, double F1) Best(IReadOnlyCollection<ScoredPair> pairs)
    {
        var matches = pairs.Count(pair => pair.Pair.IsMatch);
        var ordered = pairs.OrderByDescending(pair => pair.Score).ToImmutableArray();
        var (best, bestF1, truePositives) = (1.0, 0.0, 0);
        for (var i = 0; i < ordered.Length; i++)
        {
            truePositives += ordered[i].Pair.IsMatch ? 1 : 0;
            var next = i + 1 < ordered.Length ? ordered[i + 1].Score : 0;
            if (next == ordered[i].Score && i + 1 < ordered.Length)
            {
                continue;
            }

            // 2TP / (2TP + FP + FN), with TP + FP = i + 1 and TP + FN = matches.
            var f1 = 2.0 * truePositives / (i + 1 + matches);
            if (f1 >= bestF1)
            {
                (best, bestF1) = ((ordered[i].Score + next) / 2, f1);
            }
        }

        return (best, bestF1);
    }

    /// <summary>Expected calibration error: over ten equal bins of scores, how far the mean score lies from the share of matches, weighted
    /// by the bin's size.</summary>
    public static double CalibrationError(IReadOnlyCollection<ScoredPair> pairs) => pairs
        .GroupBy(pair => Math.Min((int)(pair.Score * CalibrationBins), CalibrationBins - 1))
        .Sum(bin => Math.Abs(bin.Average(pair => pair.Score) - bin.Average(pair => pair.Pair.IsMatch ? 1.0 : 0.0)) * bin.Count()
            / pairs.Count);

    /// <summary>Share of the strangers that score at least .99: what no threshold can save.</summary>
    public static double NegativesAtOrAbove99(IReadOnlyCollection<ScoredPair> pairs)
    {
        var strangers = pairs.Where(pair => !pair.Pair.IsMatch).ToList();
        return strangers.Count == 0 ? 0 : (double)strangers.Count(pair => pair.Score >= 0.99) / strangers.Count;
    }
}
