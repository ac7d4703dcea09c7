using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Tests.Matching.Similarity;

/// <summary>The edit distances against plain versions that fill the whole table and can be read at a glance.</summary>
public sealed class EditDistanceTests
{
    [Fact]
    public void Units_are_those_of_the_plain_table_up_to_the_limit_Property()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = Pair(random);
            var plain = PlainUnits(left, right);
            for (var limit = 0; limit <= 3; limit++)
            {
                Assert.Equal(Math.Min(plain, limit + 1), EditDistance.Units(left, right, limit));
            }
        }
    }

    [Fact]
    public void Tenths_are_those_of_the_plain_table_Property()
    {
        var random = new Random(12);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = Pair(random);
            Assert.Equal(PlainTenths(left, right), EditDistance.Tenths(left, right));
        }
    }

    [Fact]
    public void A_limit_changes_no_distance_within_it_and_hides_none_beyond_it_Property()
    {
        var random = new Random(14);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = Pair(random);
            var (plain, limit) = (PlainTenths(left, right), random.Next(0, 45));
            var limited = EditDistance.Tenths(left, right, limit);
            Assert.True(plain <= limit ? limited == plain
                : limited > limit, $"{left}/{right}: {plain}, but {limited} with the limit {limit}");
        }
    }

    [Fact]
    public void Both_distances_are_symmetric_and_zero_only_for_equal_words_Property()
    {
        var random = new Random(13);
        for (var round = 0; round < 5_000; round++)
        {
            var (left, right) = Pair(random);
            Assert.Equal(EditDistance.Tenths(left, right), EditDistance.Tenths(right, left));
            Assert.Equal(EditDistance.Units(left, right, 9), EditDistance.Units(right, left, 9));
            Assert.Equal(left == right, EditDistance.Tenths(left, right) == 0);
        }
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("abcdef", "badcfe", 3)]
    [InlineData("ca", "abc", 3)]
    public void Swapped_neighbours_count_one_and_are_not_edited_again(string left, string right, int units)
    => Assert.Equal(units, EditDistance.Units(left, right, 9));

    [Fact]
    public void Words_longer_than_the_stack_buffer_are_measured_as_short_ones_are()
    {
        var word = string.Concat(Enumerable.Repeat("abcdefghij", 30));
        var other = word[..120] + "x" + word[121..];
        Assert.Equal(1, EditDistance.Units(word, other, 2));
        Assert.Equal(PlainTenths(word, other), EditDistance.Tenths(word, other));
    }

    private static (string Left, string Right) Pair(Random random)
    {
        var left = Word(random, random.Next(0, 9));
        var right = random.Next(3) == 0 ? Word(random, random.Next(0, 9)) : left;
        for (var edits = random.Next(0, 4); edits > 0 && right.Length > 0; edits--)
        {
            right = Mutation.Typo(right, random);
        }

        return (left, right);
    }

    private static string Word(Random random, int length)
        => string.Concat(Enumerable.Range(0, length).Select(_ => "aaeiouyhkqcszvwdtbl19"[random.Next(21)]));

    private static int PlainUnits(string left, string right) => Plain(left, right, (_, _) => 1, (a, b, _) => a == b ? 0 : 1, 1);

    private static int PlainTenths(string left, string right) => Plain(left, right, GapTenths, (a, b, first) =>
    {
        var cost = EditCosts.Substitute(a, b);
        return first && cost is > 0 and < EditCosts.Unit ? Math.Min(EditCosts.Unit, cost + 2) : cost;
    }, EditCosts.Transposition);

    private static int GapTenths(string text, int at)
        => at > 0 && text[at - 1] == text[at] ? EditCosts.Doubled : EditCosts.InsertOrDelete(text[at]);

    private static int Plain(string left, string right, Func<string, int, int> gap, Func<char, char, bool, int> substitute, int swap)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                var ways = new List<int>();
                if (i > 0)
                {
                    ways.Add(cost[i - 1, j] + gap(left, i - 1));
                }

                if (j > 0)
                {
                    ways.Add(cost[i, j - 1] + gap(right, j - 1));
                }

                if (i > 0 && j > 0)
                {
                    ways.Add(cost[i - 1, j - 1] + substitute(left[i - 1], right[j - 1], i == 1 && j == 1));
                }

                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    ways.Add(cost[i - 2, j - 2] + (left[i - 1] == left[i - 2] ? 0 : swap));
                }

                cost[i, j] = ways.Count == 0 ? 0 : ways.Min();
            }
        }

        return cost[left.Length, right.Length];
    }
}
