using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Records.Reports;

/// <summary>
/// Alerts that block, or were a true match at some time: those that reports may be due of, however long ago. Each has a row <c>p-ID</c>
/// beside the queue, written in the same batch as the alert's own row, so that finding them costs nothing in a long queue.
/// </summary>
internal sealed class PropertyIndex(IRecordStore records, AlertQueue queue)
{
    private const string Prefix = "p-";

    /// <summary>Stands where every alert has its row.</summary>
    public const string Complete = "property-noted";

    /// <summary>True where a report may be due.</summary>
    public static bool Concerns(QueueRow row) => row.TrueMatch || row.Decision == Decision.Block;

    /// <summary>The row of an alert.</summary>
    public static string RowOf(AlertId id) => Prefix + id;

    /// <summary>Writes the row of an alert.</summary>
    public static RecordOperation Note(AlertId id) => new RecordOperation.Put(RowOf(id), "{}");

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<AlertId>> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await queue.MendAsync(now, cancellation);
        if (await records.FindAsync(AlertQueue.Table, AlertQueue.Partition, Complete, cancellation) is null)
        {
            var concerned = await ConcernedAsync(now, cancellation);
            try
            {
                await FillAsync(concerned, cancellation);
            }
            catch (StoreReadOnlyException)
            {
                return concerned;
            }
        }

        var found = new List<AlertId>();
        await foreach (var record
            in records.ReadAllAsync(new RecordQuery(AlertQueue.Table, AlertQueue.Partition).WithPrefix(Prefix), cancellation))
        {
            found.Add(AlertId.Parse(record.Row[Prefix.Length..]));
        }

        return found;
    }

    /// <summary>A store that is older than these rows is read through once.</summary>
    private async Task<IReadOnlyList<AlertId>> ConcernedAsync(DateTimeOffset now, CancellationToken cancellation)
        => [.. (await queue.ReadAsync(decided: false, now, cancellation)).Concat(await queue.ReadAsync(decided: true, now, cancellation))
            .Where(Concerns).Select(row => AlertId.Parse(row.Id)).Distinct()];

    private async Task FillAsync(IReadOnlyList<AlertId> concerned, CancellationToken cancellation)
    {
        foreach (var some in concerned.Chunk(StorageLimits.MaxBatchOperations))
        {
            await CommitAsync([.. some.Select(Note)], cancellation);
        }

        await CommitAsync([new RecordOperation.Put(Complete, "{}")], cancellation);
    }

    private async Task CommitAsync(RecordOperation[] operations, CancellationToken cancellation)
    {
        if (await records.CommitAsync(AlertQueue.Table, AlertQueue.Partition, operations, cancellation) is var result && !result.Succeeded)
        {
            throw new InvalidOperationException($"A row that is only put cannot conflict, yet it did: {result}.");
        }
    }
}
