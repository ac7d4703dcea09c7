using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A15: titles in other languages and scripts were names.</summary>
public sealed class TitlesTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Präsident Oleg Zorinmek", "Oleg Zorinmek")]
    [InlineData("His Excellency Oleg Zorinmek", "Oleg Ivanovich Zorinmek")]
    [InlineData("Hon. Oleg Zorinmek", "Oleg Ivanovich Zorinmek")]
    [InlineData("Президент Олег Зоринмек", "Oleg Zorinmek")]
    [InlineData("الرئيس عمر حسن", "Omar Hassan")]
    [InlineData("Sayın Oleg Zorinmek", "Oleg Zorinmek")]
    [InlineData("王伟强先生", "王伟强")]
    [InlineData("王伟强主席", "王伟强")]
    [InlineData("王偉強將軍", "王偉強")]
    [InlineData("강민준 위원장", "강민준")]
    [InlineData("강민준위원장", "강민준")]
    public void A_title_is_no_name_in_any_language(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Individual), Raised, 1);
}
