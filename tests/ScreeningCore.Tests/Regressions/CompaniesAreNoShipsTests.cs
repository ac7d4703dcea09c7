using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Who did not say what they are was compared with ships although the name ends with a legal form.</summary>
public sealed class CompaniesAreNoShipsTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Theory]
    [InlineData("Constellara Technologies Limited", "Constellara", PartyKind.Vessel)]
    [InlineData("Constellara Software, Inc.", "Constellara", PartyKind.Vessel)]
    [InlineData("Velkhora Industries Limited", "VELKHORA I", PartyKind.Vessel)]
    public void A_company_that_does_not_state_its_kind_is_no_ship(string subject, string listed, PartyKind kind)
    {
        var score = Score(subject, listed, kind, PartyKind.Unknown);
        Assert.Equal(Score(subject, listed, kind, PartyKind.Organization), score, 6);
        Assert.InRange(score, 0, Raised - 0.001);
    }

    [Fact]
    public void A_name_without_a_form_may_be_a_ship() =>
        Assert.InRange(Score("Constellara", "Constellara", PartyKind.Vessel, PartyKind.Unknown), Raised, 1);

    private static double Score(string subject, string listed, PartyKind kind, PartyKind stated) =>
        Given.Score(Given.Subject(subject, kind: stated), Given.Body("1", listed, kind: kind));
}
