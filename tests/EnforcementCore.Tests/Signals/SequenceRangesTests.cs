using Compliance.EnforcementCore.Signals.Features;

namespace Compliance.EnforcementCore.Tests.Signals;

/// <summary>Gaps in the numbers of a sender show, whatever the order in which they come.</summary>
public sealed class SequenceRangesTests
{
    [Fact]
    public void What_is_missing_shows_until_it_comes()
    {
        var ranges = new SequenceRanges();
        foreach (var number in new long[] { 5, 1, 2, 9, 2, 8 })
        {
            ranges.Add(number);
        }

        Assert.Equal([(3, 4), (6, 7)], ranges.Gaps);
        Assert.Equal("1-2,5-5,8-9", ranges.Write());
        foreach (var number in new long[] { 4, 3, 7, 6 })
        {
            ranges.Add(number);
        }

        Assert.Empty(ranges.Gaps);
        Assert.Equal("1-9", SequenceRanges.Read(ranges.Write()).Write());
    }

    [Fact]
    public void Any_order_any_repetition_and_any_way_of_putting_parts_together_give_the_same_and_what_a_set_gives()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var numbers = Enumerable.Range(0, random.Next(1, 60)).Select(_ => (long)random.Next(80)).ToList();
            var (whole, left, right) = (new SequenceRanges(), new SequenceRanges(), new SequenceRanges());
            numbers.ForEach(whole.Add);
            foreach (var number in numbers.Concat(numbers.Take(5)).OrderBy(_ => random.Next()))
            {
                (random.Next(2) == 0 ? left : right).Add(number);
            }

            right.Add(left);
            Assert.Equal(whole.Write(), right.Write());
            var missing = whole.Gaps.SelectMany(gap => Enumerable.Range((int)gap.First, (int)(gap.Last - gap.First) + 1));
            Assert.Equal(Enumerable.Range((int)numbers.Min(), (int)(numbers.Max() - numbers.Min()) + 1)
                .Where(number => !numbers.Contains(number)), missing);
        }
    }

    [Fact]
    public void A_sender_with_too_many_gaps_is_told_of_the_newest()
    {
        var ranges = new SequenceRanges();
        for (var number = 0L; number < 1000; number += 2)
        {
            ranges.Add(number);
        }

        Assert.Equal(SequenceRanges.MaxRanges, ranges.Ranges.Count);
        Assert.Equal((997, 997), ranges.Gaps.Last());
    }

    [Fact]
    public void Counters_keep_the_gaps_of_each_sender_and_put_additions_together()
    {
        var (one, other) = (new FeatureCounters(), new FeatureCounters());
        one.See("/platform a", 1);
        one.See("/platform a", 4);
        other.See("/platform a", 2);
        other.See("/b", 7);
        one.Merge(FeatureCounters.Read(other.Write()));
        Assert.Equal([new SequenceGap("/platform a", 3, 3)], FeatureCounters.Read(one.Write()).Gaps);
    }
}
