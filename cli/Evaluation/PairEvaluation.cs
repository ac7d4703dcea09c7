using System.Collections.Immutable;

namespace Compliance.Cli.Evaluation;

/// <summary>Scores labelled pairs and measures the scores against the labels.</summary>
internal static class PairEvaluation
{
    // Enough repetitions that tiered compilation has settled; few enough that 35,000 pairs take seconds.
    private const int TimedCalls = 20_000;
    private const int MaxRounds = 50;

    /// <summary>Scores every pair.</summary>
    public static ImmutableArray<ScoredPair> Score(IPairScorer scorer, IReadOnlyList<LabelledPair> pairs, CancellationToken cancellation)
    {
        var scored = ImmutableArray.CreateBuilder<ScoredPair>(pairs.Count);
        foreach (var pair in pairs)
        {
            cancellation.ThrowIfCancellationRequested();
            scored.Add(new ScoredPair(pair, scorer.Score(pair)));
        }

        return scored.MoveToImmutable();
    }

    /// <summary>Of several scorers the one with the best F1, with its scores; the first of equals.</summary>
    public static (IPairScorer Scorer, ImmutableArray<ScoredPair> Scores) BestOf(IEnumerable<IPairScorer> scorers,
        IReadOnlyList<LabelledPair> pairs, CancellationToken cancellation) =>
        scorers.Select(scorer => (Scorer: scorer, Scores: Score(scorer, pairs, cancellation)))
        .MaxBy(run => PairMeasures.Best(run.Scores).F1);

    /// <summary>Times the scorer warm: the pairs have been scored before, and are scored again round after round.</summary>
    public static LatencySample Time(IPairScorer scorer, IReadOnlyList<LabelledPair> pairs, CancellationToken cancellation)
    {
        var sample = new LatencySample();
        for (var round = 0; round < MaxRounds && sample.Count < TimedCalls; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var pair in pairs)
            {
                sample.Time(() => scorer.Score(pair));
            }
        }

        return sample;
    }

    /// <summary>Everything the summary reports.</summary>
    public static PairSummary Summarise(IReadOnlyCollection<ScoredPair> scores, double threshold, LatencySample timing)
    {
        var confusion = Confusion.At(scores, threshold);
        var (bestThreshold, bestF1) = PairMeasures.Best(scores);
        return new PairSummary
        {
            Cases = scores.Count,
            Threshold = threshold,
            Precision = Rounded(confusion.Precision),
            Recall = Rounded(confusion.Recall),
            F1 = Rounded(confusion.F1 ?? 0),
            Accuracy = Rounded(confusion.Accuracy),
            BestF1 = Rounded(bestF1),
            BestThreshold = Math.Round(bestThreshold, 6),
            ConfidentErrors = scores.Count(pair => pair.Pair.Quality == "STRONG" && !pair.IsRightAt(threshold)),
            CalibrationError = Rounded(PairMeasures.CalibrationError(scores)),
            NegativesAtOrAbove99 = Rounded(PairMeasures.NegativesAtOrAbove99(scores)),
            ByCategory = ByCategory(scores, threshold),
            MicrosPerPair = new PairMicros(timing.Micros(50), timing.Micros(99)),
        };
    }

    private static SortedDictionary<string, CategorySummary> ByCategory(IReadOnlyCollection<ScoredPair> scores, double threshold)
    {
        var groups = new SortedDictionary<string, CategorySummary>(StringComparer.Ordinal);
        foreach (var (label, value) in new (string, Func<LabelledPair, string>)[]
            { ("schema", pair => pair.Schema), ("quality", pair => pair.Quality), ("category", pair => pair.Category) })
        {
            foreach (var group in scores.GroupBy(pair => value(pair.Pair), StringComparer.Ordinal).Where(group => group.Key.Length > 0))
            {
                var confusion = Confusion.At(group, threshold);
                groups[$"{label}={group.Key}"] = new CategorySummary(
                    group.Count(), group.Count(pair => pair.Pair.IsMatch), confusion.FalsePositives, confusion.FalseNegatives,
                        confusion.F1 is { } f1 ? Rounded(f1) : null);
            }
        }

        return groups;
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}

/// <summary>The summary of <c>evaluate pairs</c>; property names are the contract of its JSON.</summary>
internal sealed record PairSummary
{
    public required int Cases { get; init; }

    public required double Threshold { get; init; }

    public required double Precision { get; init; }

    public required double Recall { get; init; }

    public required double F1 { get; init; }

    public required double Accuracy { get; init; }

    public required double BestF1 { get; init; }

    public required double BestThreshold { get; init; }

    public required int ConfidentErrors { get; init; }

    public required double CalibrationError { get; init; }

    public required double NegativesAtOrAbove99 { get; init; }

    public required IReadOnlyDictionary<string, CategorySummary> ByCategory { get; init; }

    public required PairMicros MicrosPerPair { get; init; }
}

/// <summary>One group of cases.</summary>
/// <param name="Cases">Cases.</param>
/// <param name="Matches">Cases labelled match.</param>
/// <param name="FalsePositives">Strangers called a match.</param>
/// <param name="FalseNegatives">Matches missed.</param>
/// <param name="F1">F1 at the threshold; null where there is neither a match nor a call.</param>
internal sealed record CategorySummary(int Cases, int Matches, int FalsePositives, int FalseNegatives, double? F1);

/// <summary>Time per pair in microseconds, warm.</summary>
internal sealed record PairMicros(double P50, double P99);
