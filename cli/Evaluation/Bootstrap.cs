using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation;

/// <summary>An interval that holds 95 of 100 resamples.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High);

/// <summary>Intervals by resampling groups of cases with replacement: cases of one group resemble each other and are drawn
/// together.</summary>
internal static class Bootstrap
{
    private const int Resamples = 1000;
    private const double Tail = 0.025;

    /// <summary>The interval of a statistic over cases that stand alone.</summary>
    public static Interval Of<T>(IReadOnlyList<T> cases, Func<IReadOnlyList<T>, double> statistic, ulong seed)
        => Of(cases, [.. Enumerable.Range(0, cases.Count)], statistic, seed);

    /// <summary>The interval of a statistic over cases in groups (numbered from 0).</summary>
    public static Interval Of<T>(IReadOnlyList<T> cases, IReadOnlyList<int> groups, Func<IReadOnlyList<T>, double> statistic, ulong seed)
    {
        var members = cases.Zip(groups).GroupBy(one => one.Second).OrderBy(group => group.Key)
            .Select(group => group.Select(one => one.First).ToArray()).ToArray();
        var bits = new SplitMix(seed);
        var values = new double[Resamples];
        var drawn = new List<T>(cases.Count);
        for (var i = 0; i < Resamples; i++)
        {
            drawn.Clear();
            for (var k = 0; k < members.Length; k++)
            {
                drawn.AddRange(members[bits.Below(members.Length)]);
            }

            values[i] = statistic(drawn);
        }

        Array.Sort(values);
        return new Interval(values[(int)(Resamples * Tail)], values[(int)(Resamples * (1 - Tail)) - 1]);
    }
}
