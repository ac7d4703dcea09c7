using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Act = Compliance.EnforcementCore.Enforcement.ActionCommand;

namespace Compliance.Cli.Evaluation.Appeals;

/// <summary>One thing that happened, and with which others in one batch.</summary>
internal sealed record AppealFact(int Batch, SubjectRef Subject, ActionEvent? OfActions, AppealEvent? OfAppeals);

/// <summary>
/// One random schedule over three accounts: actions by machines, keys and officers on few rows, strikes with them, lifts and attempts to
/// overturn past the appeal; appeals that come, are taken, asked about, decided with and without reasons, agreed with, declined and taken
/// back, by whoever tries.
/// </summary>
internal sealed class AppealSchedule
{
    private const int Steps = 40;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly string Facts = new('a', 64);
    private static readonly SubjectRef[] Accounts = [SubjectRef.Account("a1"), SubjectRef.Account("a2"), SubjectRef.Account("a3")];
    private static readonly Officer[] Officers =
    [
        Officer.Service, Person("ana", OfficerRole.Analyst), Person("ben", OfficerRole.Approver), Person("eve", OfficerRole.Approver),
            Person("zoe", OfficerRole.Approver), Person("sam", OfficerRole.Screener), Person("aud", OfficerRole.Auditor),
            Person("key.bot", OfficerRole.Analyst) with { Behind = [OfficerId.Parse("ben")] },
    ];

    private readonly Random _random;
    private readonly Dictionary<SubjectRef, (SubjectActions Actions, SubjectAppeals Appeals)> _files = [];
    private int _batch;
    private DateTimeOffset _now = Start;

    public AppealSchedule(int seed)
    {
        _random = new Random(seed);
        foreach (var account in Accounts)
        {
            _files[account] = (SubjectActions.None, SubjectAppeals.None);
        }
    }

    /// <summary>Everything that happened, in order.</summary>
    public List<AppealFact> Happened { get; } = [];

    /// <summary>Commands that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The people behind a machine.</summary>
    public static ImmutableArray<OfficerId> BehindOf(OfficerId id) => Officers.FirstOrDefault(one => one.Id == id)?.Behind ?? [];

