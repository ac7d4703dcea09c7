using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>What a column adds to a learned score.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="LogOdds">What it adds.</param>
public sealed record LearnedContribution(string Feature, double LogOdds);

/// <summary>A learned score and what it is made of. The start and the contributions are the score, but for the last bits.</summary>
/// <param name="LogOdds">The score.</param>
/// <param name="Start">Where a row of which nothing is known stands.</param>
/// <param name="Contributions">What each feature adds, the weightiest first.</param>
public sealed record LearnedExplanation(double LogOdds, double Start, ImmutableArray<LearnedContribution> Contributions)
{
    /// <summary>The probability.</summary>
    public double Probability => ModelFitting.Chance(LogOdds);

    /// <summary>The score as a signal's weight of evidence over the share it learned from, in thousandths, within a cap.</summary>
    /// <param name="model">The model.</param>
    public int WeightMilli(LearnedModel model) => (int)Math.Round(Math.Clamp(
        1000 * (LogOdds - Math.Log(model.Share / (1 - model.Share))), -MaxWeightMilli, MaxWeightMilli));

    /// <summary>The most that a learned signal weighs: e³ to one. It is one signal among others.</summary>
    public const int MaxWeightMilli = 3000;

    /// <summary>Explains a row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">The row, from 0.</param>
    public static LearnedExplanation Of(LearnedModel model, TextTable table, int row)
    {
        var one = new TextTable(table.Names, [.. table.Columns.Select(column => new[] { column[row] })]);
        var bins = new FeatureTable(model.Features, model.LeftOut).Bins(one).Select(column => column[0]).ToArray();
        var numbers = model.Numbers.Of(one)[0];
        var (sums, start) = (new double[model.Features.Length], model.Base + (model.PlainWeight * model.PlainWeights[0]));
        foreach (var member in model.Members)
        {
            start += member.Weight * member.Trees.Base;
            foreach (var tree in member.Trees.Trees)
            {
                start += member.Weight * TreeShapley.MeanOf(tree);
                TreeShapley.Add(tree, bins, member.Weight, sums);
            }
        }

        for (var i = 1; i < numbers.Places.Length; i++)
        {
            sums[model.Numbers.FeatureOf(numbers.Places[i])] += model.PlainWeight * model.PlainWeights[numbers.Places[i]]
                * numbers.Values[i];
        }

        return new LearnedExplanation(model.Of(bins, numbers), start, [.. model.Features.Select((feature, f)
            => new LearnedContribution(feature.Name, sums[f])).OrderByDescending(part => Math.Abs(part.LogOdds))
            .ThenBy(part => part.Feature, StringComparer.Ordinal)]);
    }
}
