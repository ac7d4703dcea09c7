using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

public sealed class OwnershipGateTests
{
    [Fact]
    public void Two_blocked_owners_together_block_the_company()
    {
        var result = OwnershipGate.Decide(Company(Owner(BlockedOwner, 30), Owner(BlockedPartner, 25)), Context);

        Assert.Equal((Decision.Block, ScreeningAction.Freeze), (result.Decision, result.Action));
        Assert.Contains("55 percent", result.Reasons[0].Text, StringComparison.Ordinal);
        Assert.Contains("79 FR 47726", result.Reasons[0].Authority, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_the_line_and_control_alone_are_reviewed()
    {
        Assert.Equal("ownership.below_line", Assert.Single(OwnershipGate.Decide(Company(Owner(BlockedOwner, 49.9m)), Context).Reasons)
            .Code);
        Assert.Equal("ownership.controlled",
            Assert.Single(OwnershipGate.Decide(Company(Owner(BlockedOwner, null) with { Controls = true }), Context).Reasons).Code);
    }

    [Fact]
    public void Only_the_rules_that_bind_the_caller_count()
    {
        var half = Company(Owner(BlockedOwner, 50)) with { Nexus = ["UK"] };

        Assert.Equal(Decision.Review, OwnershipGate.Decide(half, Context).Decision);
        Assert.Equal(Decision.Block, OwnershipGate.Decide(half with { Nexus = ["UK", "US"] }, Context).Decision);
    }

    [Fact]
    public void A_circle_is_refused_clearly_and_reviewed()
    {
        var circle = new OwnerStake
        { Name = "A", Percent = 60, OwnedBy = [new OwnerStake { Name = "Brankenhurst Holdings", Percent = 60 }] };
        var reason = Assert.Single(OwnershipGate.Decide(Company(circle), Context).Reasons);

        Assert.Equal("ownership.contradictory", reason.Code);
        Assert.Contains("circle", reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_owner_named_like_a_listed_party_is_possible_and_never_decides_alone()
    {
        var result = OwnershipGate.Decide(Company(new OwnerStake { Name = "Grigory Testovich Wexfordsky", Percent = 80 }), Context);

        Assert.Equal((Decision.Review, "ownership.possible"), (result.Decision, Assert.Single(result.Reasons).Code));
    }

    [Fact]
    public void An_entry_that_the_lists_do_not_hold_is_not_cleared()
    {
        Assert.Equal(Decision.Review, OwnershipGate.Decide(Company(Owner(ListEntryId.Parse("us-ofac-sdn:999999"), 80)), Context).Decision);
    }

    [Theory]
    [InlineData("MIR", null)]
    [InlineData(null, "220412")]
    public void A_card_of_a_scheme_that_a_listed_party_operates_is_blocked(string? scheme, string? bin)
    {
        var paid = Person(new LocationSignals { Payment = new PaymentSignals { Scheme = scheme, Bin = bin } });

        Assert.Equal(ScreeningAction.Freeze, OwnershipGate.Decide(paid, Context).Action);
        Assert.Equal(Decision.Review, OwnershipGate.Decide(paid, Context with { Corpus = ScreeningCore.Watchlists.ScreeningCorpus.Empty })
            .Decision);
    }

    [Fact]
    public void Without_owners_nothing_is_asked_and_without_policy_owners_are_reviewed()
    {
        Assert.Equal(Decision.Allow, OwnershipGate.Decide(Company(), Context with { Policy = null }).Decision);
        Assert.Equal(Decision.Review, OwnershipGate.Decide(Company(Owner(BlockedOwner, 1)), Context with { Policy = null }).Decision);
    }
}
