using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A4: two letters exchanged were a slip of the pen within Latin letters and another name across scripts.</summary>
public sealed class ExchangedLettersAcrossScriptsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Владимир Зоирнов", "Vladimir Zorinov")]
    [InlineData("Влаидмир Зоринов", "Vladimir Zorinov")]
    [InlineData("Владимир Зоирнов", "Владимир Зоринов")]
    public void Two_letters_exchanged_are_a_slip_across_scripts_too(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
