using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B7: a name of two characters was read in two languages at once.</summary>
public sealed class TwoCharacterNamesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("李浩", "Yi HE")]
    [InlineData("静林", "Qing LIN")]
    [InlineData("军史", "Chi Bu CHON")]
    public void A_name_of_two_characters_is_read_in_one_language(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), 0, Raised - 0.001);

    [Theory]
    [InlineData("李浩", "Li Hao")]
    [InlineData("王伟", "Wang Wei")]
    [InlineData("王伟", "Wei WANG")]
    public void What_one_language_reads_is_found(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
