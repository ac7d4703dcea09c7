using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Letters that only look right, or that a page of the web or a scanner made of the right ones, made other words.</summary>
public sealed class DisguisedLettersTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("ᴛᴜʟᴏʀʙᴀꜱ ꜱʜɪᴍᴇᴋ")]
    [InlineData("🅣🅤🅛🅞🅡🅑🅐🅢 🅢🅗🅘🅜🅔🅚")]
    [InlineData("ΤULΟRΒΑS SΗΙΜΕΚ")]
    [InlineData("Тulоrbаѕ Ѕhіmек")]
    [InlineData("Tul0rb@s $h!mek")]
    [InlineData("Tulorb&#97;s Shimek")]
    public void Letters_are_what_they_look_like(string subject) => Assert.InRange(Given.Score(subject, "Tulorbas Shimek"), Raised, 1);

    [Theory]
    [InlineData("Zorinmek C0mp4ny", "Zorinmek Company")]
    [InlineData("Z0r1nmek Shipp1ng Serv1ces", "Zorinmek Shipping Services")]
    [InlineData("Marine lnstruments TechnoIogy Bureau", "Marine Instruments Technology Bureau")]
    [InlineData("National Cornpany of Marine Instruments", "National Company of Marine Instruments")]
    [InlineData("Zorinmek Import &amp; Export", "Zorinmek Import & Export")]
    [InlineData("FAJRIM INDU$TR!AL BUREAU", "FAJRIM INDUSTRIAL BUREAU")]
    public void Words_of_firms_are_mended(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);

    [Theory]
    [InlineData("Вова Серов")]
    [InlineData("ΜΑΡΙΑ ΝΙΚΟΥ")]
    [InlineData("Петр Smith")]
    public void Names_of_one_script_a_word_stay(string name)
    => Assert.Equal(NameFolding.Fold(name), Confusables.Unmask(NameFolding.Fold(name)));

    [Theory]
    [InlineData("3M Zorinmek", "em Zorinmek")]
    [InlineData("Zorinmek 2000", "Zorinmek zooo")]
    public void A_number_stays_a_number(string subject, string listed) =>
        Assert.NotEqual(Given.Score(listed, listed, PartyKind.Organization), Given.Score(subject, listed, PartyKind.Organization));
}
