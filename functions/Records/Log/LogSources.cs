using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>Acts that were recorded for themselves: reads, denials, exports, holds.</summary>
internal sealed class DirectActs(IRecordStore records) : ILogSource
{
    public Task GatherAsync(LogBatch batch, CancellationToken cancellation)
        => PendingRows.GatherAsync(records, batch, LogRows.Table, LogRows.Intake, LogRows.Direct, cancellation);
}

/// <summary>Screenings: the act was written in the batch of the evidence.</summary>
internal sealed class ScreeningActs(IRecordStore records) : ILogSource
{
    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        foreach (var shard in Shard.All.TakeWhile(_ => !batch.IsFull))
        {
            await PendingRows.GatherAsync(records, batch, ScreeningStore.Table, shard.Partition, ScreeningStore.ActPrefix, cancellation);
        }
    }
}

/// <summary>Rows that hold one waiting act each.</summary>
internal static class PendingRows
{
    public static async Task GatherAsync(IRecordStore records, LogBatch batch, string table, string partition, string prefix,
        CancellationToken cancellation)
    {
        if (batch.IsFull)
        {
            return;
        }

        var page = await records.QueryAsync(new RecordQuery(table, partition) { Limit = batch.Left }.WithPrefix(prefix), cancellation);
        foreach (var row in page.Records)
        {
            batch.Add(JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)!);
            batch.Taken.Add(new PendingRow(table, partition, row.Row));
        }
    }

    /// <summary>Adds the acts of a partition that wait to be taken into the log, by the version that their row ends with.</summary>
    /// <returns>How many there are.</returns>
    public static async Task<int> AddWaitingAsync(IRecordStore records, string table, string partition, string prefix,
        Dictionary<long, (string Act, string Commitment)> known, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in records.ReadAllAsync(new RecordQuery(table, partition).WithPrefix(prefix), cancellation))
        {
            if (long.TryParse(row.Row[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)) is { Act: { } act }
                && known.TryAdd(version, (act.Act, act.Commitment)))
            {
                count++;
            }
        }

        return count;
    }
}

/// <summary>
/// Chains of subjects, which alerts write in the batch of their events. A chain is announced before it grows; the announcement stays for a
/// minute, far longer than a commit can take, and until everything after it was taken over.
/// </summary>
internal sealed class SubjectChains(IRecordStore records, AuditTrail trail, TimeProvider time) : ILogSource
{
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);

    /// <summary>A chain that was found taken over is looked at again this late, unless it is announced anew.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string ETag, DateTimeOffset At)> _found = new(StringComparer.Ordinal);

    /// <summary>How far a subject's chain was taken over.</summary>
    public static string SourceOf(string subjectKey) => "alerts-" + subjectKey;

    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(LogRows.Announced), cancellation))
        {
            if (batch.IsFull)
            {
                return;
            }

            var subject = row.Row[LogRows.Announced.Length..];
            if (_found.TryGetValue(subject, out var found) && found.ETag == row.ETag && (now - found.At).Duration() < LookAgainAfter)
            {
                continue;
            }

            var announced = JsonSerializer.Deserialize(row.Json, LogJson.Default.MomentRow)!.At;
            if (await GatherAsync(batch, subject, cancellation))
            {
                continue;
            }

            _found[subject] = (row.ETag, now);
            if (now - announced > CommitsTakeAtMost)
            {
                // By its ETag: a chain that is announced again meanwhile stays announced.
                await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
                _found.TryRemove(subject, out _);
            }
        }
    }

    private async Task<bool> GatherAsync(LogBatch batch, string subject, CancellationToken cancellation)
    {
        var source = SourceOf(subject);
        var taken = await TakenAsync(records, source, cancellation);
        var (count, last) = (taken, default(DateTimeOffset));
        foreach (var record in await trail.ReadAfterAsync(subject, taken, batch.Left - 1, cancellation))
        {
            if (record.Sequence != count + 1)
            {
                break; // It does not follow: it was planted, and would come again and again. Verifying names it.
            }

            last = batch.Add(
                new PendingAct(new LogAct(record.At, record.Actor, record.Act, record.Target, record.Hash),
                [AuditIntake.KeyOf(record.Target), subject]), last);
            count = record.Sequence;
        }

        if (count > taken)
        {
            batch.Progress[source] = new SourceRow(count);
        }

        return count > taken;
    }

    /// <summary>How many records of a source stand in the log.</summary>
    public static async Task<long> TakenAsync(IRecordStore records, string source, CancellationToken cancellation) =>
        await records.FindAsync(LogRows.Table, LogRows.Log, LogRows.OfSource(source), cancellation) is { } stored
            ? JsonSerializer.Deserialize(stored.Json, LogJson.Default.SourceRow)!.Count
            : 0;
}
