using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Records.Log;

/// <summary>Changes of a partition of the table <c>alerts</c> together with the audit records of the acts: there is no act without its
/// record.</summary>
internal sealed class AuditedRecords(IRecordStore records)
{
    private const int MostRounds = 50;

    /// <summary>The partition of refused acts.</summary>
    public const string Denials = "denials";

    /// <summary>The partition of bulk verdicts.</summary>
    public const string Bulk = "bulk";

    /// <summary>The partition of officers who signed in and out.</summary>
    public const string SignIns = "signins";

    /// <summary>Partitions whose chains belong to no subject.</summary>
    public static IReadOnlyList<string> CommonChains { get; } = [Bulk, Denials, SignIns];

    /// <summary>Commits; false where the partition changed meanwhile or a condition of an operation failed.</summary>
    public async Task<bool> TryCommitAsync(string partition, IEnumerable<RecordOperation> operations, IEnumerable<AuditAct> acts,
        CancellationToken cancellation)
    {
        var stored = await records.FindAsync(AlertRows.Table, partition, AlertRows.Head, cancellation);
        var head = stored is null ? AuditHead.Empty(AlertRows.ChainOf(partition))
            : JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.AuditHead)!;
        var (chained, next) = AuditChain.Append(head, acts);
        var json = JsonSerializer.Serialize(next, AlertRowJson.Default.AuditHead);
        RecordOperation[] all =
        [
            .. operations,
            .. chained.Select(record =>
                new RecordOperation.Insert(AlertRows.OfRecord(record.Sequence),
                JsonSerializer.Serialize(record, AlertRowJson.Default.AuditRecord))),
            stored is null ? new RecordOperation.Insert(AlertRows.Head, json)
                : new RecordOperation.Replace(AlertRows.Head, stored.ETag, json),
        ];
        return (await records.CommitAsync(AlertRows.Table, partition, all, cancellation)).Succeeded;
    }

    /// <summary>Records acts that change nothing else, however many others do so at the same time.</summary>
    public async Task RecordAsync(string partition, IReadOnlyList<AuditAct> acts, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await TryCommitAsync(partition, [], acts, cancellation))
            {
                return;
            }
        }

        throw new TimeoutException($"The chain {partition} changed {MostRounds} times while one act was recorded.");
    }
}
