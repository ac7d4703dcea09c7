using System.Collections.Immutable;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Stability;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Tests.Risk.Stability;

/// <summary>Drift by the stability index: chance raises nothing, a shift is seen, and empty bins, zeros and gaps are no numbers.</summary>
public sealed class StabilityTests
{
    private const int Columns = 30;
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_thousand_stable_weeks_of_many_columns_raise_nothing_and_chance_stays_below_the_bound_as_often_as_said()
    {
        var (above, alarms, random) = (0, 0, new Random(17));
        for (var seed = 0; seed < 1000; seed++)
        {
            var (before, after) = (Drawn(random, 1000, 0), Drawn(random, 1000, 0));
            var index = StabilityIndex.Of(before, after, DriftReport.Chance);
            (above, alarms) = (above + (index.Value > index.Bound ? 1 : 0), alarms
                + (StabilityIndex.Of(before, after, DriftReport.Chance / Columns).IsMoved ? 1 : 0));
        }

        Assert.InRange(above, 0, 25); // One in a hundred, of a thousand.
        Assert.Equal(0, alarms);
    }

    [Fact]
    public void A_third_of_a_standard_deviation_is_above_chance_at_two_thousand_and_a_whole_one_is_an_alarm_at_the_fewest_cases()
    {
        var (seen, alarmed, random) = (0, 0, new Random(18));
        for (var seed = 0; seed < 100; seed++)
        {
            var small = StabilityIndex.Of(Drawn(random, 2000, 0), Drawn(random, 2000, 0.3), DriftReport.Chance / Columns);
            seen += small.Value > small.Bound ? 1 : 0;
            alarmed += StabilityIndex.Of(Drawn(random, StabilityLine.FewestCases, 0), Drawn(random, StabilityLine.FewestCases, 1),
                DriftReport.Chance / Columns).IsMoved ? 1 : 0;
        }

        Assert.True(seen >= 90, $"{seen} of 100");
        Assert.True(alarmed >= 90, $"{alarmed} of 100");
    }

    [Fact]
    public void Nothing_of_an_empty_side_a_single_value_or_a_gap_is_infinite_or_an_alarm()
    {
        foreach (var (before, after) in new[] { (0, 0), (0, 500), (500, 0), (500, 500), (199, 5000) })
        {
            var column = new StabilityColumn("x");
            for (var n = 0; n < before; n++)
            {
                column.Add(now: false, n % 3 == 0 ? StabilityColumn.Missing : 0);
            }

            for (var n = 0; n < after; n++)
            {
                column.Add(now: true, n % 3 == 0 ? StabilityColumn.Missing : 0);
            }

            var line = column.Compare(DriftReport.Chance);
            Assert.True(double.IsFinite(line.Index) && double.IsFinite(line.Bound) && !line.IsMoved, $"{before} and {after}: {line}");
            Assert.Equal(before >= 200 && after >= 200, line.IsEnough);
        }
    }

    [Fact]
    public void Zero_has_a_bin_of_its_own_so_that_a_share_that_leaves_it_is_seen()
    {
        var column = new StabilityColumn("failures");
        for (var n = 0; n < 2000; n++)
        {
            column.Add(now: false, n % 20 == 0 ? 1 + (n % 7) : 0);
            column.Add(now: true, n % 4 == 0 ? 1 + (n % 7) : 0);
        }

        var line = column.Compare(DriftReport.Chance);
        Assert.True(line.IsMoved, line.ToString());
        Assert.Equal((0.95, 0.75), line.Bins.Where(bin => bin.Label == "0").Select(bin => (bin.Before, bin.After)).Single());
        Assert.Equal(1, line.Bins.Sum(bin => bin.After), 4);
    }

    [Fact]
    public void A_value_that_was_never_there_before_is_seen_in_words_and_in_numbers()
    {
        var (word, number) = (new StabilityColumn("segment", ["account", "api_key"]), new StabilityColumn("points"));
        for (var n = 0; n < 1000; n++)
        {
            word.Add(now: false, 0);
            word.Add(now: true, n % 5 == 0 ? 1 : 0);
            number.Add(now: false, 0);
            number.Add(now: true, n % 5 == 0 ? -700 : 0);
        }

        Assert.All(new[] { word, number }, column => Assert.True(column.Compare(DriftReport.Chance).IsMoved));
    }

    [Fact]
    public void Cases_that_weigh_differently_are_worth_fewer()
    {
        var column = new StabilityColumn("count");
        for (var n = 0; n < 400; n++)
        {
            column.Add(now: false, n % 10, n % 100 == 0 ? 200 : 1);
            column.Add(now: true, n % 10);
        }

        var line = column.Compare(DriftReport.Chance);
        Assert.True(line.BeforeCases < 10 && !line.IsEnough && !line.IsMoved, line.ToString());
    }

    [Fact]
    public void An_alarm_is_raised_once_ends_once_and_ends_with_its_model()
    {
        var alarms = Judged(DriftAlarms.First, Report(0, "m", 0.3));
        Assert.Equal("x", Assert.Single(alarms.Open).Key);
        for (var hour = 1; hour < 100; hour++)
        {
            alarms = Judged(alarms, Report(hour, "m", hour % 2 == 0 ? 0.3 : 0.08)); // Below the limit, not far below.
        }

        Assert.Equal(1, alarms.Count);
        Assert.Empty(Judged(alarms, Report(100, "m", 0.01)).Open);
        Assert.Equal(2, Judged(alarms, Report(100, "m", 0.01)).Count);
        Assert.Empty(Judged(alarms, Report(101, "other", 0.01)).Open);
        var again = Judged(alarms, Report(101, "other", 0.3));
        Assert.Equal(("other", 3), (again.Open["x"].Model, again.Count));
        Assert.Same(alarms, Judged(alarms, Report(0, "m", 0.3))); // Overtaken by another instance.
        Assert.Empty(Judged(Judged(alarms, Report(200, "m", 0.3)), Report(150, "m", 0.01)).Open); // The clock went back.
    }

    [Fact]
    public void The_moments_of_a_subject_lie_within_their_times_and_evenly()
    {
        var moments = Enumerable.Range(0, 2000).Select(n => DriftSample.MomentsOf(SubjectRef.Account($"a-{n}"), Now)).ToList();
        Assert.All(moments, one => Assert.True(one.Before <= Now.AddDays(-7) && one.Before > Now.AddDays(-35)
            && one.Now <= Now && one.Now > Now.AddDays(-7)));
        Assert.InRange(moments.Average(one => (Now - one.Now).TotalDays), 3.3, 3.7);
        Assert.InRange(moments.Average(one => (Now - one.Before).TotalDays), 20, 22);
    }

    private static DriftAlarms Judged(DriftAlarms alarms, DriftReport report) => alarms.Judge(report).Match(
        events => events.Aggregate(alarms, (one, happened) => one.Apply(happened)),
            refused => throw new InvalidOperationException(refused.Text));

    private static DriftReport Report(int hour, string model, double index) => new(Now.AddHours(hour), model, Now, Now, 1, 0,
        [new StabilityLine("x", index, 0.02, 1000, 1000, [])]);

    // Ten bins of as many cases each, and normal values that may lie higher.
    private static double[] Drawn(Random random, int cases, double shift)
    {
        double[] cuts = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];
        var counts = new double[10];
        for (var n = 0; n < cases; n++)
        {
            var value = shift + (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            counts[cuts.Count(cut => value >= cut)]++;
        }

        return counts;
    }
}
