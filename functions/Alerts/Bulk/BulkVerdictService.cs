using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Bulk;

/// <summary>How an act on a bulk verdict ended.</summary>
internal sealed record BulkAnswer(BulkVerdict? Verdict, AlertRefusal? Refusal);

/// <summary>Groups of like findings: preview, proposal, the second person's answer. Console and API come through here.</summary>
internal sealed class BulkVerdictService(AlertStore alerts, BulkStore bulks, BulkVerdictRun course, DenialLog denials, ReviewPolicy policy,
    TimeProvider clock)
{
    /// <summary>Proposes one verdict for the findings of a group that were previewed; their versions must still be those of the
    /// preview.</summary>
    public async Task<BulkAnswer> ProposeAsync(ImmutableArray<(AlertId Alert, string Key, int Version)> chosen, string? reason,
        string? text, Officer officer, CancellationToken cancellation)
    {
        var context = Context(officer);
        var findings = ImmutableArray.CreateBuilder<(Alert Alert, FindingState State)>();
        foreach (var (id, key, version) in chosen)
        {
            if (await alerts.FindAsync(id, cancellation) is not { Alert: var alert } || alert.Find(key) is not { } state
                || !officer.Sees(alert))
            {
                return await RefuseAsync(officer, id, new(RefusalKind.UnknownFinding, $"There is no finding '{key}' in the alert {id}."),
                    cancellation);
            }

            if (alert.Version != version)
            {
                return await RefuseAsync(officer,
                    id, new(RefusalKind.StaleVersion,
                    $"The alert {id} is at version {alert.Version}; version {version} was previewed. Look at the group again."),
                    cancellation);
            }

            findings.Add((alert, state));
        }

        var verdict = BulkVerdict.Propose(NewId(context.Now), findings.ToImmutable(), reason, text, context, out var refusal);
        if (verdict is null)
        {
            return await RefuseAsync(officer, chosen.IsEmpty ? default : chosen[0].Alert, refusal!, cancellation);
        }

        await bulks.SaveAsync(null, verdict, new AuditAct(context.Now, officer.Id.Value, "bulk.proposed", "bulk " + verdict.Id),
            cancellation);
        return new BulkAnswer(verdict, null);
    }

    /// <summary>The second person agrees: every finding is decided, or none.</summary>
    public async Task<BulkAnswer> ApproveAsync(string id, Officer officer, CancellationToken cancellation)
    {
        if (await bulks.FindAsync(id, cancellation) is not { } file)
        {
            return NotFound();
        }

        if (file.Verdict.Agree(Context(officer), out var refusal) is not { } agreed)
        {
            return await RefuseAsync(officer, file.Verdict.Members[0].Alert, refusal!, cancellation);
        }

        if (!await bulks.SaveAsync(file, agreed, new AuditAct(clock.GetUtcNow(), officer.Id.Value, "bulk.agreed", "bulk " + id),
            cancellation))
        {
            return new BulkAnswer(null,
                new(RefusalKind.StaleVersion, "Somebody else answered this proposal at the same moment. Read it again."));
        }

        var against = await course.RunAsync((await bulks.FindAsync(id, cancellation))!, officer, cancellation);
        return new BulkAnswer((await bulks.FindAsync(id, cancellation))!.Verdict, against);
    }

    /// <summary>The second person sends it back.</summary>
    public Task<BulkAnswer> RejectAsync(string id, string? text, Officer officer, CancellationToken cancellation) =>
        EndAsync(id, "bulk.rejected", officer, (verdict, context) => (verdict.Reject(text, context, out var refusal), refusal),
        cancellation);

    /// <summary>Its author withdraws it.</summary>
    public Task<BulkAnswer> WithdrawAsync(string id, Officer officer, CancellationToken cancellation) =>
        EndAsync(id, "bulk.withdrawn", officer, (verdict, context) => (verdict.Withdraw(context, out var refusal), refusal), cancellation);

    private async Task<BulkAnswer> EndAsync(string id, string act, Officer officer, Func<BulkVerdict, CommandContext,
        (BulkVerdict?, AlertRefusal?)> end, CancellationToken cancellation)
    {
        if (await bulks.FindAsync(id, cancellation) is not { } file)
        {
            return NotFound();
        }

        var (ended, refusal) = end(file.Verdict, Context(officer));
        return ended is null ? await RefuseAsync(officer, file.Verdict.Members[0].Alert, refusal!, cancellation)
            : await bulks.SaveAsync(file, ended, new AuditAct(clock.GetUtcNow(), officer.Id.Value, act, "bulk " + id), cancellation)
                ? new BulkAnswer(ended, null)
            : new BulkAnswer(null,
                new(RefusalKind.StaleVersion, "Somebody else answered this proposal at the same moment. Read it again."));
    }

    private async Task<BulkAnswer> RefuseAsync(Officer officer, AlertId alert, AlertRefusal refusal, CancellationToken cancellation)
    {
        if (refusal.Kind.IsDenial())
        {
            await denials.OfRefusalAsync(officer, alert, new AlertCommand.ReserveForBulk("", []), refusal, cancellation);
        }

        return new BulkAnswer(null, refusal);
    }

    private static BulkAnswer NotFound() => new(null, new(RefusalKind.NoSuchAlert, "There is no such bulk verdict."));

    private CommandContext Context(Officer officer) => new(officer, clock.GetUtcNow(), policy);

    private static string NewId(DateTimeOffset now)
        => $"{now.UtcDateTime:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))}";
}
