using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>First and last name of somebody whose middle names are not stated.</summary>
public sealed class PartialNameTests
{
    private const string Stated = "Tamarlan Vekhorov";
    private static readonly ListedParty Listed = Given.Person("1", "Tamarlan Iskan Dorukan Vekhorov", born: null);

    [Theory]
    [InlineData(null, true)]
    [InlineData("KZ", true)]
    [InlineData("PT", false)]
    public void A_person_looks_unless_the_list_names_another_country(string? nationality, bool raised)
    {
        var subject = Given.Subject(Stated, "1985-02-11") with { Nationalities = nationality is null ? [] : [Given.Country(nationality)] };
        var outcome = Given.Context(Listed).Screen(subject);
        Assert.Equal(raised, outcome.Decision == Decision.Review);
        Assert.Equal(raised, outcome.Hits.Any());
    }

    [Fact]
    public void The_reason_asks_for_the_full_name()
    {
        var outcome = Given.Context(Given.Person("1", "Tamarlan Iskan Dorukan Selim Orhun Vekhorov", born: null)).Screen(Given.Subject(Stated));
        Assert.Equal("list.partial_name", Assert.Single(outcome.Hits).Reason.Code);
        Assert.Contains("full name", outcome.Hits[0].Reason.Text, StringComparison.Ordinal);
    }
}
