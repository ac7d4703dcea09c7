using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>Rows to learn from, in the order of time.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Labels">True for a positive.</param>
/// <param name="Features">The features.</param>
public sealed record TrainingRows(TextTable Table, bool[] Labels, FeatureTable Features);

/// <summary>What a fit found out about itself on rows it had not seen.</summary>
/// <param name="Shape">The kind of trees.</param>
/// <param name="Trees">How many of them.</param>
/// <param name="LogLoss">Mean loss, in nats.</param>
/// <param name="PrAuc">Average precision.</param>
public sealed record TrialResult(string Shape, int Trees, double LogLoss, double PrAuc);

/// <summary>
/// Fits a learned model: kinds of trees are tried on blocks of time that they had not seen, the best are grown again on all rows with
/// several seeds, and one logistic regression over what the trees said of unseen rows weighs and calibrates them at once.
/// </summary>
public static class ModelFitting
{
    private const int Blocks = 4;
    private const int Step = 20;
    private const double PlainRidge = 2;

    /// <summary>A kind of trees that is tried.</summary>
    internal sealed record Shape(string Name, TreeOptions Options);

    private static ImmutableArray<Shape> Shapes(int positives) =>
    [
        new("additive", new TreeOptions(400, 2, 0.1, LeastRows(positives), 5, 0.8, 0.8, 11)),
        new("pairs", new TreeOptions(400, 4, 0.06, LeastRows(positives), 5, 0.7, 0.7, 12)),
        new("middling", new TreeOptions(360, 8, 0.04, LeastRows(positives), 8, 0.7, 0.6, 13)),
        new("deep", new TreeOptions(300, 20, 0.04, LeastRows(positives) * 2, 10, 0.7, 0.6, 14)),
    ];

    private static ImmutableArray<Shape> Small(int positives) =>
    [
        new("additive", new TreeOptions(120, 2, 0.2, LeastRows(positives), 5, 0.8, 0.8, 11)),
        new("pairs", new TreeOptions(80, 4, 0.15, LeastRows(positives), 5, 0.7, 0.7, 12)),
    ];

    // A leaf is to hold some tenths of a percent of what there is to learn.
    private static int LeastRows(int positives) => positives < 500 ? 20 : 50;

    /// <summary>Fits.</summary>
    /// <param name="rows">The rows, in the order of time.</param>
    /// <param name="seeds">How often the best are grown with another seed; their mean counts.</param>
    /// <param name="onTrial">Told of every trial.</param>
    /// <param name="small">True for a model of few small trees, which the service reads and asks at every event.</param>
    public static LearnedModel Fit(TrainingRows rows, int seeds = 3, Action<TrialResult>? onTrial = null, bool small = false)
    {
        var (features, labels) = (rows.Features.Features, rows.Labels);
        var bins = rows.Features.Bins(rows.Table);
        var shapes = small ? Small(labels.Count(label => label)) : Shapes(labels.Count(label => label));
        var unseen = shapes.Select(shape => new double[shape.Options.Trees / Step][]).ToArray();
        foreach (var (shape, number) in shapes.Select((shape, number) => (shape, number)))
        {
            for (var k = 0; k < unseen[number].Length; k++)
            {
                unseen[number][k] = new double[labels.Length];
            }

            Parallel.For(0, Blocks, block => Unseen(features, bins, labels, shape.Options, block, unseen[number]));
        }

        var best = shapes.Select((shape, number) =>
        {
            var losses = unseen[number].Select(scores => LogLoss(scores, labels)).ToArray();
            var at = Array.IndexOf(losses, losses.Min());
            var result = new TrialResult(shape.Name, (at + 1) * Step, losses[at],
                RankMeasures.Of([.. unseen[number][at].Select(Chance)], labels).PrAuc);
            onTrial?.Invoke(result);
            return (Shape: shape with { Options = shape.Options with { Trees = result.Trees } }, Scores: unseen[number][at],
                result.LogLoss);
        }).OrderBy(one => one.LogLoss).Take(3).ToArray();
        var plain = new double[labels.Length];
        var numbers = PlainRows.Measure(features, rows.Table);
        var lines = numbers.Of(rows.Table);
        Parallel.For(0, Blocks, block => Plain(lines, labels, numbers.Width, block, plain));
        onTrial?.Invoke(new TrialResult("logistic", 0, LogLoss(plain, labels), RankMeasures.Of([.. plain.Select(Chance)], labels).PrAuc));
        SparseRow[] stacked = [.. Enumerable.Range(0, labels.Length).Select(r => new SparseRow([.. Enumerable.Range(0, best.Length + 2)],
            [1, .. best.Select(one => one.Scores[r]), plain[r]]))];
        var weights = Stack(stacked, labels, best.Length + 1);
        var all = Enumerable.Range(0, labels.Length).ToArray();
        var members = best.Select((one, number) => (one.Shape.Options, Weight: weights[number + 1])).Where(one => one.Weight > 0)
            .SelectMany(one => Enumerable.Range(0, seeds)
                .Select(seed => (Options: one.Options with { Seed = one.Options.Seed + (ulong)(100 * seed) },
                Weight: one.Weight / seeds))).ToArray();
        var grown = new WeighedTrees[members.Length];
        Parallel.For(0, members.Length, m => grown[m] = new WeighedTrees(members[m].Weight,
            TreeGrower.Grow(features, bins, labels, all, members[m].Options)));
        return new LearnedModel(features, rows.Features.LeftOut, weights[0], [.. grown], weights[^1], numbers,
            [.. LogisticFit.Fit(lines, labels, numbers.Width, PlainRidge)],
            labels.Count(label => label) / (double)labels.Length);
    }

