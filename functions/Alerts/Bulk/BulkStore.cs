using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Alerts.Bulk;

/// <summary>A bulk verdict as stored, with the ETag that the next change must name.</summary>
internal sealed record BulkFile(BulkVerdict Verdict, string ETag);

/// <summary>Bulk verdicts in the table <c>alerts</c>, partition <c>bulk</c>, each change with its audit record.</summary>
internal sealed class BulkStore(IRecordStore records, AuditedRecords audited)
{
    public const string Prefix = "v-";

    /// <summary>Reads one; null where there is none.</summary>
    public async Task<BulkFile?> FindAsync(string id, CancellationToken cancellation) =>
        await records.FindAsync(AlertRows.Table, AuditedRecords.Bulk, Prefix + id, cancellation) is { } row
        ? new BulkFile(Read(row), row.ETag) : null;

    /// <summary>All of them, newest first.</summary>
    public async Task<ImmutableArray<BulkVerdict>> ListAsync(CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<BulkVerdict>();
        var query = new RecordQuery(AlertRows.Table, AuditedRecords.Bulk).WithPrefix(Prefix);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            found.AddRange(page.Records.Select(Read));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return [.. found.OrderByDescending(one => one.ProposedAt).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <summary>Stores a change; false where somebody else changed it first. The chain of all bulk verdicts may be busy: then it is tried
    /// again.</summary>
    public async Task<bool> SaveAsync(BulkFile? before, BulkVerdict after, AuditAct act, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(after, AlertCodec.Options);
        RecordOperation change = before is null ? new RecordOperation.Insert(Prefix + after.Id, json)
            : new RecordOperation.Replace(Prefix + after.Id, before.ETag, json);
        while (true)
        {
            if (await audited.TryCommitAsync(AuditedRecords.Bulk, [change], [act with { Content = json }], cancellation))
            {
                return true;
            }

            if (before is null ? await FindAsync(after.Id, cancellation) is not null
                : (await FindAsync(after.Id, cancellation))?.ETag != before.ETag)
            {
                return false;
            }
        }
    }

    private static BulkVerdict Read(StoredRecord row)
        => JsonSerializer.Deserialize<BulkVerdict>(row.Json, AlertCodec.Options)
        ?? throw new InvalidDataException($"The bulk verdict {row.Row} is null.");
}
