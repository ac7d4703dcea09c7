using Compliance.Cli.Evaluation.Appeals;

namespace Compliance.EnforcementCore.Tests.Appeals;

/// <summary>A small version of <c>evaluate appeals</c>.</summary>
public sealed class AppealScheduleTests
{
    [Fact]
    public void No_schedule_lets_maker_or_checker_decide_and_no_overturn_leaves_anything()
    {
        var summary = AppealEvaluation.Run(4_000, seed: 5_000_000, () => { }, default);
        Assert.Empty(summary.Examples);
        Assert.Equal(0, summary.Faults);

        // Schedules in which nothing is decided, or nothing refused, prove nothing.
        Assert.True(summary is { Appeals: > 3_000, Decided: > 600, Overturned: > 120, SiblingsSeeded: > 50, Refused: > 20_000 },
            summary.ToString());
    }
}
