using System.Diagnostics;

namespace Compliance.Cli.Evaluation;

/// <summary>Percentiles of times in microseconds.</summary>
internal sealed record LatencyMicros(double P50, double P95, double P99);

/// <summary>Times of single calls, taken one after the other on one thread.</summary>
internal sealed class LatencySample
{
    private readonly List<long> _ticks = [];
    private long _total;

    /// <summary>Calls timed so far.</summary>
    public int Count => _ticks.Count;

    /// <summary>Time of all calls together, in seconds.</summary>
    public double TotalSeconds => (double)_total / Stopwatch.Frequency;

    /// <summary>Runs and times one call.</summary>
    public T Time<T>(Func<T> call)
    {
        var start = Stopwatch.GetTimestamp();
        var result = call();
        _ticks.Add(Stopwatch.GetTimestamp() - start);
        _total += _ticks[^1];
        return result;
    }

    /// <summary>A percentile in microseconds, by the nearest rank.</summary>
    public double Micros(double percentile)
    {
        if (_ticks.Count == 0)
        {
            return 0;
        }

        var ordered = _ticks.Order().ToArray();
        var rank = (int)Math.Ceiling(percentile / 100 * ordered.Length) - 1;
        return Math.Round(ordered[Math.Max(rank, 0)] * 1e6 / Stopwatch.Frequency, 2);
    }

    /// <summary>The three percentiles that are reported.</summary>
    public LatencyMicros Percentiles() => new(Micros(50), Micros(95), Micros(99));
}
