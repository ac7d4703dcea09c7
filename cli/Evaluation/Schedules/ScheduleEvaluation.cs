using System.Diagnostics;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>What many schedules came to; property names are the contract of the JSON.</summary>
internal sealed record ScheduleSummary(
    int Schedules, long Verdicts, long Refusals, long Closed, long Bulks, long DoubleDecisions, long SelfApprovals, long LostHits,
        long StuckStates, long HalfBulks, long WaysAround, long LostBlocks, long ByTwo, string? FirstFault, double Seconds)
{
    /// <summary>Everything that was wrong.</summary>
    public long Faults => DoubleDecisions + SelfApprovals + LostHits + StuckStates + HalfBulks + WaysAround + LostBlocks;
}

/// <summary>Runs random schedules of the alert workflow and of what two people decide for many, a seed each.</summary>
internal static class ScheduleEvaluation
{
    /// <summary>Runs them on as many cores as there are.</summary>
    public static ScheduleSummary Run(int count, int firstSeed, Action onCase, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var gate = new Lock();
        var sum = new ScheduleSummary(count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, number =>
        {
            var schedule = new AlertSchedule(firstSeed + number);
            schedule.Run();
            var decided = new DecidedSchedule(firstSeed + number);
            decided.Run();
            lock (gate)
            {
                sum = sum with
                {
                    Verdicts = sum.Verdicts + schedule.Verdicts,
                    Refusals = sum.Refusals + schedule.Refusals,
                    Closed = sum.Closed + schedule.Closed,
                    Bulks = sum.Bulks + schedule.Bulks,
                    DoubleDecisions = sum.DoubleDecisions + schedule.Faults.DoubleDecisions,
                    SelfApprovals = sum.SelfApprovals + schedule.Faults.SelfApprovals,
                    LostHits = sum.LostHits + schedule.Faults.LostHits,
                    StuckStates = sum.StuckStates + schedule.Faults.StuckStates,
                    HalfBulks = sum.HalfBulks + schedule.Faults.HalfBulks,
                    WaysAround = sum.WaysAround + schedule.Faults.WaysAround + decided.Faults.WaysAround,
                    LostBlocks = sum.LostBlocks + schedule.Faults.LostBlocks,
                    ByTwo = sum.ByTwo + decided.Decided,
                    FirstFault = sum.FirstFault ?? schedule.Faults.First ?? decided.Faults.First,
                };
                onCase();
            }
        });
        return sum with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) };
    }
}
