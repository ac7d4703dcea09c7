using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Review;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.UnitedStates;

    /// <summary>As the Office of Personnel Management publishes them.</summary>
    public static TheoryData<int, string> Published => new()
    {
        { 2019, "2019-01-01 2019-01-21 2019-02-18 2019-05-27 2019-07-04 2019-09-02 2019-10-14 2019-11-11 2019-11-28 2019-12-25" },
        { 2020, "2020-01-01 2020-01-20 2020-02-17 2020-05-25 2020-07-03 2020-09-07 2020-10-12 2020-11-11 2020-11-26 2020-12-25" },
        { 2021, "2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-06-18 2021-07-05 2021-09-06 2021-10-11 2021-11-11 2021-11-25 "
            + "2021-12-24" },
        { 2022, "2021-12-31 2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24 "
            + "2022-12-26" },
        { 2023, "2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-10-09 2023-11-10 2023-11-23 "
            + "2023-12-25" },
        { 2024, "2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11 2024-11-28 "
            + "2024-12-25" },
        { 2025, "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 "
            + "2025-12-25" },
        { 2026, "2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 "
            + "2026-12-25" },
        { 2027, "2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 "
            + "2027-12-24" },
        { 2028, "2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23 "
            + "2028-12-25" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Federal_holidays_are_those_that_are_published(int year, string days)
    {
        Assert.Equal(days.Split(' ').Select(DateOnly.Parse), FederalHolidays.Of(year));
        Assert.All(days.Split(' '), day => Assert.False(Calendar.IsBusinessDay(DateOnly.Parse(day))));
    }

    [Fact]
    public void Adding_and_counting_agree_Invariant()
    {
        for (var day = new DateOnly(2019, 1, 1); day.Year < 2036; day = day.AddDays(1))
        {
            for (var days = 1; days <= 10; days += 3)
            {
                var end = Calendar.Add(day, days);
                Assert.True(Calendar.IsBusinessDay(end));
                Assert.Equal(days, Calendar.Between(day, end));
            }
        }
    }

    [Fact]
    public void Ten_business_days_over_Christmas_are_counted_by_hand()
    => Assert.Equal(new DateOnly(2027, 1, 5), Calendar.Add(new DateOnly(2026, 12, 18), 10));

    [Fact]
    public void An_alert_raised_on_Wednesday_is_due_at_the_end_of_Monday_and_a_block_of_Thursday()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), AlertClock.DueAt(Opened(), Policy));
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.Zero),
            AlertClock.DueAt(Opened(Hit(outcome: Decision.Block)), Policy));
    }

    [Fact]
    public void The_clock_goes_from_on_track_to_at_risk_to_breached_and_ends_with_the_verdict()
    {
        var alert = ClaimedBy(Ana);
        Assert.Equal(ClockState.OnTrack, AlertClock.StateAt(alert, new(2026, 3, 8, 23, 59, 0, TimeSpan.Zero), Policy));
        Assert.Equal(ClockState.AtRisk, AlertClock.StateAt(alert, new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), Policy));
        Assert.Equal(ClockState.Breached, AlertClock.StateAt(alert, new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), Policy));
        Assert.Equal(ClockState.Done,
            AlertClock.StateAt(Must(alert, Verdict(), Ana, Start), new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), Policy));
    }

    [Fact]
    public void Waiting_for_information_stops_the_clock_and_moves_the_deadline_by_business_days()
    {
        var waiting = Must(ClaimedBy(Ana), new AlertCommand.NeedInformation("Passport?"), Ana, Start);
        Assert.Equal(ClockState.Paused, AlertClock.StateAt(waiting, Start.AddDays(30), Policy));
        var resumed = Must(waiting, new AlertCommand.Resume(), Ana, Start.AddDays(7));
        Assert.Equal(5, resumed.PausedBusinessDays);
        Assert.Equal(new DateTimeOffset(2026, 3, 17, 0, 0, 0, TimeSpan.Zero), AlertClock.DueAt(resumed, Policy));
    }
}
