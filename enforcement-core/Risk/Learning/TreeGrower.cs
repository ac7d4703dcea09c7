using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>How trees are grown.</summary>
/// <param name="Trees">How many.</param>
/// <param name="Leaves">Most leaves of one.</param>
/// <param name="Rate">What is taken of each step, 0 to 1.</param>
/// <param name="LeastRows">Fewest rows of a leaf.</param>
/// <param name="Ridge">Pull of every leaf towards 0.</param>
/// <param name="Rows">Share of the rows that a tree sees.</param>
/// <param name="Columns">Share of the features that a tree sees.</param>
/// <param name="Seed">Seed of both.</param>
public sealed record TreeOptions(int Trees, int Leaves, double Rate, int LeastRows, double Ridge, double Rows, double Columns, ulong Seed);

/// <summary>Gradient boosting of the logistic loss over bins: best leaf first, categories split into sets by their slope.</summary>
/// <remarks>Sources: J. Friedman, "Greedy function approximation", 2001; T. Chen, C. Guestrin, "XGBoost", 2016 (second-order gains);
/// G. Ke et al., "LightGBM", 2017 (leaf-wise growth over histograms); W. Fisher, "On grouping for maximum homogeneity", 1958 (sets of
/// categories by sorting). One thread and a seed: the same input gives the same bytes.</remarks>
public static class TreeGrower
{
    private const double FewestNegatives = 12_000;

    /// <summary>Grows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="bins">Bins, a column a feature.</param>
    /// <param name="labels">True for a positive.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="options">How.</param>
    public static BoostedTrees Grow(IReadOnlyList<Feature> features, byte[][] bins, bool[] labels, int[] rows, TreeOptions options)
    {
        var (positives, negatives) = (rows.Where(row => labels[row]).ToArray(), rows.Where(row => !labels[row]).ToArray());
        var start = Math.Log((positives.Length + 0.5) / (negatives.Length + 0.5));
        var score = new double[labels.Length];
        Array.Fill(score, start);
        var (slope, bend) = (new double[labels.Length], new double[labels.Length]);
        var bits = new SplitMix(options.Seed);
        var kept = Math.Min(options.Rows, Math.Max(20.0 * positives.Length, FewestNegatives) / Math.Max(negatives.Length, 1));
        var weight = options.Rows / kept; // Where negatives abound, fewer are looked at and each counts for more.
        var trees = ImmutableArray.CreateBuilder<Tree>(options.Trees);
        for (var t = 0; t < options.Trees; t++)
        {
            int[] seen = [.. Draw(positives, options.Rows, bits), .. Draw(negatives, kept, bits)];
            foreach (var row in seen)
            {
                var (p, counts) = (1 / (1 + Math.Exp(-score[row])), labels[row] ? 1 : weight);
                (slope[row], bend[row]) = (counts * (p - (labels[row] ? 1 : 0)), counts * Math.Max(p * (1 - p), 1e-9));
            }

            int[] columns = [.. Draw([.. Enumerable.Range(0, features.Count)], options.Columns, bits).Order()];
            var tree = new GrowingTree(features, bins, slope, bend, columns, options).Grow(seen);
            trees.Add(tree);
            foreach (var row in rows)
            {
                score[row] += tree.Of(bins, row);
            }
        }

        return new BoostedTrees(start, trees.ToImmutable());
    }

    private static int[] Draw(int[] all, double share, SplitMix bits)
    {
        if (share >= 1 || all.Length == 0)
        {
            return all;
        }

        var wanted = Math.Max(1, (int)Math.Round(all.Length * share));
        var drawn = (int[])all.Clone();
        for (var i = 0; i < wanted; i++)
        {
            var j = i + bits.Below(drawn.Length - i);
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        return drawn[..wanted];
    }
}
