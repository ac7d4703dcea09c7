namespace Compliance.EnforcementCore.Risk.Stability;

/// <summary>How far a distribution has moved: the population stability index, and what chance alone stays below at these numbers of
/// cases. The limits often quoted, .1 and .25, mean nothing without numbers of cases: without any drift the index times nm/(n+m) is
/// distributed as χ² with a degree of freedom less than there are bins.</summary>
/// <param name="Value">Σ (q − p) ln (q / p) over the bins; 0 or more.</param>
/// <param name="Bound">What chance alone stays below.</param>
public readonly record struct StabilityIndex(double Value, double Bound)
{
    /// <summary>The least index that is a drift worth a person's time, however many cases there are.</summary>
    public const double Least = 0.1;

    /// <summary>True where it lies above chance and is large.</summary>
    public bool IsMoved => Value > Bound && Value >= Least;

    /// <summary>True where it lies so far below that a drift which was seen is over.</summary>
    public bool IsOver => Value < Math.Max(Least, Bound) / 2;

    /// <summary>Compares counts by bin; bins that are empty on both sides do not count, and half a case is added to each other
    /// one.</summary>
    /// <param name="before">Cases by bin, of before.</param>
    /// <param name="after">Cases by bin, of now.</param>
    /// <param name="chance">How often chance alone may lie above the bound, above 0 and below 1.</param>
    public static StabilityIndex Of(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double chance)
    {
        var (used, n, m) = (0, 0.0, 0.0);
        for (var bin = 0; bin < before.Length; bin++)
        {
            used += before[bin] + after[bin] > 0 ? 1 : 0;
            (n, m) = (n + before[bin], m + after[bin]);
        }

        (n, m) = (n + (0.5 * used), m + (0.5 * used));
        var index = 0.0;
        for (var bin = 0; bin < before.Length; bin++)
        {
            if (before[bin] + after[bin] > 0)
            {
                var (p, q) = ((before[bin] + 0.5) / n, (after[bin] + 0.5) / m);
                index += (q - p) * Math.Log(q / p);
            }
        }

        var free = Math.Max(used - 1, 1);
        // Wilson and Hilferty, 1931: the cube root of χ² is nearly normal.
        var chi = free * Math.Pow(1 - (2.0 / (9 * free)) + (Quantile(1 - chance) * Math.Sqrt(2.0 / (9 * free))), 3);
        return used == 0 ? new StabilityIndex(0, 0) : new StabilityIndex(Math.Round(index, 6), Math.Round(chi * (n + m) / (n * m), 6));
    }

    /// <summary>The normal quantile above one half, by halving: slow, exact to the last digits that are shown, and without a
    /// table.</summary>
    private static double Quantile(double probability)
    {
        var (low, high) = (0.0, 10.0);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(middle) < probability ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The share of a normal distribution below a value of 0 or more: Abramowitz and Stegun 26.2.11, a series.</summary>
    private static double Below(double value)
    {
        var (term, sum) = (value, value);
        for (var k = 1; k < 200 && term > 1e-17 * sum; k++)
        {
            term *= value * value / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI));
    }
}
