using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.ScreeningCore.Tests.Policies;

public sealed class PolicyExperimentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(place => (byte)place)];

    [Fact]
    public void A_backtest_says_what_changes_by_outcome_and_by_row()
    {
        var lines = new[]
        {
            Line("2026-08-01", 3, "fraud"), Line("2026-08-01", 8, "good"), Line("2026-08-02", 20, "good"), Line("2026-11-20", 3, "fraud"),
        };
        var result = PolicyBacktest.Run(Program(5), Program(10), lines, Now, TimeSpan.FromDays(60));
        Assert.Equal((4, 1, 1, 0), (result.Cases, result.Changed, result.Immature, result.Refused));
        Assert.Equal(new PolicyShift(PolicyVerdict.None, PolicyVerdict.Block, 1), Assert.Single(result.Shifts));
        Assert.Contains(new PolicyOutcomeGroup("good", 2, 0, 1), result.Outcomes);
        Assert.Contains(new PolicyOutcomeGroup("unknown", 1, 1, 1), result.Outcomes);
        Assert.Equal((3, 3), (result.Rows[0].Fired, result.Rows[0].Alone));
    }

    [Fact]
    public void A_case_that_knows_the_future_is_refused()
    {
        var future = """{"at":"2026-08-01T00:00:00Z","asOf":"2026-08-02T00:00:00Z","values":{"age":3}}""";
        var result = PolicyBacktest.Run(null, Program(5), [future, "no json", """{"at":"2026-08-01T00:00:00Z"}"""], Now,
            TimeSpan.FromDays(60));
        Assert.Equal((0, 3), (result.Cases, result.Refused));
    }

    [Fact]
    public void Cases_are_compared_line_by_line_where_each_policy_refuses_another_line()
    {
        var wide = PolicyParser.Read(
            "feature age integer 0..200\nrow A then=block\nwhen age < 5\nunknown review\nbasis \"x\" checked 2026-11-22").Program!;
        var narrow = PolicyParser.Read(
            "feature age integer 2..150\nrow A then=block\nwhen age < 5\nunknown review\nbasis \"x\" checked 2026-11-22").Program!;
        var lines = new[] { Line("2026-08-01", 1, "fraud"), Line("2026-08-01", 3, "fraud"), Line("2026-08-01", 180, "good"),
            Line("2026-08-01", 20, "good") };
        var result = PolicyBacktest.Run(wide, narrow, lines, Now, TimeSpan.FromDays(60));
        Assert.Equal((2, 0, 2), (result.Cases, result.Changed, result.Refused));
    }

    [Fact]
    public void A_subject_is_in_a_trial_or_not_whatever_it_asks_and_about_as_many_as_the_trial_says()
    {
        var trial = new PolicyExperiment("t-1", 100, new PolicyGuard(100, 10));
        var inside = Enumerable.Range(0, 20_000).Count(number => trial.Includes(Key, $"account:{number}"));
        Assert.InRange(inside, 1_800, 2_200);
        Assert.Equal(trial.Includes(Key, "account:7"), trial.Includes(Key, "account:7"));
        Assert.False((trial with { Permille = 0 }).Includes(Key, "account:7"));
        Assert.True((trial with { Permille = 1000 }).Includes(Key, "account:7"));
        var other = trial with { Id = "t-2" };
        Assert.InRange(Enumerable.Range(0, 20_000).Count(number
            => trial.Includes(Key, $"account:{number}") && other.Includes(Key, $"account:{number}")), 120, 300);
    }

    [Fact]
    public void A_trial_stops_where_chance_no_longer_explains_the_harm()
    {
        var guard = new PolicyGuard(100, 10);
        Assert.False(guard.Stops(50, 50, 0));
        Assert.False(guard.Stops(1000, 12, 0));
        Assert.True(guard.Stops(1000, 60, 5));
        Assert.False(guard.Stops(1000, 60, 60));
    }

    private static string Line(string day, int age, string outcome)
        => $$"""{"at":"{{day}}T00:00:00Z","asOf":"{{day}}T00:00:00Z","values":{"age":{{age}}},"outcome":"{{outcome}}"}""";

    private static PolicyProgram Program(int limit) => PolicyParser.Read(
        $"feature age integer 0..150\nrow A then=block\nwhen age < {limit}\nunknown review\nbasis \"x\" checked 2026-11-22").Program!;
}
