using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Bulk;

/// <summary>
/// Carries a bulk verdict from agreement to its end. The one change from reserving to committed decides for all alerts; an instance that
/// dies before it has decided nothing, one that dies after it is followed by whoever meets one of the alerts.
/// </summary>
internal sealed class BulkVerdictRun(AlertStore alerts, AlertWriter writer, BulkStore bulks, ReviewPolicy policy, TimeProvider clock)
{
    /// <summary>Takes every alert, decides, writes. Gives null where all was done, else why nothing was.</summary>
    public async Task<AlertRefusal?> RunAsync(BulkFile file, Officer approver, CancellationToken cancellation)
    {
        var verdict = file.Verdict;
        foreach (var group in verdict.Members.GroupBy(member => member.Alert))
        {
            var command = new AlertCommand.ReserveForBulk(verdict.Id, [.. group.Select(member => member.Key)]);
            if (await GiveAsync(group.Key, command, approver, group.First().Version, cancellation) is { } refusal)
            {
                await AbandonAsync(file, $"{group.Key}: {refusal.Text}", cancellation);
                return new AlertRefusal(refusal.Kind, $"Nothing was decided. The alert {group.Key} stands against it: {refusal.Text}");
            }
        }

        var committed = verdict with { Stage = BulkStage.Committed };
        if (!await bulks.SaveAsync(file, committed, Act(committed, "bulk.committed", approver.Id), cancellation))
        {
            await CarryOnAsync(verdict.Id, CancellationToken.None);
            return new AlertRefusal(RefusalKind.BulkNotPossible,
                "Nothing was decided: taking the alerts lasted too long and was given up.");
        }

        await CarryOnAsync(verdict.Id, CancellationToken.None);
        return null;
    }

    /// <summary>Finishes what was committed, gives up what is stuck or over; false where it is still being carried out by
    /// somebody.</summary>
    public async Task<bool> CarryOnAsync(string id, CancellationToken cancellation)
    {
        if (await bulks.FindAsync(id, cancellation) is not { Verdict: var verdict } file)
        {
            throw new InvalidDataException($"An alert is held by the bulk verdict {id}, which is not stored.");
        }

        switch (verdict.Stage)
        {
            case BulkStage.Committed:
                await WriteAsync(verdict, cancellation);
                var done = verdict with { Stage = BulkStage.Done };
                await bulks.SaveAsync(file, done, Act(done, "bulk.done", verdict.Approver!.Value), cancellation);
                return true;
            case BulkStage.Reserving when verdict.IsStuckAt(clock.GetUtcNow(), policy):
                await AbandonAsync(file, "Taking the alerts was interrupted.", cancellation);
                return true;
            case BulkStage.Done:
                await WriteAsync(verdict, cancellation);
                return true;
            case BulkStage.Abandoned:
                await ReleaseAsync(verdict, cancellation);
                return true;
            default:
                return false;
        }
    }

    private async Task AbandonAsync(BulkFile file, string why, CancellationToken cancellation)
    {
        var abandoned = file.Verdict with { Stage = BulkStage.Abandoned, Ending = why };
        if (await bulks.SaveAsync(file, abandoned, Act(abandoned, "bulk.abandoned", OfficerId.System), cancellation))
        {
            await ReleaseAsync(abandoned, cancellation);
        }
    }

    private async Task WriteAsync(BulkVerdict verdict, CancellationToken cancellation)
    {
        foreach (var group in verdict.Members.GroupBy(member => member.Alert))
        {
            await MustAsync(group.Key, new AlertCommand.RecordBulk(verdict.Id, [.. group], verdict.Author, verdict.Reason, verdict.Text)
            { AuthorBehind = verdict.Behind },
                new Officer(verdict.Approver!.Value, OfficerRole.Approver), cancellation);
        }
    }

    private async Task ReleaseAsync(BulkVerdict verdict, CancellationToken cancellation)
    {
        foreach (var alert in verdict.Members.Select(member => member.Alert).Distinct())
        {
            await MustAsync(alert, new AlertCommand.ReleaseBulk(verdict.Id), Officer.Service, cancellation);
        }
    }

    private async Task MustAsync(AlertId alert, AlertCommand command, Officer officer, CancellationToken cancellation)
    {
        if (await GiveAsync(alert, command, officer, null, cancellation) is { } refusal)
        {
            throw new InvalidOperationException($"The alert {alert} refused the end of a bulk verdict: {refusal.Kind}.");
        }
    }

    private async Task<AlertRefusal?> GiveAsync(AlertId id, AlertCommand command, Officer officer, int? seen,
        CancellationToken cancellation)
    {
        while (true)
        {
            var file = await alerts.FindAsync(id, cancellation);
            switch (AlertDecider.Decide(file?.Alert, command, new CommandContext(officer, clock.GetUtcNow(), policy, seen)))
            {
                case AlertDecision.Refused { Refusal: var refusal }: return refusal;
                case AlertDecision.Accepted { Events: { IsEmpty: true } }: return null;
                case AlertDecision.Accepted { Events: var events } when await writer.SaveAsync(id, file, events, cancellation): return null;
                default: continue;
            }
        }
    }

    private AuditAct Act(BulkVerdict verdict, string act, OfficerId by) => new(clock.GetUtcNow(), by.Value, act, "bulk " + verdict.Id);
}
