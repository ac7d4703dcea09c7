using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>
/// Bulk verdicts of a schedule, carried out one small step at a time by instances that may die between any two steps; the same course as
/// the service's, on the same pure functions.
/// </summary>
internal sealed class SimulatedBulks(Func<AlertId, SimulatedAlert> alertOf, Func<DateTimeOffset> clock, ReviewPolicy policy)
{
    private readonly List<Run> _runs = [];

    /// <summary>Who carries out which verdict, and how far.</summary>
    private sealed class Run(string id, Officer approver, BulkVerdict agreed)
    {
        public string Id { get; } = id;

        public Officer Approver { get; } = approver;

        public BulkVerdict Agreed { get; } = agreed;

        public int Next { get; set; }
    }

    /// <summary>The verdicts as stored.</summary>
    public Dictionary<string, BulkVerdict> Stored { get; } = [];

    /// <summary>Bulk verdicts that were carried out while the schedule ran.</summary>
    public int Done => Stored.Values.Count(one => one.Stage == BulkStage.Done);

    /// <summary>True where an instance is at work.</summary>
    public bool Running => _runs.Count > 0;

    /// <summary>Proposes one verdict for like findings.</summary>
    public void Propose(ImmutableArray<(Alert, FindingState)> findings, Officer officer)
    {
        var id = $"b{Stored.Count + 1}";
        if (BulkVerdict.Propose(id, findings, "several_differences", "x", Context(officer), out _) is { } verdict)
        {
            Stored[id] = verdict;
        }
    }

    /// <summary>Agrees to a proposal; an instance begins to carry it out.</summary>
    public void Agree(string id, Officer officer)
    {
        if (Stored[id].Agree(Context(officer), out _) is { } agreed)
        {
            Stored[id] = agreed;
            _runs.Add(new Run(id, officer, agreed));
        }
    }

    /// <summary>One step of one instance, or its death.</summary>
    public void Step(int which, bool dies)
    {
        var run = _runs[which % _runs.Count];
        if (dies)
        {
            _runs.Remove(run);
            return;
        }

        if (run.Next < run.Agreed.Members.Length)
        {
            var member = run.Agreed.Members[run.Next++];
            var stored = alertOf(member.Alert);
            var decision =
                AlertDecider.Decide(stored.Alert, new AlertCommand.ReserveForBulk(run.Id, [member.Key]),
                Context(run.Approver) with { SeenVersion = member.Version });
            if (decision is AlertDecision.Accepted { Events: var events })
            {
                stored.TryAppend(member.Version, events);
                return;
            }

            if (ReferenceEquals(Stored[run.Id], run.Agreed))
            {
                Stored[run.Id] = run.Agreed with { Stage = BulkStage.Abandoned };
            }

            _runs.Remove(run);
            return;
        }

        if (ReferenceEquals(Stored[run.Id], run.Agreed))
        {
            Stored[run.Id] = run.Agreed with { Stage = BulkStage.Committed };
            return;
        }

        // Committed by this instance, or given up by another: the rest is what anybody would do who met one of the alerts.
        _runs.Remove(run);
        CarryOn(run.Id);
    }

    /// <summary>What whoever meets a held alert does; true where the hold has ended.</summary>
    public bool CarryOn(string id)
    {
        var verdict = Stored[id];
        if (verdict.IsStuckAt(clock(), policy))
        {
            verdict = Stored[id] = verdict with { Stage = BulkStage.Abandoned };
        }

        switch (verdict.Stage)
        {
            case BulkStage.Committed or BulkStage.Done:
                foreach (var group in verdict.Members.GroupBy(member => member.Alert))
                {
                    Give(group.Key, new AlertCommand.RecordBulk(id, [.. group], verdict.Author, verdict.Reason, verdict.Text)
                    { AuthorBehind = verdict.Behind },
                        new Officer(verdict.Approver!.Value, OfficerRole.Approver));
                }

                Stored[id] = verdict with { Stage = BulkStage.Done };
                return true;
            case BulkStage.Abandoned:
                foreach (var alert in verdict.Members.Select(member => member.Alert).Distinct())
                {
                    Give(alert, new AlertCommand.ReleaseBulk(id), Officer.Service);
                }

                return true;
            default:
                return false;
        }
    }

    private void Give(AlertId alert, AlertCommand command, Officer officer)
    {
        var stored = alertOf(alert);
        stored.TryAppend(stored.Events.Count, AlertDecider.Decide(stored.Alert, command, Context(officer))
            .Match(events => events, _ => []));
    }

    private CommandContext Context(Officer officer) => new(officer, clock(), policy);
}
