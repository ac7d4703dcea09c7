using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A16: compounds with Abd and Allah were not seen across the comma behind a family name.</summary>
public sealed class CompoundsAcrossCommaTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("AL-ZORINI, 'Abd", "'Abd al-Zorini")]
    [InlineData("UR-REHMAN, Abd", "Abdur Rehman")]
    [InlineData("ZORINMEK, Ullah", "Ullah Zorinmek")]
    [InlineData("Zorin, al-Ra'i", "al-Ra'i Zorin")]
    [InlineData("AlZor'Ini Mekdo", "al-Zorini Mekdo")]
    public void A_family_name_before_a_comma_is_read_in_the_order_of_the_language(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
