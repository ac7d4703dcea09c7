using System.Collections.Immutable;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.EnforcementCore.Tests.Enforcement;
using Compliance.ScreeningCore.Review;
using Act = Compliance.EnforcementCore.Enforcement.ActionCommand;

namespace Compliance.EnforcementCore.Tests.Appeals;

/// <summary>
/// Who may appeal against which decision, as Mozilla add-ons' abuse tests ask it (addons-server, whether a content decision can be
/// appealed), told again with our actions: what they answer, what we answer, and why where these differ.
/// </summary>
public sealed class AddonAppealVectorTests
{
    private static readonly DateTimeOffset Start = ActionWorld.Start;

    /// <summary>A scenario.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Theirs">True where an appeal is taken there.</param>
    /// <param name="Ours">What we refuse it with; null where we take it.</param>
    /// <param name="Why">Why they differ; null where they do not.</param>
    /// <param name="Ask">Brings it about and asks.</param>
    public sealed record Scenario(string Name, bool Theirs, RefusalCode? Ours, string? Why, Func<World, RefusalCode?> Ask);

    private static readonly ImmutableArray<Scenario> All =
    [
        new("author, content taken down", true, null, null, world => world.Appeal("a")),
        new("author, rating deleted: a narrower measure", true, null, null, world => world.Acts("r", Rung.CapabilityLimit).Appeal("r")),
        new("author, collection deleted: another measure", true, null, null, world => world.Acts("c", Rung.RateLimit).Appeal("c")),
        new("author, banned and without an account", true, null, null, world => world.Acts("t", Rung.Terminate, two: true).Appeal("t")),
        new("author, approved: nothing was done to them", false, RefusalCode.NotFound, null, world => world.Appeal("none")),
        new("author, appealed already and not decided", false, RefusalCode.AlreadyAppealed, null, world => world.Appealed("a").Appeal("a")),
        new("author, appealed already and decided", false, RefusalCode.AlreadyAppealed, null,
            world => world.Decided("a", AppealOutcome.Upheld).Appeal("a")),
        new("author, decision overridden by another", false, RefusalCode.Superseded, null, world => world.Replaced("a", "b").Appeal("a")),
        new("author, the one that overrides it", true, null, null, world => world.Replaced("a", "b").Appeal("b")),
        new("author, against the decision on somebody else's appeal that took the content down", true, null, null,
            world => world.Lifted("a").Acts("b", Rung.Suspend).Appeal("b")),
        new("author, against the decision on their own appeal", false, null,
            "There the decision on an appeal is final. Here a confirmed measure is no new action, and a milder one that takes its place "
                + "is: "
                + "it can be contested once, before somebody who took part in neither.",
            world => world.Decided("a", AppealOutcome.Varied).AppealHead()),
        new("author, confirmed on their own appeal", false, RefusalCode.AlreadyAppealed, null,
            world => world.Decided("a", AppealOutcome.Upheld).Appeal("a")),
        new("author, after the last day", false, RefusalCode.OutOfTime, null, world => world.After(186).Appeal("a")),
        new("author, on a day before it", true, null, null, world => world.After(179).Appeal("a")),
        new("author, decision held for a second person and not carried out", false, RefusalCode.NotFound, null,
            world => world.Proposed("h").Appeal("h")),
        new("reporter, approved: their report led to nothing", true, null, null, world => world.Dismissed().Contest()),
        new("reporter, without a report of anybody's", false, RefusalCode.NotTheParty, null,
            world => world.Dismissed(LeadSource.Detector).Contest()),
        new("reporter, content was taken down", false, RefusalCode.NotTheParty, null, world => world.Actioned().Contest()),
        new("reporter, approved, appealed by them already", false, RefusalCode.AlreadyAppealed, null,
            world => world.Dismissed().Contested().Contest()),
        new("reporter, approved, appealed by another reporter and not decided", true, RefusalCode.AlreadyAppealed,
            "There each reporter has an appeal of their own. Here reports of one thing are one lead, which is looked at again once for "
                + "all.",
            world => world.Dismissed().Contested().Contest()),
        new("reporter, approved, another reporter's appeal decided", false, RefusalCode.AlreadyAppealed, null,
            world => world.Dismissed().Contested().DismissedBy(ActionWorld.Eve).Contest()),
        new("reporter, the approval that overrides another", true, RefusalCode.AlreadyAppealed,
            "Here a dismissal is overridden only where it was contested, and that is decided once. A new report opens a new lead.",
            world => world.Dismissed().Contested().DismissedBy(ActionWorld.Eve).Contest()),
        new("reporter, against a decision on an appeal that a new report is tied to", true, null, null,
            world => world.Dismissed().Contested().DismissedBy(ActionWorld.Eve).Reported().Dismissed().Contest()),
        new("reporter, after the last day", false, RefusalCode.OutOfTime, null, world => world.Dismissed().After(186).Contest()),
        new("reporter, not decided yet", false, RefusalCode.WrongState, null, world => world.Reported().Contest()),
        new("reporter, decided by who dismissed it before", false, RefusalCode.DeciderWasMakerOrChecker, null,
            world => world.Dismissed().Contested().Claim(ActionWorld.Ben)),
        new("provider that asked for the measure, which corresponds to a reporter with standing", true, null, null,
            world => world.Acts("p", Rung.Suspend, origin: ActionOrigin.Provider).Appeal("p", AppealParty.Provider)),
        new("provider, which appealed already", false, RefusalCode.AlreadyAppealed, null,
            world => world.Acts("p", Rung.Suspend, origin: ActionOrigin.Provider).Appealed("p", AppealParty.Provider)
                .Appeal("p", AppealParty.Provider)),
        new("both parties against one decision", true, null, null,
            world => world.Acts("p", Rung.Suspend, origin: ActionOrigin.Provider).Appealed("p", AppealParty.Provider).Appeal("p")),
    ];

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Who_may_appeal_is_as_there_or_the_difference_is_explained(string name)
    {
        var scenario = All.Single(one => one.Name == name);
        Assert.Equal(scenario.Ours, scenario.Ask(new World()));
        Assert.Equal(scenario.Theirs != (scenario.Ours is null), scenario.Why is not null);
    }

