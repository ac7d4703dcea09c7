using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>An entry that lists an address was compared by its label as if that were a name, and by its address not at all.</summary>
public sealed class ListedAddressesTests
{
    private static readonly ListedParty Entry = Given.Body("1", "Address 01", Measures.ExportLicence, PartyKind.Unknown) with
    {
        Addresses = [new PartyAddress { Street = "Unit D, 16/F One Capital Place, 18 Luard Rd", City = "Wan Chai",
            Country = Given.Country("HK") }],
    };

    [Theory]
    [InlineData("Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong")]
    [InlineData("UNIT D 16/F ONE CAPITAL PLACE 18 LUARD ROAD WAN CHAI")]
    [InlineData("Unit D, 16th Floor, One Capital Place, 18 Luard Road, Hong Kong")]
    [InlineData("18 Luard Road, One Capital Place, 16/F, Unit D")]
    [InlineData("One Capital Place\n18 Luard Rd\nHong Kong")]
    public void Whoever_is_at_a_listed_address_is_looked_at_under_whatever_name(string address)
    {
        var outcome = Screen("Lindqvist Weaving Mill", address);
        var hit = Assert.Single(outcome.Hits);
        Assert.Equal((Decision.Review, "list.listed_address"), (hit.Outcome, hit.Reason.Code));
    }

    [Theory]
    [InlineData("Unit D, 16/F One Capital Place, 20 Luard Rd, Wan Chai, Hong Kong")]
    [InlineData("Unit D, 12/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong")]
    [InlineData("18 Lockhart Road, Wan Chai, Hong Kong")]
    [InlineData("16 Capital Place, Reading RG1 1AA")]
    [InlineData("Luard Road, Hong Kong")]
    [InlineData("")]
    public void Another_house_floor_or_street_is_another_address(string address) =>
        Assert.Empty(Screen("Lindqvist Weaving Mill", address).Hits);

    [Theory]
    [InlineData("Address 1")]
    [InlineData("Address 01")]
    [InlineData("Address")]
    public void The_label_of_such_an_entry_is_no_name(string name)
    {
        var outcome = Screen(name, null);
        Assert.Empty(outcome.Hits);
        Assert.Empty(outcome.NearMisses);
    }

    [Fact]
    public void A_change_of_a_listed_address_concerns_who_is_there()
    {
        var request = new ScreeningRequest { Subject = Subject("Lindqvist Weaving Mill", "18 Luard Road, One Capital Place, Hong Kong") };
        var elsewhere = Entry with { Addresses = [new PartyAddress { Street = "5 Queen's Road", Country = Given.Country("HK") }] };
        static WatchlistSnapshot List(ListedParty party) => WatchlistSnapshot.Of(new ListVersion(Given.Sdn, Given.Now), [party]);
        var plan = RescreeningPlan.Of([WatchlistDelta.Between(List(elsewhere), List(Entry))], Given.Context().Profile, null,
            Given.Context(Entry).Corpus, new HashSet<ListEntryId>());
        Assert.True(plan.Judge(request, null).IsConcerned);
        Assert.False(plan.Judge(request with { Subject = Subject("Lindqvist Weaving Mill", "7 Mill Lane, Hong Kong") }, null).IsConcerned);
    }

    private static ScreeningOutcome Screen(string name, string? address) => Given.Context(Entry).Screen(Subject(name, address));

    private static ScreeningSubject Subject(string name, string? address) => Given.Subject(name, kind: PartyKind.Organization) with
    {
        Addresses = address is null ? [] : [address],
    };
}
