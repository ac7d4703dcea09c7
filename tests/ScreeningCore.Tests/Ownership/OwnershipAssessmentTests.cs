using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.ScreeningCore.Tests.Ownership;

/// <summary>The worked examples of OFAC FAQ 401 and of the EU and UK tests.</summary>
public sealed class OwnershipAssessmentTests
{
    private static readonly PolicyBasis Basis =
        new("rule", "test", new DateOnly(2026, 11, 22), new DateOnly(2020, 1, 1), null, IsCertain: true);
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly OwnershipRule Us =
        new("US", OwnershipTest.HalfOrMore, Aggregates: true, ControlCounts: false, IsInForce: true, Basis);
    private static readonly OwnershipRule Eu =
        new("EU", OwnershipTest.HalfOrMore, Aggregates: true, ControlCounts: true, IsInForce: true, Basis);
    private static readonly OwnershipRule Uk =
        new("UK", OwnershipTest.MoreThanHalf, Aggregates: false, ControlCounts: true, IsInForce: true, Basis);

    [Fact]
    public void Fifty_percent_of_fifty_percent_is_reached_because_the_intermediate_is_blocked() =>
        Assert.Equal(OwnershipOutcome.Reached, Outcome(Us, Holds("A", 50, Listed("X", 50))));

    [Fact]
    public void Fifty_percent_of_twenty_five_percent_is_not_reached() =>
        Assert.Equal(OwnershipOutcome.BelowLine, Outcome(Us, Holds("A", 50, Listed("X", 25)), Holds("B", 50, Listed("X", 25))));

    [Fact]
    public void Percentages_are_never_multiplied() =>
        Assert.Equal(OwnershipOutcome.BelowLine, Outcome(Us, Holds("A", 40, Listed("X", 60))));

    [Fact]
    public void A_direct_and_an_indirect_share_of_one_person_add_up() =>
        Assert.Equal(OwnershipOutcome.Reached, Outcome(Us, Holds("A", 25, Listed("X", 50)), Listed("X", 25)));

    [Fact]
    public void An_intermediate_held_by_several_listed_persons_counts_whole() =>
        Assert.Equal(OwnershipOutcome.Reached, Outcome(Us, Holds("A", 50, Listed("X", 25), Listed("Y", 25))));

    [Fact]
    public void Several_listed_owners_aggregate_in_the_US_and_the_EU_but_not_in_the_UK()
    {
        OwnerStake[] owners = [Listed("X", 30), Listed("Y", 25)];

        Assert.Equal(OwnershipOutcome.Reached, Outcome(Us, owners));
        Assert.Equal(OwnershipOutcome.Reached, Outcome(Eu, owners));
        Assert.Equal(OwnershipOutcome.BelowLine, Outcome(Uk, owners));
    }

    [Theory]
    [InlineData(49.9, OwnershipOutcome.BelowLine, OwnershipOutcome.BelowLine)]
    [InlineData(50.0, OwnershipOutcome.Reached, OwnershipOutcome.BelowLine)]
    [InlineData(50.1, OwnershipOutcome.Reached, OwnershipOutcome.Reached)]
    public void Half_meets_the_US_line_and_not_the_UK_line(double percent, OwnershipOutcome us, OwnershipOutcome uk)
    {
        Assert.Equal(us, Outcome(Us, Listed("X", (decimal)percent)));
        Assert.Equal(uk, Outcome(Uk, Listed("X", (decimal)percent)));
    }

    [Fact]
    public void Control_without_shares_does_not_block_and_is_examined() =>
        Assert.Equal(OwnershipOutcome.Controlled, Outcome(Us, Listed("X", null) with { Controls = true }));

    [Fact]
    public void A_listed_owner_with_an_unknown_share_is_never_below_the_line() =>
        Assert.Equal(OwnershipOutcome.Possible, Outcome(Us, Listed("X", null)));

    [Fact]
    public void A_suspended_rule_reaches_nobody_and_stays_a_red_flag() =>
        Assert.Equal(OwnershipOutcome.Possible, Outcome(Us with { IsInForce = false }, Listed("X", 100)));

    [Fact]
    public void Without_a_listed_owner_there_is_nothing_to_find() => Assert.Null(Outcome(Us, Holds("A", 100)));

    [Fact]
    public void More_of_a_listed_owner_never_decides_milder_Metamorphic()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (x, a, within) = (seed * 7 % 101, seed * 13 % 101, seed * 29 % 101);
            var before = Rank(Outcome(Us, Holds("A", a, Listed("X", within)), Listed("X", Math.Min(x, 100 - a))));
            var after = Rank(Outcome(Us, Holds("A", a, Listed("X", Math.Min(100, within + 10))), Listed("X", Math.Min(x, 100 - a))));
            Assert.True(after >= before, $"seed {seed}: {before} became {after}");
        }
    }

    [Fact]
    public void A_circle_of_owners_is_refused_by_name()
    {
        var fault = OwnershipStructure.FaultOf("C Ltd", [Holds("A", 60, Holds("B", 100, Holds("A", 50)))]);

        Assert.Contains("A is said to own itself through B", fault, StringComparison.Ordinal);
        Assert.Contains("C LTD", OwnershipStructure.FaultOf("C Ltd", [Holds("A", 60, Holds("C LTD", 10))]), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_all_shares_are_refused_with_their_sum()
    {
        Assert.Contains("120 percent", OwnershipStructure.FaultOf("C Ltd", [Holds("A", 60), Holds("B", 60)]), StringComparison.Ordinal);
        Assert.Contains("101 percent", OwnershipStructure.FaultOf("C Ltd", [Holds("A", 101)]), StringComparison.Ordinal);
        Assert.Contains("-1 percent", OwnershipStructure.FaultOf("C Ltd", [Holds("A", -1)]), StringComparison.Ordinal);
        Assert.Null(OwnershipStructure.FaultOf("C Ltd", [Holds("A", 33.34m), Holds("B", 33.34m), Holds("D", 33.34m)]));
    }

    [Fact]
    public void A_chain_without_end_is_refused()
    {
        var chain = Holds("owner 0", 100);
        for (var i = 1; i < 60; i++)
        {
            chain = Holds($"owner {i}", 100, chain);
        }

        Assert.Contains("longer than", OwnershipStructure.FaultOf("C Ltd", [chain]), StringComparison.Ordinal);
    }

    private static int Rank(OwnershipOutcome? outcome) => outcome is { } stated ? (int)stated : -1;

    private static OwnershipOutcome? Outcome(OwnershipRule rule, params OwnerStake[] owners) =>
        OwnershipAssessment.Assess(new ScreeningSubject { Name = "Subject Ltd", Owners = [.. owners] }, [rule], ListingOf,
            new LawRows(Holding(rule), Day).OutcomeOf).FirstOrDefault()?.Outcome;

    private static PolicySet Holding(OwnershipRule rule) => new("test", "", new PolicyTables(
        new LocationTables([], [], [], [], [], [], []), [rule], [], [], [], [], [], [], [], [], []));

    private static OwnerListing? ListingOf(OwnerStake owner) =>
        owner.Name is "X" or "Y" ? new OwnerListing(["US", "EU", "UK"], IsCertain: true, owner.Name) : null;

    private static OwnerStake Listed(string name, decimal? percent) => new() { Name = name, Percent = percent };

    private static OwnerStake Holds(string name, decimal percent, params OwnerStake[] above)
        => new() { Name = name, Percent = percent, OwnedBy = [.. above] };
}
