using System.Collections.Immutable;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.EnforcementCore.Tests.Enforcement;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Appeals.AppealCommand;
using Act = Compliance.EnforcementCore.Enforcement.ActionCommand;

namespace Compliance.EnforcementCore.Tests.Appeals;

/// <summary>
/// The states of an appeal, and two peers' scenarios told again: atproto's moderation-appeals (version d6296a1) and Mozilla add-ons' abuse
/// tests. Where ours differ, the test says why.
/// </summary>
public sealed class AppealDeciderTests
{
    private static readonly Officer Zoe = new(OfficerId.Parse("zoe"), OfficerRole.Approver);
    private static readonly AppealRuling Overturned = new(AppealOutcome.Overturned, "it was somebody else", LearningDefect.Rule, null, null);
    private SubjectActions _actions = SubjectActions.None;
    private SubjectAppeals _appeals = SubjectAppeals.None;
    private DateTimeOffset _now = ActionWorld.Start;
    private DateTimeOffset? _told = ActionWorld.Start;

    public AppealDeciderTests() => Take(ActionWorld.Ben, new Act.Propose(ActionWorld.Act("a", Rung.Suspend, 24 * 80)));

    [Fact]
    public void An_appeal_is_taken_by_somebody_else_decided_with_reasons_and_undoes_exactly_what_was_contested()
    {
        Take(ActionWorld.Eve, new Act.Propose(ActionWorld.Act("b", Rung.PaymentHold, 48)));
        Take(ActionWorld.Ben, new Act.GiveStrike(new Strike("s1", "dec_a", "clause", 5, _now, _now.AddDays(90))));
        Take(ActionWorld.Ben, new Act.GiveStrike(new Strike("s2", "dec_b", "clause", 3, _now, _now.AddDays(90))));
        var id = Receive();
        Assert.Equal(RefusalCode.DeciderWasMakerOrChecker, Do(ActionWorld.Ben, new Assign(id)));
        Assert.Equal(RefusalCode.AutomatedOnly, Do(Officer.Service, new Assign(id)));
        Assert.Equal(RefusalCode.NotPermitted, Do(ActionWorld.Aud, new Assign(id)));
        Assert.Null(Do(ActionWorld.Eve, new Assign(id)));
        Assert.Equal(RefusalCode.NoReasons, Do(ActionWorld.Eve, new Decide(id, Overturned with { Reasons = " " })));
        Assert.Equal(RefusalCode.BadParameters, Do(ActionWorld.Eve, new Decide(id, Overturned with { Defect = null })));
        Assert.Null(Do(ActionWorld.Eve, new Decide(id, Overturned)));
        Assert.False(_actions.Actions["a"].HoldsAt(_now));
        Assert.True(_actions.Actions["b"].HoldsAt(_now));
        Assert.Equal(3, _actions.PointsAt(_now));
        // Why stood with the action and the strike, too, which an erasure leaves.
        Assert.All(new[] { _actions.Actions["a"].End!.Text, _actions.Voids["s1"].Text },
            text => Assert.Equal($"appeal {id}: overturned", text));
        Assert.Equal(Overturned.Reasons, _appeals.ReasonsOr(_actions.Actions["a"].End!.Text));
        Assert.Equal("appeal apl_x: overturned", _appeals.ReasonsOr("appeal apl_x: overturned"));
        Assert.Equal(LearningDefect.Rule, _appeals.All[id].Learning!.Defect);
        Assert.Equal(RefusalCode.WrongState, Do(Officer.Service, new MarkEffective(id)));
        Take(Officer.Service, new Act.Acknowledge("router", _actions.StandingVersion, _now));
        Assert.Null(Do(Officer.Service, new MarkEffective(id)));
        Assert.Equal(RefusalCode.WrongState, Do(Officer.Service, new Close(id, PartyTold: false)));
        Assert.Null(Do(Officer.Service, new Close(id, PartyTold: true)));
        Assert.Equal(AppealStatus.Closed, _appeals.All[id].Status);
    }

    [Fact]
    public void What_two_decided_two_others_undo()
    {
        Take(ActionWorld.Ana, new Act.Propose(ActionWorld.Act("t", Rung.Terminate, null)));
        Take(ActionWorld.Ben, new Act.Second("t"));
        var id = Receive("t");
        Do(ActionWorld.Eve, new Assign(id));
        Assert.Null(Do(ActionWorld.Eve, new Decide(id, Overturned)));
        Assert.Equal(AppealStatus.SecondAwaited, _appeals.All[id].Status);
        Assert.True(_actions.Actions["t"].HoldsAt(_now));
        Assert.Equal(RefusalCode.SamePerson, Do(ActionWorld.Eve, new Second(id)));
        Assert.Equal(RefusalCode.DeciderWasMakerOrChecker, Do(ActionWorld.Ana, new Decline(id, "no")));
        Assert.Equal(RefusalCode.DeciderWasMakerOrChecker, Do(ActionWorld.Ben, new Second(id)));
        Assert.Null(Do(Zoe, new Second(id)));
        Assert.False(_actions.Actions["t"].HoldsAt(_now));
        Assert.Equal(("zoe", "eve"), (_appeals.All[id].Decided!.By.Value, _appeals.All[id].Decided!.Maker.Value));
    }

