using System.Collections.Immutable;
using System.Globalization;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Command = Compliance.EnforcementCore.Enforcement.ActionCommand;

namespace Compliance.Cli.Evaluation.Standings;

/// <summary>
/// One random schedule: actions by machines and officers that overlap, are agreed with, expire, are lifted, overturned on appeal and
/// rolled back; strikes; merges that are undone. What happened is then told to a second copy in another order, parts of it twice.
/// </summary>
internal sealed class StandingSchedule
{
    private const int Steps = 24;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Codes = ["law.list", "law.order", "provider.deactivation", "payment.disputes", "abuse.velocity"];
    private static readonly string Facts = new('a', 64);
    private static readonly Officer[] Officers =
    [
        Officer.Service, Person("ana", OfficerRole.Analyst), Person("ben", OfficerRole.Approver), Person("eve", OfficerRole.Approver),
            Person("sam", OfficerRole.Screener), Person("aud", OfficerRole.Auditor), Person("zoe", OfficerRole.Approver),
            Person(StandingRights.KeyOfBen, OfficerRole.Analyst) with { Behind = [OfficerId.Parse("ben"), OfficerId.Parse("zoe")] },
            Person(StandingRights.KeyOfNobody, OfficerRole.Analyst),
    ];

    private readonly Random _random;
    private readonly Dictionary<SubjectRef, SubjectFile> _files = [];
    private DateTimeOffset _now = Start;

    public StandingSchedule(int seed)
    {
        _random = new Random(seed);
        for (var place = 0; place < StandingWorld.Subjects.Length; place++)
        {
            var parent = StandingWorld.Parents[place] is >= 0 and var above ? StandingWorld.Subjects[above] : (SubjectRef?)null;
            Happen(StandingWorld.Subjects[place], new SubjectSeen(OfficerId.System, Start, parent));
        }
    }

    /// <summary>Everything that happened, in order.</summary>
    public List<StandingFact> Happened { get; } = [];

    /// <summary>Commands that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The moment at which the schedule ended.</summary>
    public DateTimeOffset Now => _now;

