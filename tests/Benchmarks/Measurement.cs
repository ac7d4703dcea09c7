using System.Diagnostics;
using System.Globalization;

namespace Compliance.Benchmarks;

/// <summary>How long one operation takes and what it allocates, warm.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Runs">Timed runs.</param>
/// <param name="MedianMicros">Half of the runs took no longer, in microseconds.</param>
/// <param name="P99Micros">Ninety-nine of a hundred runs took no longer.</param>
/// <param name="AllocatedBytes">Bytes allocated per run, on all threads.</param>
internal sealed record Measurement(string Name, int Runs, double MedianMicros, double P99Micros, long AllocatedBytes)
{
    /// <summary>Runs an operation until enough runs or enough time were spent, after warming up.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="effort">How long to try.</param>
    /// <param name="operation">Run number → something that depends on the work, so that it cannot be optimised away.</param>
    public static Measurement Of(string name, Effort effort, Func<int, object?> operation)
    {
        var kept = 0L;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < effort.WarmUpRuns && (i == 0 || clock.Elapsed < effort.WarmUp); i++)
        {
            kept += operation(i)?.GetHashCode() ?? 0;
        }

        // What warming up left behind is collected now, so that it is not charged to the runs.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var ticks = new List<long>(effort.Runs);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        clock.Restart();
        for (var i = 0; i < effort.Runs && (i < effort.LeastRuns || clock.Elapsed < effort.Time); i++)
        {
            var start = Stopwatch.GetTimestamp();
            var result = operation(i);
            ticks.Add(Stopwatch.GetTimestamp() - start);
            kept += result?.GetHashCode() ?? 0;
        }

        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / ticks.Count;
        GC.KeepAlive(kept);
        ticks.Sort();
        return new Measurement(name, ticks.Count, Micros(ticks, 0.5), Micros(ticks, 0.99), allocated);
    }

    /// <summary>How many times faster this is than another, by the medians.</summary>
    public double TimesFasterThan(Measurement other) => Math.Round(other.MedianMicros / Math.Max(MedianMicros, 0.001), 1);

    /// <summary>The measurement in a line of a table.</summary>
    public string AsRow() => string.Create(
        CultureInfo.InvariantCulture, $"{Name,-58} {MedianMicros,14:N1} {P99Micros,14:N1} {AllocatedBytes,14:N0} {Runs,8:N0}");

    private static double Micros(List<long> sorted, double share) =>
        Math.Round(sorted[Math.Max((int)Math.Ceiling(share * sorted.Count) - 1, 0)] * 1e6 / Stopwatch.Frequency, 3);
}

/// <summary>How much time to spend on one measurement.</summary>
/// <param name="Runs">Most timed runs.</param>
/// <param name="LeastRuns">Fewest timed runs, however long they take.</param>
/// <param name="Time">Time after which no further run begins.</param>
internal sealed record Effort(int Runs, int LeastRuns, TimeSpan Time)
{
    /// <summary>Most runs of warming up; at least one.</summary>
    public int WarmUpRuns { get; init; } = 2_000;

    /// <summary>Time after which warming up ends.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For operations of microseconds to milliseconds. Warmed up by time: what is made once for each subject or pair is made
    /// before the first run is timed.</summary>
    public static Effort Many(bool quick) => quick
        ? new Effort(2_000, 5, TimeSpan.FromSeconds(1)) { WarmUp = TimeSpan.FromSeconds(0.5), WarmUpRuns = int.MaxValue }
        : new Effort(20_000, 20, TimeSpan.FromSeconds(5)) { WarmUp = TimeSpan.FromSeconds(2), WarmUpRuns = int.MaxValue };

    /// <summary>For operations of seconds.</summary>
    public static Effort Few(bool quick) => quick
        ? new Effort(2, 1, TimeSpan.FromSeconds(2)) { WarmUpRuns = 1 }
        : new Effort(7, 3, TimeSpan.FromSeconds(20)) { WarmUpRuns = 1 };
}
