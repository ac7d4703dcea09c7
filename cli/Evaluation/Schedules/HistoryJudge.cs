using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>
/// Reads the events of an alert for what was ever held against each finding, without the core's own fold: which block and which confirmed
/// match stands, and whether two people, keys counted with those behind them, lifted it.
/// </summary>
internal static class HistoryJudge
{
    /// <summary>What this reading knows of one finding.</summary>
    private sealed class Held
    {
        public bool Block { get; set; }

        public bool Match { get; set; }

        public DispositionRecorded? Verdict { get; set; }

        public DispositionApproved? Approval { get; set; }

        public ReopeningProposed? Asked { get; set; }

        public bool Final => Verdict is not null && (!Verdict.NeedsApproval || Approval is not null);

        public bool Lifted => Final && Verdict!.Disposition == Disposition.FalsePositive;
    }

    /// <summary>Judges one alert's events.</summary>
    public static void Judge(SimulatedAlert stored, string name, ScheduleFaults faults)
    {
        var held = new Dictionary<string, Held>(StringComparer.Ordinal);
        var confirmedBefore = ImmutableArray<string>.Empty;
        foreach (var happened in stored.Events)
        {
            if (happened is AlertOpened { ConfirmedBefore.IsDefault: false } opened)
            {
                confirmedBefore = opened.ConfirmedBefore;
            }

            foreach (var (key, outcome, changed) in SeenIn(happened))
            {
                See(Of(held, key, confirmedBefore), outcome, changed);
            }

            foreach (var key in KeysOf(happened))
            {
                if (IsWayAround(held[key], happened))
                {
                    faults.WaysAround++;
                    faults.Say($"{name}: {happened.GetType().Name} of {happened.By} on {key} goes around two people");
                }

                Take(held[key], happened);
            }
        }

        foreach (var (key, one) in held)
        {
            var state = stored.Alert!.Find(key)!;
            if ((state.StandingBlock is not null, state.IsConfirmedByTwo) != (one.Block && !one.Lifted, IsConfirmed(one)))
            {
                faults.LostBlocks++;
                faults.Say($"{name}: the alert and its events disagree on what stands against {key}");
            }
        }
    }

    private static bool IsConfirmed(Held one)
        => !one.Lifted && (one.Match || (one.Verdict is { Disposition: Disposition.TrueMatch } && one.Approval is not null));

    private static Held Of(Dictionary<string, Held> held, string key, ImmutableArray<string> confirmedBefore)
    {
        if (!held.TryGetValue(key, out var one))
        {
            held[key] = one = new Held { Match = confirmedBefore.Contains(key) };
        }

        return one;
    }

    private static void See(Held one, Decision outcome, bool changed)
    {
        if (changed)
        {
            var lifted = one.Lifted;
            (one.Block, one.Match) = (one.Block && !lifted, IsConfirmed(one) || (one.Match && !lifted));
            (one.Verdict, one.Approval, one.Asked) = (null, null, null);
        }

        one.Block |= outcome == Decision.Block;
    }

    private static bool IsWayAround(Held one, AlertEvent happened) => happened switch
    {
        DispositionRecorded { NeedsApproval: false, Disposition: Disposition.FalsePositive } => one.Block || one.Match,
        DispositionRecorded { NeedsApproval: false, Disposition: Disposition.TrueMatch } => true,
        DispositionApproved => one.Verdict is null || AreOne(one.Verdict, happened),
        FindingsReopened when happened.By != OfficerId.System => IsConfirmed(one) && (one.Asked is null || AreOne(one.Asked, happened)),
        DispositionUndone { ApprovalOnly: false } => one.Approval is not null,
        _ => false,
    };

    private static void Take(Held one, AlertEvent happened)
    {
        switch (happened)
        {
            case DispositionRecorded { Disposition: not Disposition.Inconclusive } recorded: one.Verdict = recorded; break;
            case DispositionApproved approved: one.Approval = approved; break;
            case DispositionUndone { ApprovalOnly: true }: one.Approval = null; break;
            case DispositionRejected or DispositionUndone: one.Verdict = null; break;
            case ReopeningProposed asked: one.Asked = asked; break;
            case ReopeningEnded: one.Asked = null; break;
            case FindingsReopened:
                one.Match = one.Match || (one.Verdict is { Disposition: Disposition.TrueMatch } && one.Approval is not null);
                (one.Verdict, one.Approval, one.Asked) = (null, null, null);
                break;
            default: break;
        }
    }

    private static bool AreOne(AlertEvent first, AlertEvent second) => PeopleOf(first).Overlaps(PeopleOf(second));

    /// <summary>The people behind an act: everybody who could have done it.</summary>
    private static HashSet<string> PeopleOf(AlertEvent happened) => happened.By.Value switch
    {
        "key.ana" => ["ana"],
        "key.shared" => ["ben", "eve"],
        "key.nobody" => ["ana", "ben", "sam", "eve", "yan", "zoe"],
        var person => [person],
    };

    private static IEnumerable<(string Key, Decision Outcome, bool Changed)> SeenIn(AlertEvent happened) => happened switch
    {
        AlertOpened one => one.Findings.Select(finding => (finding.Key, finding.Outcome, false)),
        AlertExtended one => one.Added.Concat(one.SeenAgain).Select(finding => (finding.Key, finding.Outcome, false))
            .Concat(one.Changed.Select(finding => (finding.Key, finding.Outcome, true))),
        _ => [],
    };

    private static ImmutableArray<string> KeysOf(AlertEvent happened) => happened switch
    {
        DispositionRecorded one => one.Keys,
        DispositionApproved one => one.Keys,
        DispositionRejected one => one.Keys,
        DispositionUndone one => one.Keys,
        ReopeningProposed one => one.Keys,
        ReopeningEnded one => one.Keys,
        FindingsReopened one => one.Keys,
        _ => [],
    };
}
