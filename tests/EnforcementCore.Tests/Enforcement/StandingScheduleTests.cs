using Compliance.Cli.Evaluation.Standings;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>A small version of <c>evaluate standing</c>.</summary>
public sealed class StandingScheduleTests
{
    [Fact]
    public void No_schedule_gives_a_standing_that_a_naive_reading_does_not()
    {
        var summary = StandingEvaluation.Run(2_000, seed: 7_000_000, () => { }, default);
        Assert.Empty(summary.Examples);
        Assert.Equal((0, 0), (summary.Wrong, summary.Forbidden));

        // Schedules in which everything is refused, or nothing is, prove nothing.
        Assert.True(summary is { Decisions: > 20_000, Refused: > 5_000, Standings: 16_000 }, summary.ToString());
    }
}