    public void Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            _now += TimeSpan.FromMinutes(_random.Next(40) switch { 0 => 60 * 24 * 90, 1 => 60 * 26, < 9 => 90, _ => 1 });
            var (subject, officer) = (Accounts[_random.Next(Accounts.Length)], Officers[_random.Next(Officers.Length)]);
            switch (_random.Next(20))
            {
                case < 4: Try(subject, officer, new Act.Propose(RandomAction(subject, officer))); break;
                case < 6: OnAction(officer); break;
                case 6: Strike(subject, officer); break;
                case < 9: Receive(subject); break;
                default: OnAppeal(officer); break;
            }
        }
    }

    private void OnAction(Officer officer)
    {
        if (Pick(_files.Values.SelectMany(file => file.Actions.Actions.Values).Where(state => state.Action is not null)) is not { } state)
        {
            return;
        }

        Try(state.Action!.Subject, officer, _random.Next(8) switch
        {
            0 => new Act.End(state.Id, EndReason.Lifted, null, "it no longer holds"),
            1 => new Act.End(state.Id, EndReason.Overturned, null, "past the appeal"),
            2 => new Act.SecondEnd(state.Id),
            3 => new Act.Decline(state.Id, "no"),
            _ => new Act.Second(state.Id),
        });
    }

    private void OnAppeal(Officer officer)
    {
        if (Pick(_files.Values.SelectMany(file => file.Appeals.All.Values)) is not { } state)
        {
            return;
        }

        var (id, subject) = (state.Appeal.Id, state.Appeal.Subject);
        if (_random.Next(4) == 0)
        {
            Try(subject, Officer.Service, new Act.Acknowledge("router", _files[subject].Actions.StandingVersion, _now));
        }

        // Mostly whoever has it goes on with it; sometimes anybody tries.
        var holder = state.AssignedTo is { } assigned && _random.Next(3) > 0 ? Officers.First(one => one.Id == assigned) : officer;
        AppealCommand command = _random.Next(14) switch
        {
            0 => new AppealCommand.Release(id),
            1 => new AppealCommand.Refuse(id, _random.Next(3) == 0 ? " " : "not a decision of ours"),
            2 => new AppealCommand.Ask(id, "when was that?"),
            3 => new AppealCommand.Answer(id, "in March", []),
            4 => new AppealCommand.Withdraw(id),
            5 => new AppealCommand.Decline(id, "not convincing"),
            6 => new AppealCommand.Second(id),
            _ when state.Decided is not null => state.EffectiveAt is null ? new AppealCommand.MarkEffective(id)
                : new AppealCommand.Close(id, _random.Next(2) == 0),
            _ when state.Proposed is not null => new AppealCommand.Second(id),
            _ when state.AssignedTo is null => new AppealCommand.Assign(id),
            _ => new AppealCommand.Decide(id, RandomRuling(state)),
        };
        var actor = command is AppealCommand.Answer or AppealCommand.Withdraw or AppealCommand.MarkEffective or AppealCommand.Close
            ? Officer.Service : command is AppealCommand.Second or AppealCommand.Assign or AppealCommand.Decline ? officer : holder;
        Try(subject, actor, command, id);
    }

    private AppealRuling RandomRuling(AppealState state)
    {
        var outcome = (AppealOutcome)_random.Next(4);
        var defect = _random.Next(5) == 0 ? (LearningDefect?)null : (LearningDefect)_random.Next(7);
        var reasons = _random.Next(6) == 0 ? "" : "the logs show another user";
        return outcome != AppealOutcome.Varied ? new AppealRuling(outcome, reasons, defect, null, null)
            : new AppealRuling(outcome, reasons, defect, _random.Next(2) == 0 ? Measure.Of((Rung)_random.Next(1, 3)) : null,
                state.Appeal.ReceivedAt.AddDays(_random.Next(1, 40)));
    }

    private void Receive(SubjectRef subject)
    {
        if (Pick(_files[subject].Actions.Actions.Values.Where(state => state.Action is not null)) is not { } state)
        {
            return;
        }

        var party = _random.Next(3) > 0 ? AppealParty.Subject : (AppealParty)_random.Next(3);
        var appeal = new Appeal(Appeal.IdOf(subject, state.Id, party), state.Id, state.Action!.DecisionId, subject, party,
            [AppealGround.NotMe], "it was not me", "en", "api", _now, _now, []);
        Try(subject, Officer.Service, new AppealCommand.Receive(appeal), appeal.Id);
    }

    private void Strike(SubjectRef subject, Officer officer)
    {
        var decision = Pick(_files[subject].Actions.Actions.Values.Where(state => state.Action is not null))?.Action!.DecisionId
            ?? "dec_none";
        Try(subject, officer, new Act.GiveStrike(new Strike($"str_{Happened.Count}", decision, "clause", _random.Next(1, 20), _now,
            _now.AddDays(_random.Next(30, 400)))));
    }

    private EnforcementAction RandomAction(SubjectRef subject, Officer officer)
    {
        var freeze = _random.Next(10) == 0;
        var rung = freeze ? Rung.None : (Rung)(_random.Next(2) == 0 ? 6 : new[] { 1, 2, 5, 7 }[_random.Next(4)]);
        var number = Happened.Count.ToString(CultureInfo.InvariantCulture);
        var row = $"row-{_random.Next(2)}";
        return new EnforcementAction($"act_{number}", _random.Next(4) == 0 ? "dec_shared_" + subject.Id : $"dec_{number}", subject,
            ActionReach.Descendants, freeze ? Measure.Frozen : Measure.Of(rung), _now, freeze || rung == Rung.Terminate ? null
                : _now.AddDays(_random.Next(10, 90)),
            [new ActionGround(_random.Next(3) > 0 ? "law.list" : "law.order", row, Facts, null)],
            officer.Role == OfficerRole.System ? ActionOrigin.Law : (ActionOrigin)_random.Next(1, 3));
    }

    private void Try(SubjectRef subject, Officer officer, Act command)
        => ActionDecider.Decide(_files[subject].Actions, command, new ActionContext(officer, _now, LadderPolicy.Current, Known(subject)))
            .Match(events => Store(subject, [.. events], []), _ => Refuse());

    private void Try(SubjectRef subject, Officer officer, AppealCommand command, string appeal)
    {
        var (actions, appeals) = _files[subject];
        var contested = command is AppealCommand.Receive receive ? receive.Appeal.Action : appeals.All[appeal].Appeal.Action;
        var action = actions.Actions[contested].Action!;
        var participants = DecisionParticipants.Of(Happened.Where(fact => fact.Subject == subject).Select(fact => fact.OfActions)
            .OfType<ActionEvent>(), action.DecisionId);
        AppealDecider.Decide(command, new AppealContext(officer, _now, LadderPolicy.Current, Known(subject), actions, appeals)
        {
            Participants = participants.People,
            UnknownParticipant = participants.IsUnknown,
            ToldAt = actions.Actions[contested].DecidedAt,
            Siblings = SiblingSearch.Of(action, _files.Values.SelectMany(file => file.Actions.Actions.Values), _now),
        }).Match(batches => batches.All(batch => Store(subject, batch.Actions, batch.Appeals)), _ => Refuse());
    }

    private bool Store(SubjectRef subject, ImmutableArray<ActionEvent> ofActions, ImmutableArray<AppealEvent> ofAppeals)
    {
        _batch++;
        var (actions, appeals) = _files[subject];
        foreach (var happened in ofAppeals)
        {
            Happened.Add(new AppealFact(_batch, subject, null, happened));
            appeals = appeals.Apply(happened);
        }

        foreach (var happened in ofActions)
        {
            Happened.Add(new AppealFact(_batch, subject, happened, null));
            actions = actions.Apply(happened);
        }

        _files[subject] = (actions, appeals);
        return true;
    }

    private bool Refuse()
    {
        Refused++;
        return false;
    }

    private T? Pick<T>(IEnumerable<T> all)
        where T : class
    {
        var list = all.ToList();
        return list.Count == 0 ? null : list[_random.Next(list.Count)];
    }

    private static Subject Known(SubjectRef subject) => Subject.Unknown(subject).Apply(new SubjectSeen(OfficerId.System, Start, null));

    private static Officer Person(string id, OfficerRole role) => new(OfficerId.Parse(id), role);
}