    public void Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            _now += TimeSpan.FromMinutes(_random.Next(8) switch { 0 => 60 * 24 * 20, 1 => 60 * 26, < 4 => 90, _ => 1 });
            Step(StandingWorld.Subjects[_random.Next(StandingWorld.Subjects.Length)], Officers[_random.Next(Officers.Length)]);
        }
    }

    /// <summary>What the product has stored.</summary>
    public SubjectFile Find(SubjectRef subject)
        => _files.GetValueOrDefault(subject) ?? new SubjectFile(Subject.Unknown(subject), SubjectActions.None);

    /// <summary>A copy that was told the same in another order, and parts of it twice.</summary>
    public Func<SubjectRef, SubjectFile> Retold()
    {
        var told = Happened.Concat(Happened.Where(_ => _random.Next(4) == 0)).OrderBy(_ => _random.Next()).ToList();
        var files = new Dictionary<SubjectRef, SubjectFile>();
        foreach (var fact in told)
        {
            files[fact.Subject] = After(files.GetValueOrDefault(fact.Subject), fact);
        }

        return subject => files.GetValueOrDefault(subject) ?? new SubjectFile(Subject.Unknown(subject), SubjectActions.None);
    }

    private void Step(SubjectRef subject, Officer officer)
    {
        switch (_random.Next(12))
        {
            case 0: Merge(subject, officer); break;
            case 1: UndoMerge(subject, officer); break;
            case 2: Strike(subject, officer); break;
            case <= 6: Try(subject, officer, new Command.Propose(RandomAction(subject, officer))); break;
            default: OnKnownAction(officer); break;
        }
    }

    private void OnKnownAction(Officer officer)
    {
        var known = _files.Values.SelectMany(file => file.Actions.Actions.Values).Where(state => state.Action is not null)
            .OrderBy(state => state.Id, StringComparer.Ordinal).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var state = known[_random.Next(known.Count)];
        var until = _random.Next(3) == 0 ? _now.AddHours(_random.Next(1, 80)) : (DateTimeOffset?)null;
        Try(state.Action!.Subject, officer, _random.Next(8) switch
        {
            0 or 1 => new Command.Second(state.Id),
            2 => new Command.SecondEnd(state.Id),
            3 => _random.Next(2) == 0 ? new Command.Decline(state.Id, "no") : new Command.DeclineEnd(state.Id, "no"),
            _ when state.AwaitedEnd is not null => new Command.SecondEnd(state.Id),
            _ when state.DecidedAt is null => new Command.Second(state.Id),
            _ => new Command.End(state.Id, (EndReason)_random.Next(6), until, "it no longer holds"),
        });
    }

    private EnforcementAction RandomAction(SubjectRef subject, Officer officer)
    {
        var freeze = _random.Next(8) == 0;
        var rung = freeze ? Rung.None : (Rung)_random.Next(1, 8);
        var measure = new Measure(rung, freeze,
            rung == Rung.RateLimit ? new RateLimits(_random.Next(2) == 0 ? null : _random.Next(100), _random.Next(1000), null) : default,
            rung == Rung.CapabilityLimit ? Denials.Of([], [$"x/{_random.Next(4)}", $"y/{_random.Next(4)}"], []) : Denials.None);
        var from = _now.AddHours(_random.Next(4) == 0 ? _random.Next(1, 200) : 0);
        var until = freeze || (rung == Rung.Terminate && _random.Next(2) == 0) ? (DateTimeOffset?)null : from.AddHours(_random.Next(1,
            2000));
        var number = Happened.Count.ToString(CultureInfo.InvariantCulture);
        var down = SubjectKinds.HasDescendants(subject.Kind) && _random.Next(3) > 0;
        return new EnforcementAction($"act_{number}", $"dec_{number}", subject, down ? ActionReach.Descendants : ActionReach.Self,
            measure, from,
            until, [new ActionGround(Codes[_random.Next(Codes.Length)], "row", Facts, null)],
            officer.Role == OfficerRole.System ? (ActionOrigin)_random.Next(4) : ActionOrigin.Officer);
    }

    private void Strike(SubjectRef subject, Officer officer)
    {
        var strikes = Find(subject).Actions.Strikes;
        Try(subject, officer, strikes.Count > 0 && _random.Next(2) == 0
            ? new Command.VoidStrike(strikes.Keys.ElementAt(_random.Next(strikes.Count)), "wrong")
            : new Command.GiveStrike(new Strike($"str_{Happened.Count}", $"dec_{Happened.Count}", "clause", _random.Next(1, 20), _now,
                _now.AddDays(_random.Next(1, 90)))));
    }

    private void Merge(SubjectRef subject, Officer officer)
    {
        var like = StandingWorld.Subjects.Where(other => other.Kind == subject.Kind && other != subject).ToArray();
        if (like.Length == 0)
        {
            return;
        }

        var merge = $"mrg_{Happened.Count}";
        var into = like[_random.Next(like.Length)];
        if (Try(subject, officer, new SubjectCommand.MergeInto(merge, into, "the same people")))
        {
            Try(into, Officer.Service, new SubjectCommand.Absorb(merge, subject));
        }
    }

    private void UndoMerge(SubjectRef subject, Officer officer)
    {
        if (Find(subject).Subject.Merges.Values.FirstOrDefault(merge => !merge.Undone) is { } merge
            && Try(subject, officer, new SubjectCommand.UndoMerge(merge.Id, "not the same")))
        {
            Try(merge.Other, officer, new SubjectCommand.UndoMerge(merge.Id, "not the same"));
        }
    }

    private bool Try(SubjectRef subject, Officer officer, SubjectCommand command)
        => SubjectDecider.Decide(Find(subject).Subject, command, new SubjectContext(officer, _now)).Match(
            events => Accept(() => Happen(subject, [.. events])), _ => Refuse());

    private void Try(SubjectRef subject, Officer officer, Command command)
        => ActionDecider.Decide(Find(subject).Actions, command,
            new ActionContext(officer, _now, LadderPolicy.Current, Find(subject).Subject) { ThroughAppeal = true }).Match(
                events => Accept(() => Happen(subject, [.. events])), _ => Refuse());

    private void Happen(SubjectRef subject, params ReadOnlySpan<SubjectEvent> events)
    {
        foreach (var happened in events)
        {
            Store(new StandingFact(subject, happened, null));
        }
    }

    private void Happen(SubjectRef subject, params ReadOnlySpan<ActionEvent> events)
    {
        foreach (var happened in events)
        {
            Store(new StandingFact(subject, null, happened));
        }
    }

    private void Store(StandingFact fact)
    {
        Happened.Add(fact);
        _files[fact.Subject] = After(_files.GetValueOrDefault(fact.Subject), fact);
    }

    private static SubjectFile After(SubjectFile? file, StandingFact fact)
    {
        file ??= new SubjectFile(Subject.Unknown(fact.Subject), SubjectActions.None);
        return fact.OfSubject is { } ofSubject ? file with { Subject = file.Subject.Apply(ofSubject) }
            : file with { Actions = file.Actions.Apply(fact.OfActions!) };
    }

    private static bool Accept(Action happen)
    {
        happen();
        return true;
    }

    private bool Refuse()
    {
        Refused++;
        return false;
    }

    private static Officer Person(string id, OfficerRole role) => new(OfficerId.Parse(id), role);
}
