using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>One comparison to learn from.</summary>
/// <param name="Values">Its rows, by position; all comparisons of a fit have equally many.</param>
/// <param name="IsMatch">The label.</param>
/// <param name="Weight">What it counts; 1 for a labelled pair.</param>
public readonly record struct LabelledRow(ImmutableArray<float> Values, bool IsMatch, double Weight);

/// <summary>A linear model in log-odds.</summary>
/// <param name="Bias">Log-odds where all rows are 0.</param>
/// <param name="Weights">Log-odds per unit of each row.</param>
public sealed record LinearFit(double Bias, IReadOnlyList<double> Weights)
{
    /// <summary>Log-odds of a match.</summary>
    public double LogOdds(ReadOnlySpan<float> values)
    {
        var sum = Bias;
        for (var i = 0; i < values.Length; i++)
        {
            sum += Weights[i] * values[i];
        }

        return sum;
    }

    /// <summary>Probability of a match; 0 for names that did not count as compared.</summary>
    public double Probability(ImmutableArray<float>? values)
        => values is { } compared ? NameModel.Probability(LogOdds(compared.AsSpan())) : 0;
}
