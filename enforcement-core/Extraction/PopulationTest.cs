using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>
/// Compares a window of prompts with the whole of a router's traffic (unbiased maximum mean discrepancy, linear kernel). It says that the
/// mix of the router changes. It says nothing of an account: an ordinary customer is not a sample of all customers, and is flagged nearly
/// always.
/// </summary>
/// <remarks>A. Gretton et al., "A Kernel Two-Sample Test", JMLR 13 (2012).</remarks>
public sealed class PopulationTest
{
    private const int NullWindows = 300;
    private const double Level = 0.01;
    private readonly double[] _mean = new double[PromptSketch.Size];
    private readonly double _square;

    /// <summary>Learns from pooled traffic.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="holdOut">Other traffic of the same pool, from which the threshold is drawn.</param>
    /// <param name="window">Prompts of a window.</param>
    public PopulationTest(IReadOnlyList<PromptSketch> reference, IReadOnlyList<PromptSketch> holdOut, int window)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var own = 0.0;
        foreach (var sketch in reference)
        {
            own += Add(_mean, sketch);
        }

        var n = (double)reference.Count;
        _square = (Square(_mean) - own) / (n * (n - 1));
        for (var place = 0; place < _mean.Length; place++)
        {
            _mean[place] /= n;
        }

        var bits = new SplitMix(7);
        var values = Enumerable.Range(0, NullWindows)
            .Select(_ => Statistic([.. Enumerable.Range(0, window).Select(_ => holdOut[bits.Below(holdOut.Count)])])).Order().ToList();
        Threshold = values[(int)(NullWindows * (1 - Level))];
    }

    /// <summary>What 99 of 100 windows of pooled traffic stay below.</summary>
    public double Threshold { get; }

    /// <summary>The discrepancy of a window.</summary>
    public double Statistic(IReadOnlyList<PromptSketch> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var (sum, own) = (new double[PromptSketch.Size], 0.0);
        var cross = 0.0;
        foreach (var sketch in window)
        {
            own += Add(sum, sketch);
            cross += sketch.Dot(_mean);
        }

        var m = (double)window.Count;
        return _square + ((Square(sum) - own) / (m * (m - 1))) - (2 * cross / m);
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

    private static double Square(double[] vector) => vector.Sum(value => value * value);
}
