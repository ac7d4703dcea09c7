using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

public sealed class NamesakesTests
{
    private static readonly ListCode List = ListCode.Parse("us-ofac-sdn");

    [Fact]
    public void The_count_is_that_of_a_plain_count_however_many_names_are_equal_or_far_Property()
    {
        // Differences of the very closeness are common: one row of the profile weighs as much.
        var random = new Random(21);
        for (var round = 0; round < 300; round++)
        {
            var odds = Enumerable.Range(0, 1 + random.Next(40)).Select(_ => (random.Next(6) * Namesakes.Closeness) - 2).ToArray();
            var namesakes = new Namesakes([.. odds.Select(one => (List, (int?)null, one))]);
            foreach (var own in odds)
            {
                Assert.Equal(odds.Count(one => one >= own - Namesakes.Closeness), namesakes.CountOf(List, own));
            }
        }
    }

    [Fact]
    public void A_name_that_is_far_changes_no_count()
    {
        double[] near = [4.33, 3.58, 3.58, 3.58, 3.58];
        for (var far = 0; far < 12; far++)
        {
            var names = near.Concat(Enumerable.Repeat(-2.0, far)).Select(odds => (List, (int?)null, odds));
            Assert.Equal(near.Length, new Namesakes([.. names]).CountOf(List, 4.33));
        }
    }
}
