using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>Benign prompts of one kind of traffic, such as one app or one source of chat.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Sketches">Its prompts.</param>
public sealed record BenignClass(string Name, IReadOnlyList<PromptSketch> Sketches);

/// <summary>The scores that prompts of one benign class get.</summary>
/// <param name="Name">The class.</param>
/// <param name="Scores">Scores, ascending.</param>
/// <param name="Middle">The mean of half of them.</param>
/// <param name="Spread">The standard deviation of that half.</param>
public sealed record CalibrationClass(string Name, ImmutableArray<double> Scores, double Middle, double Spread)
{
    /// <summary>Makes a class. Middle and spread come from one half and the tail from the other, as scores that are to come are no part of
    /// either.</summary>
    /// <param name="name">The class.</param>
    /// <param name="scores">Two scores or more, in no order.</param>
    /// <returns>The class, and how far the other half lies above its middle, in spreads.</returns>
    public static (CalibrationClass Class, ImmutableArray<double> Tail) Of(string name, IReadOnlyList<double> scores)
    {
        var half = scores.Where((_, place) => place % 2 == 0).ToList();
        var middle = half.Average();
        var spread = Math.Sqrt(half.Average(score => (score - middle) * (score - middle))) + 1e-6;
        return (new CalibrationClass(name, [.. scores.Order()], middle, spread),
            [.. scores.Where((_, place) => place % 2 == 1).Select(score => (score - middle) / spread)]);
    }
}

