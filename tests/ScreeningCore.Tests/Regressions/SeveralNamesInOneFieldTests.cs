using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A listed name beside another one in the one field that a form has was part of one long name, and nobody's.</summary>
public sealed class SeveralNamesInOneFieldTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Maren Lindqvist aka Tulorbas Shimek", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist, a.k.a. Tulorbas Shimek", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist (formerly known as Tulorbas Shimek)", "Tulorbas Shimek")]
    [InlineData("Tulorbas Shimek ex Maren Lindqvist", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist / Tulorbas Shimek", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist & Tulorbas Shimek", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist und Tulorbas Shimek", "Tulorbas Shimek")]
    [InlineData("Maren Lindqvist on behalf of Tulorbas Shimek", "Tulorbas Shimek")]
    public void Each_person_in_a_field_is_screened(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed), Raised, 1);

    [Theory]
    [InlineData("Lindqvist Weaving Ltd d/b/a Zorinmek Shipping", "Zorinmek Shipping")]
    [InlineData("Lindqvist Weaving Ltd t/a Zorinmek", "Zorinmek LLC")]
    [InlineData("Lindqvist Weaving (formerly Zorinmek Shipping)", "Zorinmek Shipping")]
    [InlineData("Zorinmek Shipping, now Lindqvist Weaving", "Zorinmek Shipping")]
    [InlineData("Zorinmek Shipping ; Lindqvist Weaving Ltd", "Zorinmek Shipping")]
    [InlineData("Lindqvist Weaving doing business as Zorinmek Shipping", "Zorinmek Shipping")]
    public void Each_firm_in_a_field_is_screened(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Johan & Johan Zorinmek", "Johan")]
    [InlineData("Lindqvist Import/Export Services Ltd", "Export Services")]
    [InlineData("Lindqvist and Industrial Development Ltd", "Industrial Development")]
    public void Words_inside_one_firms_name_part_nothing(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised);

    [Fact]
    public void Search_finds_what_the_comparison_finds()
    {
        var party = Given.Body("1", "Zorinmek Shipping");
        var subject = Given.Subject("Lindqvist Weaving Ltd d/b/a Zorinmek Shipping", kind: PartyKind.Organization);
        var hit = Assert.Single(Given.Context(party).Screen(subject).Hits);
        Assert.Equal(Given.Score(subject, party), hit.Match.Score, 9);
        Assert.Equal("Zorinmek Shipping", hit.Match.SubjectName);
    }
}
