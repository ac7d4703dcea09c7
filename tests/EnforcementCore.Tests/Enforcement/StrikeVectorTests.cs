using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>
/// What atproto's Ozone tests of strikes, their expiry and scheduled actions (account-strikes, strike-expiry-processor, scheduled-action,
/// read at commit d6296a1) say, told again in this product's terms. Where the outcome differs, the test says why.
/// </summary>
public sealed class StrikeVectorTests
{
    private readonly ActionWorld _world = new();

    [Fact]
    public void Strikes_of_several_takedowns_add_up()
    {
        Give("s1", 2, days: 30);
        Give("s2", 3, days: 30);
        Assert.Equal(5, _world.State.PointsAt(_world.Now));
    }

    [Fact]
    public void An_expired_strike_no_longer_counts_while_the_others_do()
    {
        Give("s1", 2, days: 1);
        Give("s2", 3, days: 30);
        Assert.Equal(3, _world.State.PointsAt(Start.AddDays(1)));
        Assert.Equal(0, _world.State.PointsAt(Start.AddDays(30)));
    }

    [Fact]
    public void Reversing_a_takedown_takes_its_strikes_away()
    {
        Give("s1", 2, days: 30);
        Assert.Null(_world.Do(Ben, new VoidStrike("s1", "the report was wrong")));
        Assert.Equal(0, _world.State.PointsAt(_world.Now));
        Assert.Null(_world.Do(Ben, new VoidStrike("s1", "again")));
        Assert.Equal(0, _world.State.PointsAt(_world.Now));
    }

    [Fact]
    public void After_a_reversed_strike_would_have_lapsed_the_account_has_no_credit()
    {
        // There, a reversal is a negative strike without an end: after the original lapses the sum is below zero, and the next strike is
        // eaten by it. Here the strike itself is void, so the next one counts in full.
        Give("s1", 2, days: 1);
        _world.Do(Ben, new VoidStrike("s1", "the report was wrong"));
        _world.Now = Start.AddDays(2);
        Give("s2", 2, days: 30);
        Assert.Equal(2, _world.State.PointsAt(_world.Now));
    }

    [Fact]
    public void A_strike_ends_by_itself_without_a_processor_that_must_run()
    {
        // There, a background processor subtracts lapsed strikes from a stored total and may be late. Here nothing is stored: the sum is
        // made when it is read, for any moment, past ones too.
        Give("s1", 2, days: 1);
        _world.Now = Start.AddYears(1);
        Assert.Equal((2, 0), (_world.State.PointsAt(Start), _world.State.PointsAt(_world.Now)));
    }

    [Fact]
    public void A_scheduled_takedown_holds_from_its_moment()
    {
        var later = Act("a", Rung.Suspend) with { From = Start.AddDays(2), Until = Start.AddDays(5) };
        Assert.Null(_world.Do(Ben, new Propose(later)));
        Assert.Equal((true, (DateTimeOffset?)Start.AddDays(2)), (_world.Standing.IsClear, _world.Standing.ChangesAt));
        Assert.Equal(ActionStatus.Scheduled, _world.State.Actions["a"].StatusAt(_world.Now));
        _world.Now = Start.AddDays(2);
        Assert.Equal(Rung.Suspend, _world.Standing.Rung);
    }

    [Fact]
    public void A_scheduled_takedown_that_is_cancelled_never_holds()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend) with { From = Start.AddDays(2), Until = Start.AddDays(5) }));
        Assert.Null(_world.Do(Ben, new End("a", EndReason.Lifted, null, "cancelled")));
        _world.Now = Start.AddDays(3);
        Assert.True(_world.Standing.IsClear);
        Assert.Equal(ActionStatus.Ended, _world.State.Actions["a"].StatusAt(_world.Now));
    }

    [Fact]
    public void A_second_schedule_for_the_same_subject_is_another_action()
    {
        // There, a subject has at most one pending schedule and a second is refused. Here each has its id and both may stand; the join of
        // both holds, and each is ended by its own id.
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.Suspend) with { From = Start.AddDays(2), Until = Start.AddDays(5) })));
        Assert.Null(_world.Do(Ben, new Propose(Act("b", Rung.RateLimit) with { From = Start.AddDays(1), Until = Start.AddDays(9) })));
        _world.Now = Start.AddDays(3);
        Assert.Equal([Rung.RateLimit, Rung.Suspend], _world.Standing.Rungs.ToArray());
    }

    [Fact]
    public void Lifting_by_a_machine_is_signed_by_the_machine()
    {
        // There, an automatic reversal is signed by the moderator who set it up. Here a machine signs what it does, and ends only its own.
        _world.Do(Officer.Service, new Propose(Act("a", Rung.RateLimit, code: "abuse.velocity") with { Origin = ActionOrigin.Automatic }));
        Assert.Null(_world.Do(Officer.Service, new End("a", EndReason.Retracted, null, "the observation was retracted")));
        Assert.Equal(OfficerId.System, _world.State.Actions["a"].End!.By);
        _world.Do(Ben, new Propose(Act("b", Rung.RateLimit)));
        Assert.Equal(RefusalCode.NeedsSecondPerson, _world.Do(Officer.Service, new End("b", EndReason.Retracted, null, "x")));
    }

    [Fact]
    public void A_strike_has_points_an_end_and_a_clause()
    {
        var strike = new Strike("s", "d", "clause", 1, Start, Start.AddDays(1));
        Assert.Equal(RefusalCode.BadParameters, _world.Do(Ben, new GiveStrike(strike with { Points = 0 })));
        Assert.Equal(RefusalCode.BadParameters, _world.Do(Ben, new GiveStrike(strike with { Points = -2 })));
        Assert.Equal(RefusalCode.BadMoment, _world.Do(Ben, new GiveStrike(strike with { Until = Start })));
        Assert.Equal(RefusalCode.BadText, _world.Do(Ben, new GiveStrike(strike with { Clause = " " })));
        Assert.Equal(RefusalCode.NotFound, _world.Do(Ben, new VoidStrike("s", "x")));
        Assert.Null(_world.Do(Ben, new GiveStrike(strike)));
        Assert.Equal(RefusalCode.AlreadyExists, _world.Do(Ben, new GiveStrike(strike with { Points = 2 })));
    }

    private void Give(string id, int points, int days)
        => Assert.Null(_world.Do(Ben, new GiveStrike(new Strike(id, "d", "clause", points, _world.Now, _world.Now.AddDays(days)))));
}
