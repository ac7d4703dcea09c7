using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>
/// Random schedules of screenings, claims, verdicts, approvals, undoing, crashes, stale pages and skewed clocks over two instances of the service and a store with
/// compare-and-set; an independent reading of the events judges them. COMPLIANCE_MODEL_SCHEDULES raises the number (1000000 for the long run).
/// </summary>
public sealed class AlertModelTests
{
    private static readonly int Schedules = int.Parse(Environment.GetEnvironmentVariable("COMPLIANCE_MODEL_SCHEDULES") ?? "100000", CultureInfo.InvariantCulture);

    [Fact]
    public void No_schedule_decides_twice_loses_a_hit_or_gets_stuck_ModelBased()
    {
        var (closed, verdicts, refusals) = (0L, 0L, 0L);
        Parallel.For(0, Schedules, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var schedule = new Schedule(seed);
            schedule.Run();
            Interlocked.Add(ref closed, schedule.ClosedOnTheWay);
            Interlocked.Add(ref verdicts, schedule.Verdicts);
            Interlocked.Add(ref refusals, schedule.Refusals);
        });

        // A model that refuses everything, or never gets anywhere, proves nothing.
        Assert.True(closed > Schedules / 100, $"only {closed} alerts closed on the way");
        Assert.True(verdicts > Schedules, $"only {verdicts} verdicts");
        Assert.True(refusals > Schedules, $"only {refusals} refusals");
    }

    private sealed class Schedule(int seed)
    {
        private static readonly Officer[] Officers = [Ana, Ben, Sam, Person("eve", OfficerRole.Approver), Person("ana", OfficerRole.Approver)];
        private static readonly string[] Keys = [First, Second, "payer|un-sc:3"];

        private readonly Random _random = new(seed);
        private readonly List<Stored> _alerts = [];
        private readonly Dictionary<string, Raised> _raised = [];
        private readonly (int Number, Alert? Alert)[] _pages = new (int, Alert?)[3];
        private DateTimeOffset _now = Start;
        private int _screenings;

        /// <summary>What the store holds of one alert.</summary>
        private sealed class Stored
        {
            public List<AlertEvent> Events { get; } = [];

            public Alert? Alert { get; private set; }

            public void Append(ImmutableArray<AlertEvent> events)
            {
                Events.AddRange(events);
                Alert = events.Aggregate(Alert, ScreeningCore.Alerts.Alert.Apply);
            }
        }

        private sealed record Raised(AlertCommand.Raise Command, int Deliveries);

        public int ClosedOnTheWay { get; private set; }

        public int Verdicts { get; private set; }

        public int Refusals { get; private set; }

        public void Run()
        {
            Screen();
            for (var step = 0; step < 30; step++)
            {
                _now += TimeSpan.FromSeconds(_random.Next(20) switch { 0 => 90_000, 1 or 2 => 600, < 6 => 45, _ => 1 });
                switch (_random.Next(10))
                {
                    case 0: Screen(); break;
                    case 1: Redeliver(); break;
                    case 2 or 3: _pages[_random.Next(_pages.Length)] = Read(); break;
                    default: Act(); break;
                }

                ClosedOnTheWay += _alerts.Any(one => one.Alert!.StatusAt(_now, Policy) == AlertStatus.Closed) ? 1 : 0;
            }

            foreach (var stored in _alerts)
            {
                Judge(stored);
                Finish(stored);
                Judge(stored);
                var folded = Alert.Fold(stored.Events)!;
                Assert.Equal(stored.Alert!.Version, folded.Version);
            }

            foreach (var (screening, raised) in _raised)
            {
                var homes = _alerts.Where(one => one.Alert!.ScreeningIds.Contains(screening)).ToList();
                Assert.True(homes.Count == 1, $"seed {seed}: {screening} stands in {homes.Count} alerts");
                var keys = homes[0].Alert!.Findings.Select(state => state.Finding.Key).ToHashSet();
                Assert.True(raised.Command.Findings.All(finding => keys.Contains(finding.Key)), $"seed {seed}: a finding of {screening} is lost");
            }
        }

        private void Screen()
        {
            var keys = Keys.Where(_ => _random.Next(2) == 0).DefaultIfEmpty(First).ToList();
            var id = $"scr_{++_screenings}";
            var command = Raise(id, [.. keys.Select(key => Hit(key, _random.Next(4) == 0 ? Decision.Block : Decision.Review, $"f{_random.Next(2)}", id))]);
            _raised[id] = new Raised(command, 0);
            Deliver(command);
        }

        private void Redeliver() => Deliver(_raised[$"scr_{_random.Next(_screenings) + 1}"].Command);

        /// <summary>What the opener does, with a crash between deciding and saving now and then: the message comes again.</summary>
        private void Deliver(AlertCommand.Raise command)
        {
            if (_alerts.Any(one => one.Alert!.ScreeningIds.Contains(command.ScreeningId)))
            {
                return;
            }

            while (true)
            {
                var target = _alerts.Count == 0 ? new Stored() : _alerts[^1];
                var decision = AlertDecider.Decide(target.Alert, command, new CommandContext(Officer.Service, Skewed(), Policy));
                if (decision is AlertDecision.Refused)
                {
                    target = new Stored();
                    decision = AlertDecider.Decide(null, command, new CommandContext(Officer.Service, Skewed(), Policy));
                }

                if (_random.Next(8) == 0)
                {
                    continue;
                }

                target.Append(((AlertDecision.Accepted)decision).Events);
                if (_alerts.Count == 0 || _alerts[^1] != target)
                {
                    _alerts.Add(target);
                }

                return;
            }
        }

        private (int, Alert?) Read()
        {
            var number = _random.Next(_alerts.Count);
            return (number, _alerts[number].Alert);
        }

        private void Act()
        {
            var (number, page) = _pages[_random.Next(_pages.Length)] is { Alert: not null } open && _random.Next(4) == 0 ? open : Read();
            var command = Command(page!);
            var officer = Officers[_random.Next(Officers.Length)];
            if (command is not (AlertCommand.Claim or AlertCommand.Approve or AlertCommand.Reject) && page!.Claim is { } claim && _random.Next(4) > 0)
            {
                officer = Officers.First(one => one.Id == claim.By);
            }

            // An instance decides on what it read; the store takes it only if nothing came between.
            var decision = AlertDecider.Decide(page, command, new CommandContext(officer, Skewed(), Policy, page!.Version));
            if (decision is not AlertDecision.Accepted { Events: var events } || _alerts[number].Events.Count != page.Version)
            {
                Refusals++;
                return;
            }

            if (_random.Next(10) > 0)
            {
                Verdicts += events.Count(happened => happened is DispositionRecorded or DispositionApproved);
                _alerts[number].Append(events);
            }
        }

        private AlertCommand Command(Alert page)
        {
            ImmutableArray<string> keys = _random.Next(3) == 0 ? [.. page.Findings.Select(state => state.Finding.Key)] : [page.Findings[_random.Next(page.Findings.Length)].Finding.Key];
            return _random.Next(16) switch
            {
                <= 3 => new AlertCommand.Claim(),
                <= 7 => new AlertCommand.RecordDisposition(keys, Disposition.FalsePositive, "several_differences", "x", _random.Next(3) == 0 ? _now.AddDays(100) : null),
                8 => new AlertCommand.RecordDisposition(keys, Disposition.TrueMatch, "same_identifier", "x"),
                9 => new AlertCommand.RecordDisposition(keys, Disposition.Inconclusive, "facts_missing", "x"),
                10 => new AlertCommand.Approve(keys, ""),
                11 => new AlertCommand.Reject(keys, "x"),
                12 => new AlertCommand.Undo(keys),
                13 => new AlertCommand.Reopen(keys, "x"),
                14 => _random.Next(2) == 0 ? new AlertCommand.NeedInformation("x") : new AlertCommand.Hold(_now.AddDays(1), "x"),
                _ => _random.Next(3) switch { 0 => new AlertCommand.Release(), 1 => new AlertCommand.Escalate("x"), _ => new AlertCommand.HandOver(Officers[_random.Next(3)].Id, "x") },
            };
        }

        private DateTimeOffset Skewed() => _now.AddSeconds(_random.Next(2) == 0 ? -40 : 40);

        /// <summary>Whatever happened, two people can bring every alert to its end.</summary>
        private void Finish(Stored stored)
        {
            var (yan, zoe) = (Person("yan", OfficerRole.Analyst), Person("zoe", OfficerRole.Approver));
            var now = _now.AddDays(60);
            void Do(AlertCommand command, Officer officer) => stored.Append(
                Decide(stored.Alert, command, officer, now).Match(accepted => accepted, refusal => throw new InvalidOperationException($"seed {seed} is stuck: {refusal}")));

            var waiting = stored.Alert!.Findings.Where(state => state.AwaitsApproval).Select(state => state.Finding.Key).ToImmutableArray();
            if (!waiting.IsEmpty)
            {
                Do(new AlertCommand.Approve(waiting, ""), zoe);
            }

            var open = stored.Alert!.Findings.Where(state => state.Verdict is null).Select(state => state.Finding.Key).ToImmutableArray();
            if (!open.IsEmpty)
            {
                Do(new AlertCommand.Claim(), yan);
                Do(new AlertCommand.RecordDisposition(open, Disposition.TrueMatch, "other_true_match", "x"), yan);
                Do(new AlertCommand.Approve(open, ""), zoe);
            }

            Assert.Equal(AlertStatus.Closed, stored.Alert!.StatusAt(now.AddHours(1), Policy));
        }

        /// <summary>Reads the events without the core's own fold: who held the alert, which verdict stood, who confirmed.</summary>
        private void Judge(Stored stored)
        {
            var verdicts = new Dictionary<string, (OfficerId By, bool Final)>();
            (OfficerId By, DateTimeOffset Until)? holder = null;
            foreach (var happened in stored.Events)
            {
                switch (happened)
                {
                    case AlertClaimed claimed: holder = (claimed.By, claimed.Until); break;
                    case AlertHandedOver handed: holder = (handed.To, handed.Until); break;
                    case AlertExtended extended:
                        foreach (var finding in extended.Changed)
                        {
                            verdicts.Remove(finding.Key);
                        }

                        break;
                    case DispositionRecorded recorded:
                        Assert.True(holder is { } held && held.By == recorded.By && recorded.At < held.Until, $"seed {seed}: a verdict without a live claim");
                        foreach (var key in recorded.Disposition == Disposition.Inconclusive ? [] : recorded.Keys)
                        {
                            Assert.True(verdicts.TryAdd(key, (recorded.By, !recorded.NeedsApproval)), $"seed {seed}: {key} was decided twice");
                        }

                        break;
                    case DispositionApproved approved:
                        foreach (var key in approved.Keys)
                        {
                            Assert.True(verdicts.TryGetValue(key, out var verdict) && !verdict.Final && verdict.By != approved.By, $"seed {seed}: {key} was approved wrongly");
                            verdicts[key] = (verdict.By, true);
                        }

                        break;
                    case DispositionRejected rejected: Remove(verdicts, rejected.Keys); break;
                    case DispositionUndone { ApprovalOnly: true } undone:
                        foreach (var key in undone.Keys)
                        {
                            verdicts[key] = (verdicts[key].By, false);
                        }

                        break;
                    case DispositionUndone undone: Remove(verdicts, undone.Keys); break;
                    case FindingsReopened reopened: Remove(verdicts, reopened.Keys); break;
                    default: break;
                }
            }

            Assert.Equal(stored.Alert!.Findings.Where(state => state.Verdict is not null).Select(state => state.Finding.Key).Order(), verdicts.Keys.Order());
        }

        private static void Remove(Dictionary<string, (OfficerId, bool)> verdicts, ImmutableArray<string> keys)
        {
            foreach (var key in keys)
            {
                verdicts.Remove(key);
            }
        }
    }
}
