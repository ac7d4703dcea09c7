using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Tests.Matching.Similarity;

public sealed class EditCostsTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    [Fact]
    public void Costs_are_symmetric_and_zero_for_equal_letters_only()
    {
        foreach (var left in Letters)
        {
            foreach (var right in Letters)
            {
                var cost = EditCosts.Substitute(left, right);
                Assert.Equal(cost, EditCosts.Substitute(right, left));
                Assert.Equal(left == right, cost == 0);
                Assert.InRange(cost, 0, EditCosts.Unit * 3 / 2);
            }
        }
    }

    [Fact]
    public void A_changed_digit_costs_more_than_any_changed_letter()
    {
        var dearest = (from left in Letters[..26] from right in Letters[..26] select EditCosts.Substitute(left, right)).Max();
        Assert.All(Letters[26..],
            digit => Assert.All(Letters.Where(other => other != digit),
            other => Assert.True(EditCosts.Substitute(digit, other) > dearest)));
        Assert.All(Letters[26..],
            digit => Assert.True(EditCosts.InsertOrDelete(digit) > Letters[..26].Max(letter => EditCosts.InsertOrDelete(letter))));
    }

    [Theory]
    [InlineData('i', 'y')]
    [InlineData('k', 'q')]
    [InlineData('c', 'k')]
    [InlineData('v', 'w')]
    [InlineData('s', 'z')]
    public void Letters_that_alternate_in_romanisations_cost_less_than_strangers(char left, char right) =>
        Assert.True(EditCosts.Substitute(left, right) < EditCosts.Substitute('m', 'r'));
}
