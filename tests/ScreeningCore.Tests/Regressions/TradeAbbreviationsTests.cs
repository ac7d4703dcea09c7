using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A14: words cut short as payment messages write them, and numbers in words, digits and signs, were other words.</summary>
public sealed class TradeAbbreviationsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("ZORINMEK ELEC TECH GRP CORP", "Zorinmek Electronics Technology Group Corporation")]
    [InlineData("RITA ZORINMEK SHPG INC", "Rita Zorinmek Shipping Inc")]
    [InlineData("ZORINMEK TRDG CO", "Zorinmek Trading Company")]
    [InlineData("ZORINMEK DIG TECH", "Zorinmek Digital Technology Co., Ltd.")]
    public void An_abbreviation_stands_for_its_word(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Office Number 39", "Office 39")]
    [InlineData("Завод номер 9", "Zavod No. 9")]
    [InlineData("Brigade Forty-Four Zorin", "Brigade 44 Zorin")]
    [InlineData("7%ers", "Seven Percenters")]
    public void A_number_is_one_in_words_digits_and_signs(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