    /// <summary>A subject with one suspension, and what may happen to it.</summary>
    public sealed class World
    {
        private readonly List<ActionEvent> _happened = [];
        private SubjectActions _actions = SubjectActions.None;
        private SubjectAppeals _appeals = SubjectAppeals.None;
        private DateTimeOffset _now = Start;

        private Lead? _lead;

        public World() => Acts("a", Rung.Suspend);

        public World Reported(LeadSource source = LeadSource.Reporter)
        {
            _lead = null;
            return Leads(Officer.Service, new LeadCommand.Receive(new Lead("led_1", source, "r1", "api", ActionWorld.Account,
                "safety.content", "a report", 3, 50, 1, _now, _now, null)));
        }

        public World Dismissed(LeadSource source = LeadSource.Reporter) => Reported(source).DismissedBy(ActionWorld.Ben);

        public World DismissedBy(Officer officer) => Leads(officer, new LeadCommand.Claim()).Leads(officer,
            new LeadCommand.Dismiss("nothing in it"));

        public World Actioned() => Reported().Leads(ActionWorld.Ben, new LeadCommand.Claim()).Leads(ActionWorld.Ben,
            new LeadCommand.Act("a", "it is so"));

        public World Contested()
        {
            Assert.Null(Contest());
            return this;
        }

        public RefusalCode? Contest() => Lead(Officer.Service, new LeadCommand.Contest("look again"));

        public RefusalCode? Claim(Officer officer) => Lead(officer, new LeadCommand.Claim());

