using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Approvals;

/// <summary>
/// Acts that two people must agree on: the first asks, and the act is done when another one, an approver, asks for the same within
/// <see cref="Life"/>. A key, who holds it and who made it are one person. Both acts stand in the log, and what waits is sealed: a row
/// that was written past the service counts for nothing.
/// </summary>
internal sealed class TwoPersonActs(IRecordStore records, AuditIntake intake, RowSeal seal, TimeProvider time)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "approvals";

    /// <summary>Partition of what waits.</summary>
    public const string Partition = "pending";

    /// <summary>How long a request waits for the second person.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>What waits for a second person, oldest first.</summary>
    public async Task<ImmutableArray<PendingApproval>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<PendingApproval>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, Partition), cancellation))
        {
            var pending = Read(row);
            if (pending is not null && IsAlive(pending))
            {
                found.Add(pending);
            }
            else if (pending is not null && time.GetUtcNow() - pending.At > Life)
            {
                // What it said of somebody goes with it.
                await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }

        return [.. found.OrderBy(pending => pending.At)];
    }

    /// <summary>Asks for an act, or agrees to it where another person asked before.</summary>
    /// <param name="act">What, as a stable code.</param>
    /// <param name="target">What it is done to.</param>
    /// <param name="reason">Why.</param>
    /// <param name="officer">Who asks.</param>
    /// <param name="permission">What both must be permitted.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<Agreement> AskAsync(string act, string target, string reason, Officer officer, ReviewPermission permission,
        CancellationToken cancellation)
    {
        if (!officer.May(permission))
        {
            return Refuse(RefusalKind.NotPermitted, $"The role {officer.Role} may not do this.");
        }

        if (officer.IsNobodyKnown)
        {
            return Refuse(RefusalKind.NotPermitted, "This needs two people, and nobody knows who holds this key. Name its holder.");
        }

        var row = RowOf(act, target);
        var stored = await records.FindAsync(Table, Partition, row, cancellation);
        if (stored is not null && Read(stored) is { } first && IsAlive(first))
        {
            return officer.MayBe(OfficerId.Parse(first.By), [.. first.Behind.Select(OfficerId.Parse)])
                ? Refuse(RefusalKind.SelfApproval, "You asked for this: a second person must agree.")
                : !officer.May(ReviewPermission.ApproveVerdicts)
                    ? Refuse(RefusalKind.NotPermitted, $"An approver agrees to this; the role here is {officer.Role}.")
                : await AgreeAsync(first, stored, officer, cancellation);
        }

        var pending = new PendingApproval(act, target, reason.Trim(), officer.Id.Value,
            officer.Behind.IsDefaultOrEmpty ? [] : [.. officer.Behind.Select(id => id.Value)], time.GetUtcNow());
        var json = JsonSerializer.Serialize(pending, ApprovalJson.Default.PendingApproval);
        await intake.RecordAsync(officer.Id.Value, RecordActs.ApprovalAsked, $"{act}.{target}", cancellation,
            AuditRecord.HashOf(json), target);
        var text = seal.Protect(Table, row, json);
        RecordOperation operation = stored is null ? new RecordOperation.Insert(row, text)
            : new RecordOperation.Replace(row, stored.ETag, text);
        if ((await records.CommitAsync(Table, Partition, [operation], cancellation)).Succeeded)
        {
            return new Agreement.Proposed(pending);
        }

        // Another one asked at the same time: this request never waited.
        await intake.RecordAsync(officer.Id.Value, RecordActs.ApprovalEnded, $"{act}.{target}", cancellation,
            AuditRecord.HashOf(json), target);
        return await AskAsync(act, target, reason, officer, permission, cancellation);
    }

    /// <summary>Ends a request without doing it; false where none waits.</summary>
    public async Task<bool> EndAsync(string act, string target, Officer officer, CancellationToken cancellation)
    {
        var row = RowOf(act, target);
        if (!officer.WorksAlerts || await records.FindAsync(Table, Partition, row, cancellation) is not { } stored)
        {
            return false;
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.ApprovalEnded, $"{act}.{target}", cancellation,
            AuditRecord.HashOf(RowSeal.ContentOf(stored.Json)), target);
        return (await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(row, stored.ETag)], cancellation)).Succeeded;
    }

    private async Task<Agreement> AgreeAsync(PendingApproval first, StoredRecord stored, Officer officer, CancellationToken cancellation)
    {
        await intake.RecordAsync(officer.Id.Value, RecordActs.ApprovalGiven, $"{first.Act}.{first.Target}", cancellation,
            AuditRecord.HashOf(JsonSerializer.Serialize(first, ApprovalJson.Default.PendingApproval)), first.Target);
        return (await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(stored.Row, stored.ETag)], cancellation)).Succeeded
            ? new Agreement.Agreed(first)
            : Refuse(RefusalKind.StaleVersion, "The request changed meanwhile. Read it again.");
    }

    private bool IsAlive(PendingApproval pending) => (time.GetUtcNow() - pending.At).Duration() < Life;

    private PendingApproval? Read(StoredRecord row) => seal.Open(Table, row.Row, row.Json) is { } json
        ? JsonSerializer.Deserialize(json, ApprovalJson.Default.PendingApproval) : null;

    private static string RowOf(string act, string target) => $"{act}-{AuditRecord.HashOf(target)[..32]}";

    private static Agreement Refuse(RefusalKind kind, string text) => new Agreement.Refused(new AlertRefusal(kind, text));
}
