using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B3: a name of one word was found by a likeness.</summary>
public sealed class OneWordNamesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Moil", "A.S. MUJEL")]
    [InlineData("Sony", "Sunne Co Limited")]
    [InlineData("Vodafone", "Budaphone")]
    [InlineData("Railway", "Road")]
    [InlineData("Kraken", "Krakern Limited")]
    [InlineData("Aptiv PLC", "Aktiv JSC")]
    [InlineData("Lion Corporation", "Lion Technology")]
    public void A_name_of_one_word_that_differs_is_another_name(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised - 0.001);

    [Theory]
    [InlineData("Zorinmekstorg LLC", "Zorinmekstrog")]
    [InlineData("Rosneftegazstroi", "Rosnefteagzstroi LLC")]
    [InlineData("Zorinmekk LLC", "Zorinmek")]
    public void A_slip_of_the_pen_in_a_long_word_is_none(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
