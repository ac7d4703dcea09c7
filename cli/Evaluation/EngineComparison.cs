using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>One engine on the pairs of a file.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Threshold">The threshold of its answers: a profile's own; for an engine without one, the best on these very pairs, which
/// flatters it.</param>
/// <param name="Precision">Share of its calls that are right.</param>
/// <param name="Recall">Share of the matches it finds.</param>
/// <param name="F1">F1 at the threshold.</param>
/// <param name="BestF1">F1 at the threshold that suits it best.</param>
/// <param name="ConfidentErrors">Wrong answers on pairs whose labellers were sure.</param>
/// <param name="MicrosPerPair">Median time per pair in microseconds.</param>
internal sealed record EngineResult(string Engine, double Threshold, double Precision, double Recall, double F1, double BestF1,
    int ConfidentErrors, double MicrosPerPair);

/// <summary>This engine, every ratio of FuzzySharp and the emulation of OFAC's search on the same pairs in the same run.</summary>
internal static class EngineComparison
{
    /// <summary>The engines in fixed order: our profiles first.</summary>
    public static ImmutableArray<EngineResult> Run(IReadOnlyList<LabelledPair> pairs, CancellationToken cancellation) =>
    [
        .. ScoringProfile.All.Select(profile => Measure(new CompliancePairScorer(profile), profile.Threshold, pairs, cancellation)),
        Measure(new OfacPairScorer(), null, pairs, cancellation),
        .. FuzzySharpPairScorer.All.Select(scorer => Measure(scorer, null, pairs, cancellation)),
    ];

    private static EngineResult Measure(IPairScorer scorer, double? threshold, IReadOnlyList<LabelledPair> pairs,
        CancellationToken cancellation)
    {
        var scores = PairEvaluation.Score(scorer, pairs, cancellation);
        var (bestThreshold, bestF1) = PairMeasures.Best(scores);
        var cut = threshold ?? Math.Round(bestThreshold, 4);
        var confusion = Confusion.At(scores, cut);
        return new EngineResult(
            scorer.Name, cut, Math.Round(confusion.Precision, 4), Math.Round(confusion.Recall, 4), Math.Round(confusion.F1 ?? 0, 4),
                Math.Round(bestF1, 4),
            scores.Count(pair => pair.Pair.Quality == "STRONG" && !pair.IsRightAt(cut)), PairEvaluation.Time(scorer, pairs, cancellation)
                .Micros(50));
    }
}