    [Fact]
    public void The_184th_day_counts_wherever_the_party_lives_and_the_185th_does_not()
    {
        _now = AppealClock.ClosesAt(_told!.Value).AddTicks(-1);
        Assert.Equal(new DateOnly(2026, 9, 4), DateOnly.FromDateTime(_now.ToOffset(TimeSpan.FromHours(-12)).Date));
        Assert.Null(Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.Subject))));
        Assert.Equal(184, AppealClock.LastDay(_told.Value).DayNumber - DateOnly.FromDateTime(_told.Value.UtcDateTime).DayNumber);
        _appeals = SubjectAppeals.None;
        _now = AppealClock.ClosesAt(_told.Value);
        Assert.Equal(RefusalCode.OutOfTime, Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.Subject))));

        // While nobody was told, no time runs.
        _told = null;
        Assert.Null(Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.Subject))));
    }

    [Fact]
    public void The_clock_is_in_business_days_and_stands_while_the_party_is_asked()
    {
        var id = Receive();
        Assert.Equal(new DateTimeOffset(2026, 3, 12, 0, 0, 0, TimeSpan.Zero), _appeals.All[id].DueAt);
        Assert.Equal(ClockState.AtRisk, _appeals.All[id].ClockAt(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero)));
        Do(ActionWorld.Eve, new Assign(id));
        Do(ActionWorld.Eve, new Ask(id, "which key was it?"));
        Assert.Equal(ClockState.Paused, _appeals.All[id].ClockAt(_now.AddDays(30)));
        _now = _now.AddDays(7);
        Do(Officer.Service, new Answer(id, "the first", []));
        Assert.Equal(new DateTimeOffset(2026, 3, 19, 0, 0, 0, TimeSpan.Zero), _appeals.All[id].DueAt);
        Assert.Equal(ClockState.Breached, _appeals.All[id].ClockAt(new DateTimeOffset(2026, 3, 19, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_milder_decision_replaces_the_measure_and_can_itself_be_contested()
    {
        var id = Receive();
        Do(ActionWorld.Eve, new Assign(id));
        Assert.Equal(RefusalCode.BadParameters, Do(ActionWorld.Eve, new Decide(id, new AppealRuling(AppealOutcome.Varied, "less will do",
            LearningDefect.Threshold, Measure.Of(Rung.Terminate), null))));
        Assert.Null(Do(ActionWorld.Eve, new Decide(id, new AppealRuling(AppealOutcome.Varied, "less will do", LearningDefect.Threshold,
            Measure.Of(Rung.Warn), null))));
        var standing = Standing.At(_actions.Actions.Values, _now);
        Assert.Equal(Rung.Warn, standing.Rung);
        Assert.All(new[] { _actions.Actions["a"].End!.Text, _actions.Actions[standing.Actions.Single()].Action!.Text },
            text => Assert.Equal($"appeal {id}: varied", text));
        Assert.Equal(RefusalCode.Superseded, Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.CustomerForEndUser) with
        { Party = AppealParty.Subject, Id = "apl_other" })));
        var again = Receive(standing.Actions.Single());
        Assert.Equal(RefusalCode.DeciderWasMakerOrChecker, Do(ActionWorld.Eve, new Assign(again)));
    }

    /// <summary>atproto: only the author or a moderator may appeal, several times. Ours: one appeal of a party against a decision, because a
    /// second would only ask the same again; who reported it has a way of their own, a new report.</summary>
    [Fact]
    public void Who_may_appeal_and_how_often()
    {
        Assert.Equal(RefusalCode.NotTheParty, Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.CustomerForEndUser))));
        Assert.Equal(RefusalCode.NotTheParty, Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.Provider))));
        Receive();
        Assert.Equal(RefusalCode.AlreadyAppealed, Do(Officer.Service, new Receive(NewAppeal("a", AppealParty.Subject))));
    }

    /// <summary>atproto: reports, escalations and acknowledgements leave the appeal standing, but any takedown clears it (PR 3352). Ours:
    /// nothing but its own commands changes an appeal, the end of the action included.</summary>
    [Fact]
    public void Whatever_happens_to_the_action_the_appeal_stands()
    {
        var id = Receive();
        Take(ActionWorld.Eve, new Act.Propose(ActionWorld.Act("b", Rung.PaymentHold, 48)));
        Take(ActionWorld.Ben, new Act.End("a", EndReason.Lifted, null, "lifted"));
        Assert.Equal(AppealStatus.Received, _appeals.All[id].Status);
        Do(ActionWorld.Eve, new Assign(id));
        Assert.Null(Do(ActionWorld.Eve, new Decide(id, Overturned)));
        Assert.Equal(0, _appeals.All[id].Decided!.Version);
        Assert.Null(Do(Officer.Service, new MarkEffective(id)));
    }

    /// <summary>Mozilla add-ons: an appeal goes against the newest decision, and one that confirms leaves the measure; its block is not
    /// lifted by a successful appeal (a FIXME there). Ours: the standing is a fold, so ending the action is lifting the block, while
    /// another action holds on.</summary>
    [Fact]
    public void A_confirmed_decision_stands_and_a_successful_appeal_lifts_the_block_it_contested()
    {
        Take(ActionWorld.Eve, new Act.Propose(ActionWorld.Act("b", Rung.Suspend, 48)));
        var (first, second) = (Receive(), Receive("b"));
        Do(ActionWorld.Eve, new Assign(first));
        Do(Zoe, new Assign(second));
        Assert.Null(Do(ActionWorld.Eve, new Decide(first, new AppealRuling(AppealOutcome.Upheld, "the facts are right", null, null, null))));
        Assert.Null(Do(Zoe, new Decide(second, Overturned)));
        Assert.Equal((true, false), (_actions.Actions["a"].HoldsAt(_now), _actions.Actions["b"].HoldsAt(_now)));
        Assert.Equal(RefusalCode.AlreadyEnded, Do(Zoe, new Assign(first)));
    }

    [Fact]
    public void A_legal_hold_keeps_the_action_and_a_stale_page_decides_nothing()
    {
        var id = Receive();
        Do(ActionWorld.Eve, new Assign(id));
        Assert.Equal(RefusalCode.LegalHold, Do(ActionWorld.Eve, new Decide(id, Overturned), context => context with { LegalHold = true }));
        Assert.Equal(RefusalCode.StaleVersion, Do(ActionWorld.Eve, new Decide(id, Overturned), context => context with { SeenVersion = 1 }));
        Assert.Equal(RefusalCode.NotClaimed, Do(Zoe, new Decide(id, Overturned)));
        Assert.Null(Do(ActionWorld.Eve, new Refuse(id, "not a decision of ours")));
        Assert.Equal(AppealStatus.Inadmissible, _appeals.All[id].Status);
    }

    [Fact]
    public void Where_nobody_knows_who_holds_the_key_that_acted_two_people_decide()
    {
        var id = Receive();
        Func<AppealContext, AppealContext> unknown = context => context with { UnknownParticipant = true };
        Do(ActionWorld.Eve, new Assign(id), unknown);
        Assert.Null(Do(ActionWorld.Eve, new Decide(id, new AppealRuling(AppealOutcome.Upheld, "the facts are right", null, null, null)), unknown));
        Assert.Equal(AppealStatus.SecondAwaited, _appeals.All[id].Status);
        Assert.Null(Do(Zoe, new Second(id), unknown));
        Assert.Equal(AppealStatus.Upheld, _appeals.All[id].Status);
    }

    private readonly List<ActionEvent> _happened = [];

    private string Receive(string action = "a")
    {
        var appeal = NewAppeal(action, AppealParty.Subject);
        Assert.Null(Do(Officer.Service, new Receive(appeal)));
        return appeal.Id;
    }

    private Appeal NewAppeal(string action, AppealParty party) => new(Appeal.IdOf(ActionWorld.Account, action, party), action,
        _actions.Actions[action].Action!.DecisionId, ActionWorld.Account, party, [AppealGround.NotMe], "it was not me", "en", "api", _now, _now,
        ImmutableArray<AppealAttachment>.Empty);

    private void Take(Officer officer, Act command)
    {
        var events = ((CommandResult<ActionEvent>.Accepted)ActionDecider.Decide(_actions, command,
            new ActionContext(officer, _now, LadderPolicy.Current, new ActionWorld().Subject))).Events;
        Store(events);
    }

    private RefusalCode? Do(Officer officer, AppealCommand command, Func<AppealContext, AppealContext>? change = null)
    {
        var contested = command is Receive receive ? receive.Appeal.Action : _appeals.All[IdOf(command)].Appeal.Action;
        var context = new AppealContext(officer, _now, LadderPolicy.Current, new ActionWorld().Subject, _actions, _appeals)
        {
            ToldAt = _told,
            Participants = DecisionParticipants.Of(_happened, _actions.Actions[contested].Action!.DecisionId).People,
        };
        return AppealDecider.Decide(command, change?.Invoke(context) ?? context).Match(batches =>
        {
            foreach (var batch in batches)
            {
                Store(batch.Actions);
                _appeals = batch.Appeals.Aggregate(_appeals, (state, one) => state.Apply(one));
            }

            return (RefusalCode?)null;
        }, refusal => refusal.Code);
    }

    private void Store(ImmutableArray<ActionEvent> events)
    {
        _happened.AddRange(events);
        _actions = events.Aggregate(_actions, (state, one) => state.Apply(one));
    }

    private static string IdOf(AppealCommand command) => command switch
    {
        Assign one => one.Appeal,
        Refuse one => one.Appeal,
        Ask one => one.Appeal,
        Answer one => one.Appeal,
        Decide one => one.Appeal,
        Second one => one.Appeal,
        Decline one => one.Appeal,
        MarkEffective one => one.Appeal,
        Close one => one.Appeal,
        _ => throw new InvalidOperationException(),
    };
}