    private static void Plain(SparseRow[] lines, bool[] labels, int width, int block, double[] into)
    {
        var (from, before) = (block * labels.Length / Blocks, (block + 1) * labels.Length / Blocks);
        var weights = LogisticFit.Fit([.. lines[..from], .. lines[before..]], [.. labels[..from], .. labels[before..]], width, PlainRidge);
        for (var row = from; row < before; row++)
        {
            into[row] = lines[row].Times(weights);
        }
    }

    private static void Unseen(ImmutableArray<Feature> features, byte[][] bins, bool[] labels, TreeOptions options, int block,
        double[][] into)
    {
        var (from, before) = (block * labels.Length / Blocks, (block + 1) * labels.Length / Blocks);
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => row < from || row >= before)];
        var model = TreeGrower.Grow(features, bins, labels, rows, options);
        for (var row = from; row < before; row++)
        {
            var sum = model.Base;
            for (var t = 0; t < model.Trees.Length; t++)
            {
                sum += model.Trees[t].Of(bins, row);
                if ((t + 1) % Step == 0)
                {
                    into[t / Step][row] = sum;
                }
            }
        }
    }

    /// <summary>Weights of the members, none below 0: a kind of trees that would count against what it says is left out.</summary>
    private static double[] Stack(SparseRow[] rows, bool[] labels, int members)
    {
        var used = Enumerable.Range(1, members).ToList();
        while (true)
        {
            SparseRow[] some = [.. rows.Select(row => new SparseRow([.. Enumerable.Range(0, used.Count + 1)],
                [1, .. used.Select(one => row.Values[one])]))];
            var priors = new double[used.Count + 1];
            Array.Fill(priors, 1.0 / used.Count, 1, used.Count);
            var weights = LogisticFit.Fit(some, labels, used.Count + 1, 20, priors);
            var worst = Enumerable.Range(1, used.Count).MinBy(one => weights[one]);
            if (weights[worst] > 0 || used.Count == 1)
            {
                var all = new double[members + 1];
                all[0] = weights[0];
                for (var i = 0; i < used.Count; i++)
                {
                    all[used[i]] = Math.Max(weights[i + 1], 0);
                }

                return all;
            }

            used.RemoveAt(worst - 1);
        }
    }

    /// <summary>The probability of log-odds.</summary>
    public static double Chance(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static double LogLoss(double[] scores, bool[] labels)
    {
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var z = labels[i] ? -scores[i] : scores[i];
            sum += z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
        }

        return sum / scores.Length;
    }
}
