using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Property that is held under an entry, when the entry stands, changed or is gone.</summary>
public sealed class FormerListingsTests
{
    private static readonly ListedParty Listed = Given.Person("1", "Tamarlan Vekhorov");

    [Fact]
    public void An_entry_that_stands_keeps_the_property_blocked()
    {
        var outcome = Decide(Listed.Entry);
        Assert.Equal((Decision.Block, ScreeningAction.Freeze, "list.held"), Of(outcome));
    }

    [Fact]
    public void An_entry_that_is_gone_asks_for_unblocking_and_its_report()
    {
        var outcome = Decide(ListEntryId.Of(Listed.Entry.List, "999"));
        Assert.Equal((Decision.Review, ScreeningAction.Hold, "list.delisted"), Of(outcome));
        Assert.Contains("ten business days", outcome.Gates[0].Reasons[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_a_list_that_is_not_loaded_is_unknown_and_never_allowed() =>
        Assert.Equal((Decision.Review, ScreeningAction.Hold, "list.held_unknown"),
        Of(Decide(ListEntryId.Of(ListCode.Parse("xx-other"), "1"))));

    [Fact]
    public void A_listing_that_does_not_block_any_more_is_for_a_person()
    {
        var partial = Given.Person("1", "Tamarlan Vekhorov", measures: Measures.Securities);
        Assert.Equal("list.held_without_block", Of(Decide(partial.Entry, partial)).Code);
    }

    private static ScreeningOutcome Decide(ListEntryId held, ListedParty? listed = null) => ScreeningEngine.Decide(
        new ScreeningRequest { Subject = Given.Subject("Maren Lindqvist", "1962-05-02"), HeldUnder = [held] },
            Given.Context(listed ?? Listed));

    private static (Decision Decision, ScreeningAction Action, string Code) Of(ScreeningOutcome outcome)
        => (outcome.Gates[0].Decision, outcome.Gates[0].Action, outcome.Gates[0].Reasons[0].Code);
}
