using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B2: words of one field were taken for translations of one another.</summary>
public sealed class ConceptsThatAreEquivalentTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Fundación Mujeres", "Martyrs Foundation")]
    [InlineData("Partido Popular", "The Revolution Brigade")]
    [InlineData("The Fresh Market", "Fresh Warehouse")]
    [InlineData("Emirates Airline", "Emirates Aero")]
    [InlineData("Oriental Hotels", "Oriente Tours S.R.L.")]
    [InlineData("Youth Front", "Women Front")]
    public void Words_of_one_field_are_not_spellings_of_one_another(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised - 0.001);

    [Theory]
    [InlineData("Banque de Syrie", "Bank of Syria")]
    [InlineData("Fundación Zorinmek", "Zorinmek Foundation")]
    public void Translations_are(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
