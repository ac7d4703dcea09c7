using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;

namespace Compliance.EnforcementCore.Tests.Enforcement;

public sealed class LadderTableTests
{
    [Fact]
    public void More_never_comes_to_less_and_ceilings_hold_in_every_cell()
    {
        var policy = LadderPolicy.Current;
        foreach (var harm in Enum.GetValues<RiskHarm>())
        {
            foreach (var (band, severity, points) in from band in Enumerable.Range(0, 5)
                                                     from severity in Enumerable.Range(0, 6)
                                                     from points in Enumerable.Range(0, 10)
                                                     select (band, severity, points))
            {
                var proposal = LadderTable.Propose(harm, band, severity, points, policy);
                Assert.True(RungOf(harm, band + 1, severity, points) >= RungOf(harm, band, severity, points));
                Assert.True(RungOf(harm, band, severity + 1, points) >= RungOf(harm, band, severity, points));
                Assert.True(RungOf(harm, band, severity, points + 1) >= RungOf(harm, band, severity, points));
                if (proposal is { Row: var row })
                {
                    Assert.True(proposal.People > 0 || row.Rung <= policy.AutomaticCeiling);
                    Assert.True(proposal.People > 1 || row.Rung <= policy.OnePersonCeiling);
                    Assert.True(policy.Longest(Measure.Of(row.Rung)) is not { } longest || row.Longest <= longest);
                }
            }
        }
    }

    [Fact]
    public void Without_a_band_nothing_is_proposed_whatever_the_strikes()
        => Assert.All(Enum.GetValues<RiskHarm>(), harm => Assert.Null(LadderTable.Propose(harm, 0, 5, 100, LadderPolicy.Current)));

    private static Rung RungOf(RiskHarm harm, int band, int severity, int points)
        => LadderTable.Propose(harm, band, severity, points, LadderPolicy.Current)?.Row.Rung ?? Rung.None;
}
