using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>
/// One random schedule: screenings, deliveries that come again, claims, verdicts, approvals, undoing, bulk verdicts, stale pages, crashes
/// and skewed clocks over two subjects and a store with compare-and-set. Afterwards two people who were never there must be able to bring
/// every alert to its end.
/// </summary>
internal sealed class AlertSchedule
{
    private const int Steps = 36;
    private const int Subjects = 2;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] Keys = ["subject|us-ofac-sdn:1", "subject|us-ofac-sdn:2", "payer|un-sc:3"];
    private static readonly Officer[] Officers =
    [
        Person("ana", OfficerRole.Analyst), Person("ben", OfficerRole.Approver), Person("sam", OfficerRole.Screener),
            Person("eve", OfficerRole.Approver), Person("ana", OfficerRole.Approver),
        Person("key.ana", OfficerRole.Analyst) with { Behind = [OfficerId.Parse("ana")] },
        Person("key.shared", OfficerRole.Approver) with { Behind = [OfficerId.Parse("ben"), OfficerId.Parse("eve")] },
        Person("key.nobody", OfficerRole.Analyst),
    ];

    private readonly int _seed;
    private readonly Random _random;
    private readonly ReviewPolicy _policy = ReviewPolicy.Current;
    private readonly List<SimulatedAlert>[] _alerts = [.. Enumerable.Range(0, Subjects).Select(_ => new List<SimulatedAlert>())];
    private readonly List<(int Subject, AlertCommand.Raise Command)> _raised = [];
    private readonly (SimulatedAlert Stored, Alert Page)?[] _pages = new (SimulatedAlert, Alert)?[3];
    private readonly SimulatedBulks _bulks;
    private DateTimeOffset _now = Start;

    public AlertSchedule(int seed)
    {
        (_seed, _random) = (seed, new Random(seed));
        _bulks = new SimulatedBulks(id => Stored(id), Skewed, _policy);
    }

    public ScheduleFaults Faults { get; } = new();

    public int Verdicts { get; private set; }

    public int Refusals { get; private set; }

    public int Closed { get; private set; }

    public int Bulks => _bulks.Done;

    /// <summary>Runs and judges.</summary>
    public void Run()
    {
        for (var subject = 0; subject < Subjects; subject++)
        {
            Screen(subject);
        }

        for (var step = 0; step < Steps; step++)
        {
            _now += TimeSpan.FromSeconds(_random.Next(20) switch { 0 => 90_000, 1 or 2 => 600, < 6 => 45, _ => 1 });
            switch (_random.Next(12))
            {
                case 0: Screen(_random.Next(Subjects)); break;
                case 1: Redeliver(); break;
                case 2: _pages[_random.Next(_pages.Length)] = Read(); break;
                case 3: ProposeBulk(); break;
                case 4 when _bulks.Stored.Count
                    > 0:
                    _bulks.Agree(_bulks.Stored.Keys.ElementAt(_random.Next(_bulks.Stored.Count)),
                    Officers[_random.Next(Officers.Length)]); break;
                case <= 7 when _bulks.Running: _bulks.Step(_random.Next(100), dies: _random.Next(9) == 0); break;
                default: Act(); break;
            }

            Closed += _alerts.SelectMany(one => one).Any(one => one.Alert!.StatusAt(_now, _policy) == AlertStatus.Closed) ? 1 : 0;
        }

        _now = _now.AddDays(60);
        foreach (var stored in _alerts.SelectMany(one => one))
        {
            Meet(stored);
            ScheduleJudge.Judge(stored, $"seed {_seed}", Faults);
            HistoryJudge.Judge(stored, $"seed {_seed}", Faults);
            Finish(stored);
            ScheduleJudge.Judge(stored, $"seed {_seed}", Faults);
            HistoryJudge.Judge(stored, $"seed {_seed}", Faults);
        }

        foreach (var verdict in _bulks.Stored.Values)
        {
            ScheduleJudge.Judge(verdict, Stored, Faults);
        }

        CountLost();
    }

    private void CountLost()
    {
        foreach (var (subject, command) in _raised)
        {
            var homes = _alerts[subject].Where(one => one.Alert!.ScreeningIds.Contains(command.ScreeningId)).ToList();
            var keys = homes.SelectMany(one => one.Alert!.Findings).Select(state => state.Finding.Key).ToHashSet();
            if (homes.Count != 1 || command.Findings.Any(finding => !keys.Contains(finding.Key)))
            {
                Faults.LostHits++;
                Faults.Say($"seed {_seed}: {command.ScreeningId} stands in {homes.Count} alerts, or misses a finding");
            }
        }
    }

    private void Screen(int subject)
    {
        var keys = Keys.Where(_ => _random.Next(2) == 0).DefaultIfEmpty(Keys[0]).ToList();
        var id = $"scr_{_raised.Count + 1}";
        ImmutableArray<AlertFinding> findings =
            [.. keys.Select(key => Hit(key, _random.Next(4) == 0 ? Decision.Block : Decision.Review, $"f{_random.Next(2)}", id))];
        var command = new AlertCommand.Raise(IdOf(subject), $"acct_{subject}", id, findings.Max(finding => finding.Outcome), findings);
        _raised.Add((subject, command));
        Deliver(subject, command);
    }

    private void Redeliver()
    {
        var (subject, command) = _raised[_random.Next(_raised.Count)];
        Deliver(subject, command);
    }

    /// <summary>What the opener does, with a crash between deciding and saving now and then: the message comes again.</summary>
    private void Deliver(int subject, AlertCommand.Raise command)
    {
        var alerts = _alerts[subject];
        while (!alerts.Any(one => one.Alert!.ScreeningIds.Contains(command.ScreeningId)))
        {
            var target = alerts.Count == 0 ? new SimulatedAlert() : alerts[^1];
            Meet(target);
            var decision =
                AlertDecider.Decide(target.Alert, command with { Alert = IdOf(subject).WithNumber(Math.Max(1, alerts.Count)) },
                new CommandContext(Officer.Service, Skewed(), _policy));
            if (decision is AlertDecision.Refused)
            {
                target = new SimulatedAlert();
                decision =
                    AlertDecider.Decide(null, command with
                    {
                        Alert = IdOf(subject).WithNumber(alerts.Count + 1),
                        ConfirmedBefore = alerts[^1].Alert!.ConfirmedSoFar,
                    },
                    new CommandContext(Officer.Service, Skewed(), _policy));
            }

            if (_random.Next(8) > 0)
            {
                target.TryAppend(target.Events.Count, ((AlertDecision.Accepted)decision).Events);
                if (alerts.Count == 0 || alerts[^1] != target)
                {
                    alerts.Add(target);
                }
            }
        }
    }

    private (SimulatedAlert, Alert) Read()
    {
        var alerts = _alerts[_random.Next(Subjects)];
        var stored = alerts[_random.Next(alerts.Count)];
        return (stored, stored.Alert!);
    }

    private void Act()
    {
        var (stored, page) = _pages[_random.Next(_pages.Length)] is { } open && _random.Next(4) == 0 ? open : Read();
        var command = Command(page);
        var officer = Officers[_random.Next(Officers.Length)];
        if (command is not (AlertCommand.Claim or AlertCommand.Approve or AlertCommand.Reject) && page.Claim is { } claim
            && _random.Next(4) > 0)
        {
            officer = Officers.First(one => one.Id == claim.By);
        }

        // An instance decides on what it read; the store takes it only if nothing came between.
        Meet(stored);
        var decision = AlertDecider.Decide(page, command, new CommandContext(officer, Skewed(), _policy, page.Version));
        if (decision is not AlertDecision.Accepted { Events: var events } || stored.Events.Count != page.Version)
        {
            Refusals++;
            return;
        }

        if (_random.Next(10) > 0 && stored.TryAppend(page.Version, events))
        {
            Verdicts += events.Count(happened => happened is DispositionRecorded or DispositionApproved);
        }
    }

    private AlertCommand Command(Alert page)
    {
        ImmutableArray<string> keys = _random.Next(3) == 0 ? [.. page.Findings.Select(state => state.Finding.Key)]
            : [page.Findings[_random.Next(page.Findings.Length)].Finding.Key];
        return _random.Next(17) switch
        {
            <= 3 => new AlertCommand.Claim(),
            <= 7 => new AlertCommand.RecordDisposition(keys, Disposition.FalsePositive, "several_differences", "x", _random.Next(3) == 0
                ? _now.AddDays(100) : null),
            8 => new AlertCommand.RecordDisposition(keys, Disposition.TrueMatch, "same_identifier", "x"),
            9 => new AlertCommand.RecordDisposition(keys, Disposition.Inconclusive, "facts_missing", "x"),
            10 => new AlertCommand.Approve(keys, ""),
            11 => new AlertCommand.Reject(keys, "x"),
            12 => new AlertCommand.Undo(keys),
            13 => new AlertCommand.Reopen(keys, "x"),
            14 => _random.Next(2) == 0 ? new AlertCommand.NeedInformation("x") : new AlertCommand.Hold(_now.AddDays(1), "x"),
            15 => _random.Next(2) == 0 ? new AlertCommand.RevokeGoodGuy(keys[0], "x") : new AlertCommand.ReviewGoodGuy(keys[0], "x"),
            _ => _random.Next(3) switch
            {
                0 => new AlertCommand.Release(),
                1 => new AlertCommand.Escalate("x"),
                _ =>
                new AlertCommand.HandOver(Officers[_random.Next(3)].Id, "x")
            },
        };
    }

    private void ProposeBulk()
    {
        ImmutableArray<(Alert, FindingState)> alike =
        [
            .. _alerts.Select(one => one[^1].Alert!)
                .SelectMany(alert => alert.Findings.Where(state => state is { Verdict: null, Finding.Group: not null }
                && state.Finding.Key == Keys[0]).Select(state => (alert, state))),
        ];
        _bulks.Propose(alike, Officers[_random.Next(Officers.Length)]);
    }

    /// <summary>Whoever touches an alert that a bulk verdict holds carries that on first.</summary>
    private void Meet(SimulatedAlert stored)
    {
        if (stored.Alert?.Bulk is { } held)
        {
            _bulks.CarryOn(held.Bulk);
        }
    }

    private DateTimeOffset Skewed() => _now.AddSeconds(_random.Next(2) == 0 ? -40 : 40);

    /// <summary>Whatever happened, two people can bring every alert to its end.</summary>
    private void Finish(SimulatedAlert stored)
    {
        var (yan, zoe) = (Person("yan", OfficerRole.Analyst), Person("zoe", OfficerRole.Approver));
        var waiting = stored.Alert!.Findings.Where(state => state.AwaitsApproval).Select(state => state.Finding.Key).ToImmutableArray();
        var ended = waiting.IsEmpty || Do(stored, new AlertCommand.Approve(waiting, ""), zoe);
        var open = stored.Alert!.Findings.Where(state => state.Verdict is null).Select(state => state.Finding.Key).ToImmutableArray();
        ended &= open.IsEmpty
            || (Do(stored, new AlertCommand.Claim(), yan)
            && Do(stored, new AlertCommand.RecordDisposition(open, Disposition.TrueMatch, "other_true_match", "x"), yan)
            && Do(stored, new AlertCommand.Approve(open, ""), zoe));
        if (!ended || stored.Alert!.StatusAt(_now.AddHours(1), _policy) != AlertStatus.Closed)
        {
            Faults.StuckStates++;
            Faults.Say($"seed {_seed}: stuck at version {stored.Alert!.Version}");
        }
    }

    private bool Do(SimulatedAlert stored, AlertCommand command, Officer officer) =>
        AlertDecider.Decide(stored.Alert, command, new CommandContext(officer, _now, _policy))
        .Match(events => stored.TryAppend(stored.Events.Count, events), _ => false);

    private SimulatedAlert Stored(AlertId id) => _alerts.SelectMany(one => one).First(one => one.Alert!.Id == id);

    private static AlertId IdOf(int subject) => AlertId.FirstOfSubject($"acct_{subject}");

    private static Officer Person(string name, OfficerRole role) => new(OfficerId.Parse(name), role);

    private static AlertFinding Hit(string key, Decision outcome, string fingerprint, string screening)
        => new(key, Gate.List, outcome, screening, fingerprint)
        {
            Entry = ListEntryId.Parse(key[(key.IndexOf('|', StringComparison.Ordinal) + 1)..]),
            Role =
            key[..key.IndexOf('|', StringComparison.Ordinal)],
            Score = 0.9,
            SubjectFingerprint = "s" + fingerprint,
            PartyFingerprint =
            "p" + fingerprint,
            Pattern = "birthDate-",
        };
}
