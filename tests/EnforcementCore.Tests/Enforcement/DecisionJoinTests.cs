using Compliance.EnforcementCore.Enforcement;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

public sealed class DecisionJoinTests
{
    [Theory]
    [InlineData(Rung.Warn, DecisionMoment.ApiRequest, Verdict.Allow)]
    [InlineData(Rung.Challenge, DecisionMoment.Login, Verdict.Challenge)]
    [InlineData(Rung.RateLimit, DecisionMoment.ApiRequest, Verdict.Restrict)]
    [InlineData(Rung.CapabilityLimit, DecisionMoment.ModelAccess, Verdict.Restrict)]
    [InlineData(Rung.PaymentHold, DecisionMoment.Payment, Verdict.Block)]
    [InlineData(Rung.PaymentHold, DecisionMoment.ApiRequest, Verdict.Restrict)]
    [InlineData(Rung.Suspend, DecisionMoment.Login, Verdict.Block)]
    [InlineData(Rung.Terminate, DecisionMoment.KeyCreate, Verdict.Block)]
    [InlineData(Rung.None, DecisionMoment.Payment, Verdict.Block)]
    public void A_rung_or_a_freeze_says_what_may_go_on(Rung rung, DecisionMoment moment, Verdict verdict)
    {
        var world = new ActionWorld();
        var hours = rung is Rung.None or Rung.Terminate ? (int?)null : 24;
        world.Do(Ben, new ActionCommand.Propose(Act("a", rung, hours, "law.list")));
        world.Do(Eve, new ActionCommand.Second("a"));
        Assert.Equal(verdict, DecisionJoin.Of(DecisionJoin.OfStanding(new VersionedStanding(world.Standing, 1, Known: true), moment)));
    }

    [Fact]
    public void What_was_never_seen_is_review_and_never_allow()
        => Assert.All(Enum.GetValues<DecisionMoment>().Except([DecisionMoment.Signup]), moment => Assert.Equal(Verdict.Review,
            DecisionJoin.Of(DecisionJoin.OfStanding(new VersionedStanding(Standing.Clear, 0, Known: false), moment))));

    [Fact]
    public void What_waits_for_a_person_does_not_go_on_within_limits()
    {
        var world = new ActionWorld();
        world.Do(Ben, new ActionCommand.Propose(Act("a", Rung.RateLimit)));
        var reasons = DecisionJoin.OfStanding(new VersionedStanding(world.Standing, 1, Known: false), DecisionMoment.Payment);
        Assert.Contains(reasons, reason => reason.Verdict == Verdict.Restrict);
        Assert.Equal(Verdict.Review, DecisionJoin.Of(reasons));
    }

    [Fact]
    public void A_reason_more_never_loosens()
    {
        var world = new ActionWorld();
        var before = Verdict.Allow;
        foreach (var rung in new[] { Rung.Challenge, Rung.RateLimit, Rung.PaymentHold, Rung.Suspend })
        {
            world.Do(Ben, new ActionCommand.Propose(Act("a" + rung, rung)));
            var after = DecisionJoin.Of(DecisionJoin.OfStanding(new VersionedStanding(world.Standing, 1, Known: false),
                DecisionMoment.Payment));
            Assert.True(after >= before);
            before = after;
        }

        Assert.Equal(Verdict.Block, before);
    }
}
