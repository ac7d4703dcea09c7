using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B6: two words of the dictionary were slips of one another.</summary>
public sealed class CommonWordsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("MISSIVES", "MISSILES")]
    [InlineData("Snow", "Snoe")]
    [InlineData("Star Light", "Start Light")]
    public void Two_words_of_the_dictionary_are_two_words(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Vessel), 0, Raised - 0.001);
}
