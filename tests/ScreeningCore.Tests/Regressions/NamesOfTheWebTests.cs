using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names.Fields;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>A firm that states the name of its site instead of its own was one unknown word.</summary>
public sealed class NamesOfTheWebTests
{
    [Theory]
    [InlineData("www.zorinmektrading.ru", "Zorinmek Trading")]
    [InlineData("https://zorinmek-marine.com/en/about", "Zorinmek Marine LLC")]
    [InlineData("@zorinmekmoneyservice", "Zorinmek Money Service")]
    [InlineData("info@zorinmekshipping.co.uk", "Zorinmek Shipping")]
    public void The_words_of_a_site_are_read(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), ScoringProfile.Named("onboarding").Threshold, 1);

    [Theory]
    [InlineData("Zorinmek Trading")]
    [InlineData("Zorinmek")]
    [InlineData("Z.O.R.")]
    [InlineData("A/S")]
    public void Another_name_is_no_site(string name) => Assert.Null(WebNames.Read(name));
}
