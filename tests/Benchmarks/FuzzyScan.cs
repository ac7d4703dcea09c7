using FuzzySharp;
using FuzzySharp.SimilarityRatio;
using FuzzySharp.SimilarityRatio.Scorer.Composite;
using FuzzySharp.SimilarityRatio.Scorer.StrategySensitive;

namespace Compliance.Benchmarks;

/// <summary>The baseline: FuzzySharp over the same names, as its own <c>Process.ExtractTop</c> does it, best five.</summary>
internal static class FuzzyScan
{
    private const int Top = 5;

    /// <summary>The library's default scorer.</summary>
    public static object WeightedRatio(string query, string[] names)
        => Process.ExtractTop(query, names, Upper, ScorerCache.Get<WeightedRatioScorer>(), Top).ToArray();

    /// <summary>The scorer that suits names best.</summary>
    public static object TokenSetRatio(string query, string[] names)
        => Process.ExtractTop(query, names, Upper, ScorerCache.Get<TokenSetScorer>(), Top).ToArray();

    /// <summary>The cheapest scorer.</summary>
    public static object Ratio(string query, string[] names)
        => Process.ExtractTop(query, names, Upper, ScorerCache.Get<DefaultRatioScorer>(), Top).ToArray();

    /// <summary>One pair.</summary>
    public static object Pair(string one, string other) => Fuzz.WeightedRatio(one, other);

    // The names are upper-cased once, before the measurement: the baseline is not charged for it.
    private static string Upper(string name) => name;
}
