using Compliance.ScreeningCore.Audit.Retention;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Audit.Retention;

public sealed class RetentionPolicyTests
{
    private static readonly DateTimeOffset Decided = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly RetentionPolicy Policy = RetentionPolicy.Current;

    [Theory]
    [InlineData(Decision.Allow, 9.9, false, false)]
    [InlineData(Decision.Allow, 0.1, true, true)]
    [InlineData(Decision.Review, 9.9, true, false)]
    [InlineData(Decision.Block, 9.9, true, false)]
    [InlineData(Decision.Review, 10.1, false, true)]
    [InlineData(Decision.Block, 10.1, false, true)]
    public void Reviews_and_blocks_are_kept_ten_years_and_an_allow_goes_when_the_person_asks(Decision decision, double years, bool asked,
    bool erasable) =>
        Assert.Equal(erasable, May(new RetentionFacts(decision, Decided), years, asked));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hold_keeps_everything_for_as_long_as_it_stands(bool asked) =>
        Assert.False(May(new RetentionFacts(Decision.Allow, Decided) { HoldReason = "litigation" }, 40, asked));

    [Fact]
    public void Blocked_property_is_kept_while_it_is_blocked_and_ten_years_after()
    {
        var blocked = new RetentionFacts(Decision.Block, Decided) { PropertyBlocked = true };
        Assert.False(May(blocked, 30, false));
        Assert.False(May(blocked with { PropertyReleasedAt = Decided.AddYears(21) }, 30, false));
        Assert.True(May(blocked with { PropertyReleasedAt = Decided.AddYears(19) }, 30, false));
    }

    private static bool May(RetentionFacts facts, double years, bool asked)
        => Policy.Judge(facts, Decided.AddDays(years * 365.25), asked).Match(() => true, _ => false);
}
