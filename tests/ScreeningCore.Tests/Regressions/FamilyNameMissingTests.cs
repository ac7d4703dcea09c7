using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind B8: given name and patronymic alone, or a likeness in the place of the family name, named somebody.</summary>
public sealed class FamilyNameMissingTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Roman Arkadyevich", "Roman Arkadyevich Zorinovich")]
    [InlineData("Joseph Connie Collins", "Joseph Kony")]
    public void Given_name_and_patronymic_are_nobody(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), 0, Raised - 0.001);
}
