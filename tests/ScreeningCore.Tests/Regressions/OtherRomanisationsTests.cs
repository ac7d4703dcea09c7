using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A18: Wade-Giles with dashes, Baltic endings, German and Polish spellings of Russian names were other names, as was a state
/// spelt out.</summary>
public sealed class OtherRomanisationsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Mao Tse-tung", "Mao Zedong")]
    [InlineData("Teng Hsiao-ping", "Deng Xiaoping")]
    [InlineData("Olegas Zorinovas", "Oleg Zorinov")]
    [InlineData("Vladimirs Zorins", "Vladimir Zorin")]
    public void A_person_is_found_in_Wade_Giles_and_with_Baltic_endings(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);

    [Theory]
    [InlineData("Schuwalow Jewgenij Andrejewitsch", "Yevgeny Andreevich Shuvalov")]
    [InlineData("Jewgenij Prischin", "Yevgeny Prishin")]
    [InlineData("Schilzow Arkadij Wiktorowitsch", "Arkady Viktorovich Zhiltsov")]
    [InlineData("Szuwałow Jewgienij Andriejewicz", "Yevgeny Andreyevich Shuvalov")]
    [InlineData("Siergiej Wiktorowicz Czernyszow", "Sergey Viktorovich Chernyshov")]
    public void A_Russian_is_found_as_German_and_Polish_papers_write_the_name(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);

    [Theory]
    [InlineData("U.S. Department of Zorinmek", "United States Department of Zorinmek")]
    [InlineData("UAE Zorinmek Bank", "United Arab Emirates Zorinmek Bank")]
    public void A_state_is_one_spelt_out_and_abbreviated(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
