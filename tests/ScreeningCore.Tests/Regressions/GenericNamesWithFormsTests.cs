using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A1: a legal form more, less or other made a name of generic words another name, so that it was let through.</summary>
public sealed class GenericNamesWithFormsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Altai Export Bank LLC", "Altai Export Bank")]
    [InlineData("Tourism Development Bank", "Tourism Development Bank JSC")]
    [InlineData("Pharma Import Group SAL", "Pharma Import Group")]
    [InlineData("National Shipping Union e.U.", "National Shipping Union")]
    [InlineData("SIA Baltic Transport Bank", "Baltic Transport Bank")]
    [InlineData("Geology Services AD", "Geology Services GmbH")]
    [InlineData("Geology Services S A", "Geology Services S.A.")]
    public void A_generic_name_stays_itself_whatever_legal_form_stands_beside_it(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Altai Import Bank", "Altai Export Bank")]
    [InlineData("Bank", "Export Bank")]
    [InlineData("En Bank", "Bank LLC")]
    public void Another_generic_word_is_another_name(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised - 0.001);
}
