using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Where nobody states what bears a name, names of firms were compared as names of persons too, in which "Group" is as telling as
/// any other word.</summary>
public sealed class BodiesAreNoPersonsTests
{
    [Theory]
    [InlineData("Lindal Resources Group", "Zolga Resources Group")]
    [InlineData("Lindqvist Mill Technologies", "L.M. Technologies")]
    [InlineData("Etora International", "El Torah, International")]
    public void A_name_with_a_word_of_trade_is_compared_as_a_bodys(string subject, string listed)
    {
        var party = Given.Body("1", listed, kind: PartyKind.Unknown);
        Assert.Equal(Given.Score(Given.Subject(subject, kind: PartyKind.Organization), party),
            Given.Score(Given.Subject(subject, kind: PartyKind.Unknown), party));
    }

    [Theory]
    [InlineData("Group Lindqvist", true)]
    [InlineData("Lindqvist Engineering", true)]
    [InlineData("Maren Lindqvist", false)]
    [InlineData("Imran Khan", false)]
    [InlineData("Group", false)]
    public void Only_words_that_nobody_is_called_tell(string name, bool expected) =>
        Assert.Equal(expected, NameAnalyser.HasWordOfTrade(name));
}
