using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A17: Ukrainian, Belarusian and Russian forms of a name were different names within Cyrillic letters.</summary>
public sealed class EastSlavicFormsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Володимир Зоренський", "Владимир Зоренский")]
    [InlineData("Олександр Зоренко", "Александр Зоренко")]
    [InlineData("Микола Зоренко", "Николай Зоренко")]
    [InlineData("Уладзімір Зоренко", "Vladimir Zorenko")]
    public void The_same_name_in_three_languages_is_one_name(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
