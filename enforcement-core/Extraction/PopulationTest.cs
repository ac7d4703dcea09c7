using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>
/// Compares a window of prompts with the whole of a router's traffic (unbiased maximum mean discrepancy, linear kernel). It says that the
/// mix of the router changes. It says nothing of an account: an ordinary customer is not a sample of all customers, and is flagged nearly
/// always.
/// </summary>
/// <remarks>
/// The threshold comes from windows of the pool against the rest of it: under one distribution a window that is to come and one that was
/// drawn change places with any other. A window holds no prompt twice: pairs of a prompt with itself say that a pool is small, not that
/// the mix changed. A. Gretton et al., "A Kernel Two-Sample Test", JMLR 13 (2012).
/// </remarks>
public sealed class PopulationTest
{
    private const int NullWindows = 300;
    private const double Level = 0.01;
    private readonly double[] _sum = new double[PromptSketch.Size];
    private readonly double _own;
    private readonly int _count;

    /// <summary>Learns from pooled traffic.</summary>
    /// <param name="pool">The traffic, more prompts than a window has by two or more.</param>
    /// <param name="window">Prompts of a window, two or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pool is too small.</exception>
    public PopulationTest(IReadOnlyList<PromptSketch> pool, int window)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(pool.Count, window + 2);
        _count = pool.Count;
        foreach (var sketch in pool)
        {
            _own += Add(_sum, sketch);
        }

        var bits = new SplitMix(7);
        var rest = new double[PromptSketch.Size];
        var values = new double[NullWindows];
        for (var at = 0; at < NullWindows; at++)
        {
            var drawn = SumOf(Draws.Some(pool, window, bits));
            for (var place = 0; place < rest.Length; place++)
            {
                rest[place] = _sum[place] - drawn.Sum[place];
            }

            values[at] = Discrepancy(drawn, (rest, _own - drawn.Own, _count - window));
        }

        Array.Sort(values);
        Threshold = values[(int)(NullWindows * (1 - Level))];
    }

    /// <summary>What 99 of 100 windows of pooled traffic stay below.</summary>
    public double Threshold { get; }

    /// <summary>The discrepancy of a window of other prompts.</summary>
    public double Statistic(IReadOnlyList<PromptSketch> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Discrepancy(SumOf(window), (_sum, _own, _count));
    }

    private static double Discrepancy((double[] Sum, double Own, int Count) one, (double[] Sum, double Own, int Count) other)
    {
        var (square, squareOther, cross) = (0.0, 0.0, 0.0);
        for (var place = 0; place < one.Sum.Length; place++)
        {
            square += one.Sum[place] * one.Sum[place];
            squareOther += other.Sum[place] * other.Sum[place];
            cross += one.Sum[place] * other.Sum[place];
        }

        var (m, n) = ((double)one.Count, (double)other.Count);
        return ((square - one.Own) / (m * (m - 1))) + ((squareOther - other.Own) / (n * (n - 1))) - (2 * cross / (m * n));
    }

    private static (double[] Sum, double Own, int Count) SumOf(IReadOnlyList<PromptSketch> sketches)
    {
        var (sum, own) = (new double[PromptSketch.Size], 0.0);
        foreach (var sketch in sketches)
        {
            own += Add(sum, sketch);
        }

        return (sum, own, sketches.Count);
    }

    private static double Add(double[] sum, PromptSketch sketch)
    {
        var own = 0.0;
        for (var i = 0; i < sketch.Places.Length; i++)
        {
            sum[sketch.Places[i]] += sketch.Values[i];
            own += sketch.Values[i] * sketch.Values[i];
        }

        return own;
    }
}
