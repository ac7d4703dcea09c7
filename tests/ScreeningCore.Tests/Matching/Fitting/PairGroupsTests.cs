using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.ScreeningCore.Tests.Matching.Fitting;

public sealed class PairGroupsTests
{
    [Fact]
    public void Pairs_that_share_a_name_over_other_pairs_are_one_group()
    {
        var groups = PairGroups.Of([("a", "b"), ("c", "d"), ("b", "e"), ("f", "g"), ("d", "e"), ("h", "h")]);
        Assert.Equal([0, 0, 0, 1, 0, 2], groups.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public void A_fold_never_splits_a_group_and_folds_are_even(int repetition)
    {
        var bits = new SplitMix((ulong)repetition);
        var pairs = Enumerable.Range(0, 400).Select(_ => ($"n{bits.Below(300)}", $"n{300 + bits.Below(300)}")).ToArray();
        var groups = PairGroups.Of(pairs);
        var folds = PairGroups.Folds(groups.Max() + 1, 5, repetition);
        foreach (var name
            in pairs.SelectMany((pair, i) => new[] { (pair.Item1, Fold: folds[groups[i]]), (pair.Item2, Fold: folds[groups[i]]) })
            .GroupBy(one => one.Item1))
        {
            Assert.Single(name.Select(one => one.Fold).Distinct());
        }

        var sizes = folds.CountBy(fold => fold).Select(fold => fold.Value).ToArray();
        Assert.Equal(5, sizes.Length);
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void Repetitions_deal_otherwise_and_the_same_one_deals_the_same()
    {
        Assert.Equal(PairGroups.Folds(100, 5, 1).AsEnumerable(), PairGroups.Folds(100, 5, 1).AsEnumerable());
        Assert.NotEqual(PairGroups.Folds(100, 5, 1).AsEnumerable(), PairGroups.Folds(100, 5, 2).AsEnumerable());
    }

    [Fact]
    public void A_pair_is_scored_by_a_model_that_never_saw_its_group()
    {
        ImmutableArray<float>? row = ImmutableArray.Create(1f);
        var pairs = Enumerable.Range(0, 20).Select(i => (row, i % 2 == 0)).ToArray();
        int[] groups = [.. Enumerable.Range(0, 20).Select(i => i / 2)];
        var folds = PairGroups.Folds(10, 5, 0);
        var scores = CrossValidation.Scores([.. pairs, (null, true)], [.. groups, 0], [], folds, rows =>
        {
            // 4 of 5 folds of 2 groups of 2 pairs: exactly 16 pairs teach, and the one without rows never does.
            Assert.Equal(16, rows.Count);
            return new LinearFit(0, [0]);
        });
        Assert.All(scores[..^1], score => Assert.Equal(0.5, score));
        Assert.Equal(0, scores[^1]);
    }
}
