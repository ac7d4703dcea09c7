using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B4: the initials of any long name were its acronym, so every brand of three letters was a party.</summary>
public sealed class AcronymsThatAreListedTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("UBS", "U Beacon Shipping Co")]
    [InlineData("CNN", "China National Nuclear Corporation")]
    [InlineData("The Coca-Cola Company", "CCC Inc.")]
    public void Three_letters_are_nobody_unless_they_are_listed(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), 0, Raised - 0.001);

    [Theory]
    [InlineData("EDBI", "EDBI")]
    [InlineData("ZMB LLC", "ZMB")]
    public void A_listed_acronym_is_found(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
