using Compliance.EnforcementCore.Enforcement;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>A rule that is wrong is wrong for everybody: the breaker stops it before it touches many.</summary>
public sealed class LadderBreakerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void However_a_bad_rule_spreads_its_actions_fewer_than_five_in_a_thousand_are_touched_in_an_hour_and_ten_in_a_day()
        => Gen.Select(Gen.Int[1000, 300_000], Gen.Int[0, 900].Array[1, 400], Gen.Int[1, 40].Array[1, 20]).Sample((active, gaps, sizes) =>
        {
            var (traffic, now, taken) = (LadderTraffic.None, Start, new List<(DateTimeOffset At, int Touched)>());
            for (var i = 0; i < 400; i++)
            {
                now = now.AddSeconds(gaps[i % gaps.Length]);
                var touched = sizes[i % sizes.Length];
                if (LadderBreaker.Current.Ask(traffic, now, touched, active).Counted is { } counted)
                {
                    (traffic, _) = (counted, 0);
                    taken.Add((now, touched));
                }
            }

            Assert.All(taken, one =>
            {
                var (hour, day) = (Sum(one.At, 1), Sum(one.At, 24));
                Assert.True(hour * 1000L < active * 5L || hour <= LadderBreaker.Current.FewestSubjects, $"{hour} of {active}");
                Assert.True(day * 1000L < active * 10L || day <= 2 * LadderBreaker.Current.FewestSubjects, $"{day} of {active}");
            });

            int Sum(DateTimeOffset to, int hours)
                => taken.Where(one => one.At > to.AddHours(-hours) && one.At <= to).Sum(one => one.Touched);
        }, iter: 300);

    [Fact]
    public void More_than_three_times_the_mean_of_four_weeks_is_too_many()
    {
        var traffic = new LadderTraffic([],
            [.. Enumerable.Range(1, 28).Select(day => new LadderCount(Start.Date.AddDays(-day + 1), 240, 240))]);
        var taken = 0;
        while (LadderBreaker.Current.Ask(traffic, Start, 1, 100_000).Counted is { } counted)
        {
            (traffic, taken) = (counted, taken + 1);
        }

        Assert.Equal(100, taken); // One in a thousand subjects: thirty, three times ten in the mean hour, would be fewer.
        (traffic, taken) = (traffic with { Recent = [] }, 0);
        while (LadderBreaker.Current.Ask(traffic, Start.AddHours(2), 1, 5_000).Counted is { } counted)
        {
            (traffic, taken) = (counted, taken + 1);
        }

        Assert.Equal(24, taken); // Here the share is the lesser.
    }

    [Fact]
    public void What_was_counted_an_hour_ago_counts_no_more_and_nothing_is_kept_for_ever()
    {
        var (traffic, now) = (LadderTraffic.None, Start);
        for (var day = 0; day < 60; day++)
        {
            now = now.AddDays(1);
            traffic = LadderBreaker.Current.Ask(traffic, now, 1, 1000).Counted!;
        }

        Assert.Equal(1, traffic.Since(now, TimeSpan.FromHours(1)).Actions);
        Assert.True(traffic.Days.Length <= 30 && traffic.Recent.Length <= 2, $"{traffic.Days.Length}, {traffic.Recent.Length}");
    }

    [Fact]
    public void From_the_moment_that_is_named_there_is_room_and_before_it_there_was_none()
        => Gen.Select(Gen.Int[1, 3], Gen.Int[0, 200], Gen.Int[100, 3000]).Array[1, 40].Sample(steps =>
        {
            var (traffic, now, active) = (LadderTraffic.None, new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero), steps[0].Item3);
            foreach (var (touched, minutes, _) in steps)
            {
                now = now.AddMinutes(minutes);
                traffic = LadderBreaker.Current.Ask(traffic, now, touched, active).Counted ?? traffic;
            }

            if (LadderBreaker.Current.RoomFrom(traffic, now, active) is not { } room)
            {
                Assert.Null(LadderBreaker.Current.Ask(traffic, now, 1, active).Trip);
                return;
            }

            Assert.True(room > now && room <= now.AddDays(1) + LadderBreaker.Step);
            Assert.Null(LadderBreaker.Current.Ask(traffic, room, 1, active).Trip);
            Assert.NotNull(LadderBreaker.Current.Ask(traffic, room.AddTicks(-1), 1, active).Trip);
        }, iter: 1000);
}
