using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kinds A14 and A18: legal forms spelt out, spaced, dotted and glued were taken for words of the name.</summary>
public sealed class SpelledOutFormsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Zorinmek Gesellschaft mit beschränkter Haftung", "Zorinmek GmbH")]
    [InlineData("Zorinmek GmbH", "ZORINMEK")]
    [InlineData("ZORINMEKCOLTD", "Zorinmek Co., Ltd.")]
    [InlineData("ZORINMEKPVTLTD", "Zorinmek Pvt. Ltd.")]
    [InlineData("ZORINMEKPTELTD", "Zorinmek Pte. Ltd.")]
    [InlineData("ZORINMEK SMCDMCC", "Zorinmek SMC DMCC")]
    [InlineData("ZORINMEK S A S", "Zorinmek S.A.S.")]
    [InlineData("Zorinmek L.L.C.", "Zorinmek")]
    [InlineData("ZORINMEKLIMITEDLIABILITYCOMPANY", "Limited Liability Company Zorinmek")]
    [InlineData("JOINT STOCKCOMPANY ZORINMEK", "Joint Stock Company Zorinmek")]
    public void A_form_is_a_form_however_it_is_written(string subject, string listed) =>
        Assert.InRange(Given.Score(subject, listed, PartyKind.Organization), Raised, 1);
}
