using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>
/// Reads the events of an alert without the core's own fold: who held it, which verdict stood, who confirmed, which bulk verdict had taken
/// it. What the core believes must be what this reading finds.
/// </summary>
internal static class ScheduleJudge
{
    /// <summary>Judges one alert's events.</summary>
    public static void Judge(SimulatedAlert stored, string name, ScheduleFaults faults)
    {
        var verdicts = new Dictionary<string, (OfficerId By, bool Final)>();
        (OfficerId By, DateTimeOffset Until)? holder = null;
        string? bulk = null;
        foreach (var happened in stored.Events)
        {
            switch (happened)
            {
                case AlertClaimed claimed: holder = (claimed.By, claimed.Until); break;
                case AlertHandedOver handed: holder = (handed.To, handed.Until); break;
                case BulkReserved reserved: bulk = reserved.Bulk; break;
                case BulkReleased: bulk = null; break;
                case AlertExtended extended: Remove(verdicts, [.. extended.Changed.Select(finding => finding.Key)]); break;
                case DispositionRecorded recorded:
                    var allowed = recorded.Bulk is null ? bulk is null && holder is { } held && held.By == recorded.By
                        && recorded.At < held.Until : recorded.Bulk == bulk;
                    Check(allowed, () => faults.DoubleDecisions++, faults, $"{name}: a verdict without a live claim");
                    foreach (var key in recorded.Disposition == Disposition.Inconclusive ? [] : recorded.Keys)
                    {
                        Check(verdicts.TryAdd(key, (recorded.By, !recorded.NeedsApproval)), () => faults.DoubleDecisions++, faults,
                            $"{name}: {key} was decided twice");
                    }

                    break;
                case DispositionApproved approved:
                    foreach (var key in approved.Keys)
                    {
                        var waits = verdicts.TryGetValue(key, out var verdict) && !verdict.Final;
                        Check(waits, () => faults.DoubleDecisions++, faults, $"{name}: {key} was confirmed and did not wait");
                        Check(!waits
                            || verdict.By != approved.By, () => faults.SelfApprovals++, faults,
                            $"{name}: {key} was confirmed by its author");
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

        var believed = stored.Alert!.Findings.Where(state => state.Verdict is not null).Select(state => state.Finding.Key).Order();
        Check(believed.SequenceEqual(verdicts.Keys.Order()), () => faults.DoubleDecisions++, faults,
            $"{name}: the fold and the events disagree on what is decided");
        Check(Alert.Fold(stored.Events)!.Version == stored.Alert.Version, () => faults.LostHits++, faults, $"{name}: an event is lost");
    }

    /// <summary>Judges a bulk verdict: all of its findings, or none.</summary>
    public static void Judge(BulkVerdict verdict, Func<AlertId, SimulatedAlert> alertOf, ScheduleFaults faults)
    {
        foreach (var member in verdict.Members)
        {
            var stored = alertOf(member.Alert);
            var decided = stored.Events.OfType<DispositionRecorded>().Any(one => one.Bulk == verdict.Id && one.Keys.Contains(member.Key));
            var changed = stored.Events.Skip(member.Version).OfType<AlertExtended>()
                .Any(one => one.Changed.Any(finding => finding.Key == member.Key));
            var held = stored.Alert!.Bulk?.Bulk == verdict.Id;
            var right = verdict.Stage == BulkStage.Done ? decided || changed : !decided;
            Check(right
                && !held, () => faults.HalfBulks++, faults,
                $"bulk {verdict.Id}, {verdict.Stage}: {member.Alert} decided {decided}, held {held}");
        }
    }

    private static void Check(bool right, Action count, ScheduleFaults faults, string text)
    {
        if (!right)
        {
            count();
            faults.Say(text);
        }
    }

    private static void Remove(Dictionary<string, (OfficerId, bool)> verdicts, ImmutableArray<string> keys)
    {
        foreach (var key in keys)
        {
            verdicts.Remove(key);
        }
    }
}
