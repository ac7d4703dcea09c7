using Compliance.EnforcementCore.Risk.Learning;

namespace Compliance.EnforcementCore.Tests.Risk.Learning;

/// <summary>A prior that follows matured labels: it looks at no label before its time, moves within bounds, and mends a share that
/// moved.</summary>
public sealed class FollowingPriorTests
{
    private const int Rows = 4000;
    private static readonly double[] Days = [.. Enumerable.Range(0, Rows).Select(n => n / 20.0)];

    [Fact]
    public void A_label_changes_nothing_before_it_is_mature_whatever_it_is()
    {
        var (chances, random) = (Enumerable.Repeat(0.1, Rows).ToArray(), new Random(4));
        bool[] labels = [.. Days.Select(_ => random.Next(10) == 0)];
        var before = FollowingPrior.Follow(chances, labels, Days, 45);
        Assert.All(before.Take(45 * 20), chance => Assert.Equal(0.1, chance));
        foreach (var place in new[] { 0, 700, 1500, Rows - 1 })
        {
            bool[] other = [.. labels.Select((label, row) => row == place ? !label : label)];
            var after = FollowingPrior.Follow(chances, other, Days, 45);
            var first = Enumerable.Range(0, Rows).FirstOrDefault(row => before[row] != after[row], Rows);
            Assert.True(first == Rows || Days[first] >= Days[place] + 45, $"{place} changed {first}");
        }
    }

    [Fact]
    public void A_share_that_fell_to_a_third_is_followed_and_the_calibration_error_falls()
    {
        var (chances, random) = (Enumerable.Repeat(0.09, Rows).ToArray(), new Random(5));
        bool[] labels = [.. Days.Select(_ => random.Next(100) < 3)];
        var followed = FollowingPrior.Follow(chances, labels, Days, 45);
        Assert.True(RankMeasures.Of(followed, labels).CalibrationError < RankMeasures.Of(chances, labels).CalibrationError * 0.6);
    }

    [Fact]
    public void The_shift_is_capped_and_few_labels_hardly_shift()
    {
        Assert.Equal(0, FollowingPrior.Shift(0, 0, 0));
        Assert.Equal(FollowingPrior.MostShift, FollowingPrior.Shift(100_000, 10, 100_000));
        Assert.Equal(-FollowingPrior.MostShift, FollowingPrior.Shift(0, 50_000, 100_000));
        Assert.InRange(FollowingPrior.Shift(2, 0.1, 2), 0, 0.3);
        Assert.Equal(0, FollowingPrior.Shift(50, 50, 1000), 9);
    }

    [Fact]
    public void Days_that_fall_are_refused()
        => Assert.Throws<ArgumentException>(() => FollowingPrior.Follow([0.1, 0.1], [true, false], [2, 1], 45));
}
