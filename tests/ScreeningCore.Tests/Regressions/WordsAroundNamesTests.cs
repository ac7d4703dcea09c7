using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Words of letters and forms, places and words of groups around a listed name made another name of it.</summary>
public sealed class WordsAroundNamesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("c/o Tulorbas Shimek")]
    [InlineData("Attn: Tulorbas Shimek")]
    [InlineData("Account of Tulorbas Shimek")]
    [InlineData("Tulorbas Shimek (director)")]
    [InlineData("Tulorbas Shimek - beneficial owner")]
    [InlineData("Tulorbas Shimek, Moscow")]
    [InlineData("Tulorbas Shimek and family")]
    [InlineData("Tulorbas Shimek #12")]
    [InlineData("tulorbas.shimek1984")]
    public void Words_that_are_no_name_are_left_out(string subject) =>
        Assert.InRange(Given.Score(subject, "Tulorbas Shimek"), Raised, 1);

    [Theory]
    [InlineData("Zorinmek Petroleum Kuwait", "Zorinmek Petroleum")]
    [InlineData("Zorinmek Petroleum - Dubai", "Zorinmek Petroleum")]
    [InlineData("National Marine Instruments Bureau (Asia)", "National Marine Instruments Bureau")]
    [InlineData("National Marine Instruments Bureau JSC India", "National Marine Instruments Bureau JSC")]
    [InlineData("Zorinmek Trade and Finance Holdings", "Zorinmek Trade and Finance LLC")]
    [InlineData("Zorinmek Trade Group of Companies", "Zorinmek Trade")]
    [InlineData("M/s. Zorinmek Trade", "Zorinmek Trade")]
    public void Where_a_body_is_and_how_large_tells_no_other(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Investment Bank Kenya", "Investment Bank")]
    [InlineData("Peoples Union Denmark", "Peoples Union")]
    [InlineData("Zorinmek Petroleum Works (France) SARL", "Zorinmek Petroleum Works (Germany) GmbH")]
    public void Where_only_words_of_trade_are_left_another_place_is_another_body(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised);
}
