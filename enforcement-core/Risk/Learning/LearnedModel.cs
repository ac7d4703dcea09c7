using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>Trees and how much they count.</summary>
/// <param name="Weight">What their log-odds are multiplied by.</param>
/// <param name="Trees">The trees.</param>
public sealed record WeighedTrees(double Weight, BoostedTrees Trees);

/// <summary>A learned model: a weighed sum of trees, in log-odds, calibrated. It says how likely something is; it decides
/// nothing.</summary>
/// <param name="Features">The features, which alone it sees.</param>
/// <param name="LeftOut">Columns that were no features, with why.</param>
/// <param name="Base">Where the sum begins.</param>
/// <param name="Members">The trees.</param>
/// <param name="PlainWeight">What the log-odds of the plain part, a logistic regression, are multiplied by.</param>
/// <param name="Numbers">How the plain part sees a row.</param>
/// <param name="PlainWeights">The weights of the plain part, its constant first.</param>
/// <param name="Share">The share of positives among the rows it learned from.</param>
public sealed record LearnedModel(ImmutableArray<Feature> Features, ImmutableSortedDictionary<string, ColumnUse> LeftOut, double Base,
    ImmutableArray<WeighedTrees> Members, double PlainWeight, PlainRows Numbers, ImmutableArray<double> PlainWeights, double Share)
{
    /// <summary>The log-odds of a row.</summary>
    public double Of(ReadOnlySpan<byte> bins, SparseRow numbers)
    {
        var sum = Base + (PlainWeight * numbers.Times(PlainWeights.AsSpan()));
        foreach (var member in Members)
        {
            sum += member.Weight * member.Trees.Of(bins);
        }

        return sum;
    }

    /// <summary>The probabilities of a table's rows.</summary>
    public double[] Of(TextTable table)
    {
        var bins = new FeatureTable(Features, LeftOut).Bins(table);
        var numbers = Numbers.Of(table);
        var said = new double[table.Rows];
        Parallel.For(0, table.Rows, () => new byte[Features.Length], (row, _, one) =>
        {
            for (var f = 0; f < one.Length; f++)
            {
                one[f] = bins[f][row];
            }

            said[row] = ModelFitting.Chance(Of(one, numbers[row]));
            return one;
        }, _ => { });
        return said;
    }
}
