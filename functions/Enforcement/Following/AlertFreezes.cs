using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Verdict = Compliance.ScreeningCore.Alerts.Verdict;

namespace Compliance.Functions.Enforcement.Following;

/// <summary>
/// A freeze that a list demanded ends with its alerts, and comes back with them. It ends where every finding that blocked was concluded to
/// be somebody else and sealed; two people end it where two concluded, otherwise a second one is awaited. Where a conclusion is opened
/// again, the freeze is laid again.
/// </summary>
internal sealed class AlertFreezes(AlertStore alerts, SubjectStreamStore streams, ActionService actions, ReviewPolicy policy,
    TimeProvider time)
{
    /// <summary>Settles the freezes of an alert's subject; false while it must be looked at again.</summary>
    public async Task<bool> SettleAsync(AlertId id, CancellationToken cancellation)
    {
        if (await alerts.FindAsync(id, cancellation) is not { Alert: { SubjectId: { } subject } alert }
            || !SubjectRef.TryMake(SubjectKind.Account, subject, out var account, out _))
        {
            return true; // Erased, or of nobody who has an account.
        }

        var now = time.GetUtcNow();
        var freezes = (await streams.FoldedAsync(account, cancellation)).Actions.Actions.Values.Where(IsOfList).ToList();
        return freezes.Count == 0 || alert.StatusAt(now, policy) switch
        {
            AlertStatus.Decided => false, // It may still be taken back for a minute.
            AlertStatus.Closed => await EndAsync(account, id, freezes, now, cancellation),
            _ => await LayAgainAsync(account, alert, freezes, now, cancellation),
        };
    }

    private async Task<bool> EndAsync(SubjectRef account, AlertId id, List<ActionState> freezes, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (await VerdictAsync(id, now, cancellation) is not { } verdict)
        {
            return true; // Something still speaks for the freeze.
        }

        foreach (var freeze in freezes.Where(freeze => freeze.HoldsAt(now)))
        {
            var end = new ActionCommand.EndWithAlert(freeze.Id, id.ToString(), verdict.By, verdict.ApprovedBy)
            { MakerBehind = verdict.Behind };
            await actions.GiveAsync(account, end, Officer.Service, null, null, cancellation);
        }

        return true;
    }

    private async Task<bool> LayAgainAsync(SubjectRef account, Alert alert, List<ActionState> freezes, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (!alert.Findings.Any(SpeaksForFreeze) || freezes.Exists(freeze => freeze.HoldsAt(now)))
        {
            return true;
        }

        foreach (var ended in freezes.Where(freeze => freeze.End?.Text == ActionCommand.EndWithAlert.TextOf(alert.Id.ToString())))
        {
            // The same state of the alert gives the same id: it is laid once, however often it is looked at.
            var hash = SubjectItemIds.DigitsOf($"again\n{ended.Id}\n{alert.Id}\n{alert.Reopened}\n{alert.SentBack}");
            var again = ended.Action! with { Id = ActionIds.Of(account, hash), From = now, Until = null };
            if (freezes.TrueForAll(freeze => freeze.Id != again.Id))
            {
                await actions.GiveAsync(account, new ActionCommand.Propose(again), Officer.Service, null, null, cancellation);
            }
        }

        return true;
    }

    /// <summary>Who concluded last, over all alerts of the subject; null while one of them speaks for a freeze.</summary>
    private async Task<Verdict?> VerdictAsync(AlertId id, DateTimeOffset now, CancellationToken cancellation)
    {
        Verdict? last = null;
        for (var number = await alerts.LatestNumberAsync(id.SubjectKey, cancellation); number >= 1; number--)
        {
            if (await alerts.FindAsync(id.WithNumber(number), cancellation) is not { Alert: var alert })
            {
                continue;
            }

            foreach (var finding in alert.Findings.Where(state => state.Worst.Outcome == Decision.Block))
            {
                if (SpeaksForFreeze(finding) || alert.StatusAt(now, policy) != AlertStatus.Closed)
                {
                    return null;
                }

                last = last is null || finding.Verdict!.FinalSince > last.FinalSince ? finding.Verdict : last;
            }
        }

        return last;
    }

    private static bool SpeaksForFreeze(FindingState state) => state.Worst.Outcome == Decision.Block
        && state is not { Verdict.Disposition: Disposition.FalsePositive, IsFinal: true, Reopening: null };

    private static bool IsOfList(ActionState state) => state.DecidedBy == OfficerId.System
        && state.Action is { Origin: ActionOrigin.Law, Measure.Freeze: true };
}
