using System.Numerics;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using CsCheck;
using static Compliance.EnforcementCore.Tests.Risk.RiskWorld;

namespace Compliance.EnforcementCore.Tests.Risk;

public sealed class RiskCounterfactualTests
{
    [Fact]
    public void Applied_it_lowers_the_band_in_every_one_of_ten_thousand_cases()
    {
        var raised = 0;
        AnySignal.Array[3, 12].Sample(signals =>
        {
            var input = Input(signals.DistinctBy(one => one.Id));
            var found = RiskCounterfactual.Of(Model, input, RiskHarm.Fraud);
            if (found.Band == 0)
            {
                return;
            }

            Interlocked.Increment(ref raised);
            Assert.Null(found.HeldBy);
            Assert.NotEmpty(found.Remove);
            var after = Score(input with { Signals = [.. input.Signals.Where(one => !found.Remove.Contains(one.Id))] }, RiskHarm.Fraud);
            Assert.True(after.Band < found.Band);
            Assert.Equal(after.Band, found.BandAfter);
        }, iter: 10_000);
        Assert.True(raised > 1_000, $"only {raised} cases had a band to lower");
    }

    [Fact]
    public void No_smaller_set_of_signals_lowers_the_band_by_looking_at_every_set()
        => AnySignal.Array[1, 9].Sample(signals =>
        {
            var input = Input(signals.DistinctBy(one => one.Id));
            var all = input.Signals.ToArray();
            var found = RiskCounterfactual.Of(Model, input, RiskHarm.Fraud);
            for (var set = 0; found.Band > 0 && set < 1 << all.Length; set++)
            {
                if (BitOperations.PopCount((uint)set) < found.Remove.Length)
                {
                    var kept = all.Where((_, i) => (set >> i & 1) == 0);
                    Assert.True(Score(input with { Signals = [.. kept] }, RiskHarm.Fraud).Band >= found.Band);
                }
            }
        }, iter: 150);

    [Fact]
    public void Up_to_twelve_signals_are_checked_the_same_way()
        => AnySignal.Array[12].Sample(signals =>
        {
            var input = Input(signals.DistinctBy(one => one.Id));
            var all = input.Signals.ToArray();
            var found = RiskCounterfactual.Of(Model, input, RiskHarm.Fraud);
            for (var set = 0; found.Band > 0 && set < 1 << all.Length; set++)
            {
                if (BitOperations.PopCount((uint)set) < found.Remove.Length)
                {
                    Assert.True(Score(input with { Signals = [.. all.Where((_, i) => (set >> i & 1) == 0)] }, RiskHarm.Fraud).Band
                        >= found.Band);
                }
            }
        }, iter: 25);

    [Fact]
    public void What_a_child_or_a_floor_holds_is_said_and_no_signal_is_named()
    {
        var child = new ChildRisk(SubjectRef.Parse("api_key:k"), RiskHarm.Fraud, 4_000, 4_000);
        var found = RiskCounterfactual.Of(Model, Input(Signal("s", "t38@1")) with { Children = [child] }, RiskHarm.Fraud);
        Assert.Equal((4, "api_key:k"), (found.Band, found.HeldBy));
        Assert.Empty(found.Remove);
    }
}