/// <summary>
/// A confirmed lead made into something that finds more of the same: weights over sketches, learned from confirmed prompts against every
/// kind of benign traffic, and the scores that each kind gets.
/// </summary>
/// <param name="Name">The campaign.</param>
/// <param name="Weights">A weight for each place of a sketch, and one more that is added.</param>
/// <param name="Classes">The benign classes by which scores are judged.</param>
/// <param name="Tails">How far the other halves' scores lie above their class's middle, in its spreads, of all classes, ascending: what is
/// surprising beyond a class too small to say.</param>
public sealed record Campaign(string Name, ImmutableArray<double> Weights, ImmutableArray<CalibrationClass> Classes,
    ImmutableArray<double> Tails)
{
    /// <summary>Confirmed prompts that are needed.</summary>
    public const int FewestSeeds = 50;

    /// <summary>Scores below which a class says too little by itself.</summary>
    public const int FewestScores = 40;

    /// <summary>Scores from which a class judges by itself alone; the tail of a smaller one is judged with those of all.</summary>
    public const int OwnTail = 1000;

    /// <summary>The share of confirmed prompts that may look more benign than half of what is benign.</summary>
    public const double MostDoubtful = 0.05;

    private const int Epochs = 12;
    private const int Folds = 5;
    private const double Ridge = 1e-4;
    private const double Rate = 4;

    /// <summary>The score of a prompt: higher is more like the campaign.</summary>
    public double Score(PromptSketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return sketch.Dot(Weights.AsSpan()[..PromptSketch.Size]) + Weights[PromptSketch.Size];
    }

    /// <summary>How surprising a score is for the benign class to which it is least surprising: the share of a class's scores, this one
    /// counted among them, that are as high.</summary>
    /// <remarks>For one new prompt of a class of <see cref="OwnTail"/> scores and more this is a conformal p-value. Beyond every score of a
    /// smaller class it is a heuristic: tails of different classes are taken to be alike in shape. Values of successive prompts depend on
    /// one another through the one set of calibration scores.</remarks>
    public (double P, string Nearest) Surprise(double score)
    {
        var (most, nearest) = (0.0, "");
        foreach (var one in Classes)
        {
            var above = one.Scores.Length - FirstAtLeast(one.Scores, score);
            var far = (score - one.Middle) / one.Spread;
            var p = above == 0 && one.Scores.Length < OwnTail && !Tails.IsEmpty
                ? Math.Min((1.0 + Tails.Length - FirstAtLeast(Tails, far)) / (Tails.Length + 1), 1.0 / (one.Scores.Length + 1))
                : (1.0 + above) / (one.Scores.Length + 1);
            (most, nearest) = p > most ? (p, one.Name) : (most, nearest);
        }

        return (most, nearest);
    }

    /// <summary>True where no benign class has so high a score.</summary>
    public bool IsAboveAll(double score) => Classes.All(one => one.Scores.Length == 0 || one.Scores[^1] < score);

    /// <summary>Makes a campaign, by classes of which a quarter is learned from and the rest judges; null with the reason where the
    /// confirmed prompts do not carry one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seeds">Prompts that a reviewer confirmed.</param>
    /// <param name="classes">Benign prompts.</param>
    public static (Campaign? Campaign, string? Problem) Make(string name, IReadOnlyList<PromptSketch> seeds,
        IReadOnlyList<BenignClass> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var parted = classes.Select(one => (one.Name, All: Draws.InOrderOf(one.Sketches, 1))).ToList();
        return Make(name, seeds, [.. parted.Select(one => new BenignClass(one.Name, one.All[..(one.All.Count / 4)]))],
            [.. parted.Select(one => new BenignClass(one.Name, one.All[(one.All.Count / 4)..]))]);
    }

    /// <summary>Makes a campaign; null with the reason where the confirmed prompts do not carry one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seeds">Prompts that a reviewer confirmed.</param>
    /// <param name="training">Benign prompts to learn against.</param>
    /// <param name="calibration">Other benign prompts, by which scores are judged.</param>
    public static (Campaign? Campaign, string? Problem) Make(string name, IReadOnlyList<PromptSketch> seeds,
        IReadOnlyList<BenignClass> training, IReadOnlyList<BenignClass> calibration)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count < FewestSeeds)
        {
            return (null, $"{FewestSeeds} confirmed prompts are needed.");
        }

        if (calibration.Sum(one => one.Sketches.Count) < FewestScores)
        {
            return (null, "There is too little benign traffic to judge by.");
        }

        var benign = training.SelectMany(one => one.Sketches).ToList();
        if (Doubtful(seeds, benign) > MostDoubtful)
        {
            return (null, "More than one in twenty of the confirmed prompts look more benign than half of what is benign: they are mixed.");
        }

        var draft = new Campaign(name, Fit(seeds, benign), [], []);
        var (classes, tails) = Calibrated(draft, calibration);
        return (draft with { Classes = classes, Tails = tails }, null);
    }

    /// <summary>The share of seeds that, scored by a model that did not see them, stand below the benign median.</summary>
    private static double Doubtful(IReadOnlyList<PromptSketch> seeds, List<PromptSketch> benign)
    {
        var below = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = new Campaign("", Fit([.. seeds.Where((_, place) => place % Folds != fold)],
                [.. benign.Where((_, place) => place % Folds != fold)]), [], []);
            var scores = benign.Where((_, place) => place % Folds == fold).Select(model.Score).Order().ToList();
            var median = scores.Count == 0 ? double.NegativeInfinity : scores[scores.Count / 2];
            below += seeds.Where((_, place) => place % Folds == fold).Count(seed => model.Score(seed) < median);
        }

        return (double)below / seeds.Count;
    }

    private static (ImmutableArray<CalibrationClass> Classes, ImmutableArray<double> Tails) Calibrated(Campaign draft,
        IReadOnlyList<BenignClass> classes)
    {
        var small = classes.Where(one => one.Sketches.Count < FewestScores).SelectMany(one => one.Sketches).ToList();
        var (made, tails) = (ImmutableArray.CreateBuilder<CalibrationClass>(), new List<double>());
        foreach (var one in classes.Where(one => one.Sketches.Count >= FewestScores).Append(new BenignClass("other", small))
            .Where(one => one.Sketches.Count > 1))
        {
            var (known, beyond) = CalibrationClass.Of(one.Name, [.. one.Sketches.Select(draft.Score)]);
            tails.AddRange(beyond);
            made.Add(known);
        }

        return (made.ToImmutable(), [.. tails.Order()]);
    }

    /// <summary>A logistic regression with a ridge, by steps that shrink; both sides weigh the same. One order for one set: the answer
    /// depends on nothing else.</summary>
    private static ImmutableArray<double> Fit(IReadOnlyList<PromptSketch> seeds, IReadOnlyList<PromptSketch> benign)
    {
        var weights = new double[PromptSketch.Size + 1];
        var (bits, total) = (new SplitMix(1), seeds.Count + benign.Count);
        var scale = 1.0;
        for (var step = 0; step < Epochs * total; step++)
        {
            // Half of the draws are confirmed ones, so that few are not lost among many.
            var confirmed = bits.Below(2) == 0 || benign.Count == 0;
            var sketch = confirmed ? seeds[bits.Below(seeds.Count)] : benign[bits.Below(benign.Count)];
            var rate = Rate / (1 + (10.0 * step / (Epochs * total)));
            scale *= 1 - (rate * Ridge);
            var score = (scale * sketch.Dot(weights.AsSpan(0, PromptSketch.Size))) + weights[PromptSketch.Size];
            var error = (confirmed ? 1 : 0) - (1 / (1 + Math.Exp(-score)));
            for (var i = 0; i < sketch.Places.Length; i++)
            {
                weights[sketch.Places[i]] += rate * error * sketch.Values[i] / scale;
            }

            weights[PromptSketch.Size] += 0.1 * rate * error;
        }

        for (var place = 0; place < PromptSketch.Size; place++)
        {
            weights[place] *= scale;
        }

        return ImmutableArray.Create(weights);
    }

    private static int FirstAtLeast(ImmutableArray<double> scores, double score)
    {
        var (low, high) = (0, scores.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = scores[middle] < score ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
