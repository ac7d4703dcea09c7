using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A7: a familiar form stood for one name only.</summary>
public sealed class SeveralNicknamesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Vlad Zorinmek", "Vladimir Zorinmek")]
    [InlineData("Vlad Zorinmek", "Vladislav Zorinmek")]
    [InlineData("Gene Zorinmek", "Yevgeny Zorinmek")]
    [InlineData("Bob Zorinmek", "Robert Gabriel Zorinmek")]
    public void A_familiar_form_stands_for_each_of_its_names(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
