using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Noughts and ones for letters were read where one stood inside a word; letters of a company's name without their stops were
/// words.</summary>
public sealed class DigitsAndLettersApartTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Fact]
    public void Every_o_and_l_of_a_name_may_be_a_digit()
    {
        foreach (var listed in new[] { "Roberto Velkhora", "Abdelhalim Zorinmek", "Khalil Velkhora", "Mikhaylo Zorinov" })
        {
            var written = listed.ToLowerInvariant().Replace('o', '0').Replace('l', '1');
            Assert.InRange(Given.Score(written, listed), Raised, 1);
            Assert.InRange(Given.Score(written.ToUpperInvariant(), listed), Raised, 1);
        }
    }

    [Theory]
    [InlineData("Zorinmek42", "zorinmek42")]
    [InlineData("Zorinmek7", "zorinmek7")]
    [InlineData("A1-Zorinmek", "al-zorinmek")]
    public void A_number_behind_a_name_is_a_number_and_an_article_is_an_article(string written, string meant) => Assert.Equal(
        Given.Score("Oleg " + meant, "Oleg al-Zorinmek"), Given.Score("Oleg " + written, "Oleg al-Zorinmek"), 6);

    [Theory]
    [InlineData("Y A S Co Ltd", "Y.A.S. Co. Ltd.")]
    [InlineData("V K TURBINE WORKS", "V.K. TURBINE WORKS")]
    [InlineData("V K Velkhora NPO", "V.K. Velkhora NPO")]
    [InlineData("M V VELKHORA & COMPANY", "M.V. VELKHORA & COMPANY")]
    public void Letters_without_their_stops_are_the_letters_with_them(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
