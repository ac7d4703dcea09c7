using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

public sealed class ActionDeciderTests
{
    private readonly ActionWorld _world = new();

    [Fact]
    public void A_suspension_by_one_approver_holds_until_its_end_and_no_longer()
    {
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.Suspend))));
        Assert.Equal((Rung.Suspend, (DateTimeOffset?)Start.AddHours(24)), (_world.Standing.Rung, _world.Standing.ChangesAt));
        _world.Now = Start.AddHours(24).AddTicks(-1);
        Assert.Equal(Rung.Suspend, _world.Standing.Rung);
        _world.Now = Start.AddHours(24);
        Assert.True(_world.Standing.IsClear);
        Assert.Equal(RefusalCode.AlreadyEnded, _world.Do(Ben, new End("a", EndReason.Lifted, null, "x")));
    }

    [Fact]
    public void Above_their_own_rung_an_officer_proposes_and_another_decides()
    {
        Assert.Null(_world.Do(Ana, new Propose(Act("a", Rung.Suspend))));
        Assert.True(_world.Standing.IsClear);
        Assert.Equal(RefusalCode.RungAboveAuthority, _world.Do(Ana, new Second("a")));
        Assert.Null(_world.Do(Ben, new Second("a")));
        Assert.Equal(Rung.Suspend, _world.Standing.Rung);
    }

    [Fact]
    public void What_two_decided_two_undo()
    {
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.Terminate, hours: null))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new Second("a")));
        Assert.Null(_world.Do(Eve, new Second("a")));
        Assert.Equal(RefusalCode.NeedsSecondPerson, _world.Do(Officer.Service, new End("a", EndReason.Retracted, null, "x")));
        Assert.Null(_world.Do(Ben, new End("a", EndReason.Lifted, null, "it was wrong")));
        Assert.Equal(Rung.Terminate, _world.Standing.Rung);
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new SecondEnd("a")));
        Assert.Null(_world.Do(Eve, new SecondEnd("a")));
        Assert.True(_world.Standing.IsClear);
    }

    [Fact]
    public void A_freeze_that_the_machine_laid_by_law_takes_two_people_to_lift()
    {
        var freeze = Act("f", Rung.None, hours: null, "law.list") with { Origin = ActionOrigin.Law };
        Assert.Equal(RefusalCode.RungAboveAuthority, _world.Do(Officer.Service,
            new Propose(freeze with { Origin = ActionOrigin.Automatic })));
        Assert.Null(_world.Do(Officer.Service, new Propose(freeze)));
        Assert.True(_world.Standing.Frozen);
        Assert.Equal(RefusalCode.NeedsSecondPerson, _world.Do(Officer.Service, new End("f", EndReason.ByLaw, null, "delisted")));
        Assert.Null(_world.Do(Ana, new End("f", EndReason.ByLaw, null, "delisted")));
        Assert.True(_world.Standing.Frozen);
        Assert.Null(_world.Do(Ben, new SecondEnd("f")));
        Assert.False(_world.Standing.Frozen);
    }

    [Fact]
    public void Lifting_one_of_two_overlapping_actions_leaves_the_other()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend)));
        _world.Do(Eve, new Propose(Act("b", Rung.Suspend, hours: 48)));
        Assert.Null(_world.Do(Ben, new End("a", EndReason.Lifted, null, "x")));
        Assert.Equal(Rung.Suspend, _world.Standing.Rung);
        Assert.Equal("b", Assert.Single(_world.Standing.Actions));
    }

    [Theory]
    [InlineData(OfficerRole.System)]
    [InlineData(OfficerRole.Auditor)]
    public void A_machine_stops_at_rung_4_and_an_auditor_takes_none(OfficerRole role)
    {
        var officer = role == OfficerRole.System ? Officer.Service : Aud;
        var suspend = Act("a", Rung.Suspend) with { Origin = ActionOrigin.Automatic };
        Assert.Equal(role == OfficerRole.System ? RefusalCode.RungAboveAuthority : RefusalCode.NotPermitted,
            _world.Do(officer, new Propose(suspend)));
        Assert.Equal(role == OfficerRole.System ? null : RefusalCode.NotPermitted, _world.Do(officer, new Propose(Act("b",
            Rung.RateLimit))));
    }

    [Fact]
    public void Each_bad_action_is_refused_with_its_own_code()
    {
        var good = Act("a", Rung.Suspend);
        (RefusalCode Code, EnforcementAction Action)[] bad =
        [
            (RefusalCode.NoGround, good with { Grounds = [] }),
            (RefusalCode.NoGround, good with { Grounds = default }),
            (RefusalCode.NoGround, good with { Grounds = [good.Grounds[0] with { Code = "nothing" }] }),
            (RefusalCode.NoGround, good with { Grounds = [good.Grounds[0] with { Facts = "abc" }] }),
            (RefusalCode.GroundNotPermittingAction, Act("a", Rung.Suspend, code: "abuse.velocity")),
            (RefusalCode.GroundNotPermittingAction, Act("a", Rung.None, null, "payment.disputes")),
            (RefusalCode.DurationOverLimit, good with { Until = null }),
            (RefusalCode.DurationOverLimit, good with { Until = Start.AddDays(91) }),
            (RefusalCode.BadMoment, good with { Until = Start.AddHours(-1) }),
            (RefusalCode.BadMoment, good with { Until = Start }),
            (RefusalCode.BadMoment, good with { From = Start.AddDays(-1) }),
            (RefusalCode.BadMoment, good with { From = Start.AddDays(31), Until = Start.AddDays(32) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure(Rung.RateLimit, false, default, Denials.None) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure(Rung.RateLimit, false, new RateLimits(-1, null, null),
                Denials.None) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure(Rung.CapabilityLimit, false, default, Denials.None) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure(Rung.Suspend, true, default, Denials.None) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure(Rung.None, false, default, Denials.None) }),
            (RefusalCode.BadParameters, good with { Measure = new Measure((Rung)9, false, default, Denials.None) }),
            (RefusalCode.BadText, good with { Text = "a\u202Eb" }),
            (RefusalCode.ForeignSubject, good with { Subject = SubjectRef.Account("a2") }),
        ];
        Assert.All(bad, one => Assert.Equal(one.Code, _world.Do(Ben, new Propose(one.Action))));
        Assert.Empty(_world.State.Actions);
    }

    [Fact]
    public void No_action_meets_a_subject_that_is_unknown_merged_erased_or_protected()
    {
        var known = _world.Subject;
        (RefusalCode Code, Subject Subject)[] cases =
        [
            (RefusalCode.UnknownSubject, Subject.Unknown(ActionWorld.Account)),
            (RefusalCode.MergedSubject, known.Apply(new SubjectMerged(Ana.Id, Start, "m", SubjectRef.Account("a2"), "same"))),
            (RefusalCode.ErasedSubject, known.Apply(new SubjectErased(Ana.Id, Start, "asked"))),
        ];
        foreach (var (code, subject) in cases)
        {
            _world.Subject = subject;
            Assert.Equal(code, _world.Do(Ben, new Propose(Act("a", Rung.Suspend))));
        }

        (_world.Subject, _world.Protected) = (known, true);
        Assert.Equal(RefusalCode.ProtectedSubject, _world.Do(Ben, new Propose(Act("a", Rung.Suspend))));
    }

    [Fact]
    public void An_account_with_several_end_users_is_suspended_only_with_a_reason_why_one_of_them_was_not_enough()
    {
        _world.EndUsers = 2;
        Assert.Equal(RefusalCode.NarrowerScopePossible, _world.Do(Ben, new Propose(Act("a", Rung.Suspend))));
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.Suspend) with { WhyNotNarrower = "the holder acts through all of them" })));
        Assert.Null(_world.Do(Ben, new Propose(Act("b", Rung.RateLimit))));
    }

    [Fact]
    public void An_action_on_a_range_of_addresses_stays_low_short_and_by_itself()
    {
        var prefix = SubjectRef.Parse("ip_prefix:203.0.113.0/24");
        _world.Subject = Subject.Unknown(prefix).Apply(new SubjectSeen(OfficerId.System, Start, null));
        var limit = Act("a", Rung.RateLimit) with { Subject = prefix, Reach = ActionReach.Self };
        Assert.Equal(RefusalCode.WrongKind, _world.Do(Ben, new Propose(limit with { Reach = ActionReach.Descendants })));
        Assert.Equal(RefusalCode.RungAboveAuthority, _world.Do(Ben, new Propose(limit with { Measure = Measure.Of(Rung.Suspend) })));
        Assert.Equal(RefusalCode.DurationOverLimit, _world.Do(Ben, new Propose(limit with { Until = Start.AddDays(8) })));
        Assert.Null(_world.Do(Ben, new Propose(limit with { Until = Start.AddDays(7) })));
    }

    [Fact]
    public void A_legal_hold_lets_nothing_end()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend)));
        _world.LegalHold = true;
        Assert.Equal(RefusalCode.LegalHold, _world.Do(Ben, new End("a", EndReason.Lifted, null, "x")));
    }

    [Fact]
    public void The_same_proposal_again_changes_nothing_and_another_under_its_id_is_refused()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend)));
        var before = _world.State;
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.Suspend))));
        Assert.Same(before, _world.State);
        Assert.Equal(RefusalCode.AlreadyExists, _world.Do(Ben, new Propose(Act("a", Rung.Suspend, hours: 25))));
    }

    [Fact]
    public void A_page_that_is_out_of_date_decides_nothing()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend)), seen: 0);
        Assert.Equal(RefusalCode.StaleVersion, _world.Do(Ben, new End("a", EndReason.Lifted, null, "x"), seen: 0));
        Assert.Null(_world.Do(Ben, new End("a", EndReason.Lifted, null, "x"), seen: 1));
    }

    [Fact]
    public void An_appeal_is_decided_by_neither_of_the_two()
    {
        _world.Do(Ana, new Propose(Act("a", Rung.Suspend)));
        _world.Do(Ben, new Second("a"));
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Eve, new End("a", EndReason.Overturned, null, "x")));
        _world.ThroughAppeal = true;
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ana, new End("a", EndReason.Overturned, null, "x")));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new End("a", EndReason.Overturned, null, "x")));
        Assert.Null(_world.Do(Eve, new End("a", EndReason.Overturned, null, "x")));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new SecondEnd("a")));
    }

    [Fact]
    public void Decided_is_not_sent_and_sent_is_not_effective_and_an_old_acknowledgement_says_nothing()
    {
        _world.Do(Ben, new Propose(Act("a", Rung.Suspend)));
        Assert.Equal(RefusalCode.NotFound, _world.Do(Officer.Service, new Acknowledge("router", 2, Start)));
        Assert.Equal(RefusalCode.BadMoment, _world.Do(Officer.Service, new Acknowledge("router", 1, Start.AddHours(1))));
        Assert.Null(_world.Do(Officer.Service, new Sent("router", 1)));
        Assert.False(_world.State.IsEffectiveOn("router"));
        Assert.Null(_world.Do(Officer.Service, new Acknowledge("router", 1, Start)));
        Assert.True(_world.State.IsEffectiveOn("router", _world.State.Actions["a"]));
        Assert.False(_world.State.IsEffectiveOn("console"));
        _world.Do(Ben, new End("a", EndReason.Lifted, null, "x"));
        Assert.False(_world.State.IsEffectiveOn("router"));
        Assert.Null(_world.Do(Officer.Service, new Acknowledge("router", 2, Start)));
        Assert.Null(_world.Do(Officer.Service, new Acknowledge("router", 1, Start)));
        Assert.Equal(2, _world.State.Surfaces["router"].Acknowledged);
    }
}
