namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>The double's clock is that of the contract.</summary>
public sealed class CronScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData("*/30 * * * * *", "2026-11-22T08:00:30Z")]
    [InlineData("0 */10 * * * *", "2026-11-22T08:10:00Z")]
    [InlineData("0 15 3 * * 1-5", "2026-11-23T03:15:00Z")]
    [InlineData("5,10 0 8 1 * *", "2026-12-01T08:00:05Z")]
    public void A_schedule_gives_its_next_occurrence(string schedule, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), CronSchedule.Parse(schedule)
        .After(Now));
}