        public World Acts(string id, Rung rung, bool two = false, ActionOrigin origin = ActionOrigin.Officer)
        {
            Take(ActionWorld.Ben,
                new Act.Propose(ActionWorld.Act(id, rung, rung == Rung.Terminate ? null : 24 * 80) with { Origin = origin }));
            if (two)
            {
                Take(ActionWorld.Eve, new Act.Second(id));
            }

            return this;
        }

        public World Proposed(string id) => Acts(id, Rung.Terminate);

        public World Lifted(string id)
        {
            Take(ActionWorld.Eve, new Act.End(id, EndReason.Lifted, null, "lifted"));
            return this;
        }

        public World Replaced(string id, string by)
        {
            Take(ActionWorld.Eve, new Act.End(id, EndReason.Superseded, null, "another takes its place"));
            return Acts(by, Rung.PaymentHold);
        }

        public World After(int days)
        {
            _now = Start.AddDays(days);
            return this;
        }

        public World Appealed(string action, AppealParty party = AppealParty.Subject)
        {
            Assert.Null(Appeal(action, party));
            return this;
        }

        public World Decided(string action, AppealOutcome outcome)
        {
            Appealed(action);
            var id = EnforcementCore.Appeals.Appeal.IdOf(ActionWorld.Account, action, AppealParty.Subject);
            Assert.Null(Do(ActionWorld.Eve, new AppealCommand.Assign(id), action));
            Assert.Null(Do(ActionWorld.Eve, new AppealCommand.Decide(id, new AppealRuling(outcome, "reasons",
                outcome == AppealOutcome.Upheld ? null : LearningDefect.Threshold,
                outcome == AppealOutcome.Varied ? Measure.Of(Rung.Warn) : null, null)), action));
            return this;
        }

        public RefusalCode? AppealHead() => Appeal(Standing.At(_actions.Actions.Values, _now).Actions.Single());

        public RefusalCode? Appeal(string action, AppealParty party = AppealParty.Subject) => Do(Officer.Service,
            new AppealCommand.Receive(new Appeal(EnforcementCore.Appeals.Appeal.IdOf(ActionWorld.Account, action, party), action,
                _actions.Actions.GetValueOrDefault(action)?.Action?.DecisionId ?? "dec", ActionWorld.Account, party, [AppealGround.NotMe],
                "it was not me", "en", "api", _now, _now, [])), action);

        private World Leads(Officer officer, LeadCommand command)
        {
            Assert.Null(Lead(officer, command));
            return this;
        }

        private RefusalCode? Lead(Officer officer, LeadCommand command) => LeadDecider.Decide(_lead, command, officer, _now, null).Match(
            events =>
            {
                _lead = events.Aggregate(_lead, (lead, one) => LeadDecider.Apply(lead, one));
                return (RefusalCode?)null;
            }, refusal => refusal.Code);

        private RefusalCode? Do(Officer officer, AppealCommand command, string action)
        {
            var context = new AppealContext(officer, _now, LadderPolicy.Current, new ActionWorld().Subject, _actions, _appeals)
            {
                ToldAt = Start,
                Participants = DecisionParticipants.Of(_happened,
                    _actions.Actions.GetValueOrDefault(action)?.Action?.DecisionId ?? "dec").People,
            };
            return AppealDecider.Decide(command, context).Match(batches =>
            {
                foreach (var batch in batches)
                {
                    Store(batch.Actions);
                    _appeals = batch.Appeals.Aggregate(_appeals, (state, one) => state.Apply(one));
                }

                return (RefusalCode?)null;
            }, refusal => refusal.Code);
        }

        private void Take(Officer officer, Act command)
            => Store(((CommandResult<ActionEvent>.Accepted)ActionDecider.Decide(_actions, command,
            new ActionContext(officer, _now, LadderPolicy.Current, new ActionWorld().Subject))).Events);

        private void Store(ImmutableArray<ActionEvent> events)
        {
            _happened.AddRange(events);
            _actions = events.Aggregate(_actions, (state, one) => state.Apply(one));
        }
    }
}
