using Compliance.Cli.Evaluation.Events;
using Compliance.EnforcementCore.Signals.Features;

namespace Compliance.EnforcementCore.Tests.Signals;

public sealed class FeatureCounterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 30, TimeSpan.Zero);

    [Fact]
    public void Equal_events_give_equal_counters_in_every_order_and_windows_that_a_naive_count_gives()
    {
        var summary = EventEvaluation.Run(events: 1_500, orders: 4, seed: 7, () => { }, default);
        Assert.Equal((0, 0, 0), (summary.Differences, summary.Refused, summary.Wrong));
        Assert.True(summary.Subjects > 100, summary.ToString());
    }

    [Fact]
    public void A_window_ends_with_the_bucket_of_the_moment()
    {
        var counters = new FeatureCounters();
        counters.Add("f", 1, Now.AddMinutes(-5));
        counters.Add("f", 10, Now.AddMinutes(-4));
        counters.Add("f", 100, Now);
        Assert.Equal((100, 110, 111), (counters.Sum("f", "1m", Now), counters.Sum("f", "5m", Now), counters.Sum("f", "15m", Now)));
        Assert.Equal(111, counters.Sum("f", "90d", Now));
        Assert.Equal(0, counters.Sum("g", "90d", Now));
        Assert.Throws<ArgumentException>(() => counters.Sum("f", "2h", Now));
    }

    [Fact]
    public void What_is_older_than_ninety_days_no_longer_counts_whenever_it_arrived()
    {
        var (early, late) = (new FeatureCounters(), new FeatureCounters());
        early.Add("f", 1, Now.AddDays(-100));
        early.Add("f", 1, Now);
        late.Add("f", 1, Now);
        late.Add("f", 1, Now.AddDays(-100));
        Assert.Equal(early.Write(), late.Write());
        Assert.Equal(1, late.Sum("f", "90d", Now));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(5_000)]
    public void Distinct_values_are_exact_while_few_and_near_when_many(int values)
    {
        var counters = new FeatureCounters();
        for (var value = 0; value < values; value++)
        {
            counters.AddDistinct("f", $"v{value}", Now.AddHours(-(value % 20)));
            counters.AddDistinct("f", $"v{value}", Now);
        }

        var counted = counters.Distinct("f", "24h", Now);
        Assert.InRange(counted, values < DistinctSketch.Kept ? values : values * 0.6, values < DistinctSketch.Kept ? values : values * 1.4);
        Assert.Equal(counted, FeatureCounters.Read(counters.Write()).Distinct("f", "24h", Now));
    }

    [Fact]
    public void The_stored_form_is_read_as_it_was_written()
    {
        var counters = new FeatureCounters();
        counters.Add("usage.requests", 5, Now);
        counters.AddDistinct("usage.models", "x/m1", Now);
        Assert.Equal(counters.Write(), FeatureCounters.Read(counters.Write()).Write());
        Assert.Equal("", new string(FeatureCounters.Read(new FeatureCounters().Write()).Features.SelectMany(one => one).ToArray()));
    }
}
