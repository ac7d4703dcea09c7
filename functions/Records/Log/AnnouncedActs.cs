using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Acts of one feature, on their way to the log: each was written in the batch of what it did. A partition is announced before it gets one;
/// the announcement stays for a minute, far longer than a commit can take, and until everything it announced was taken over.
/// </summary>
/// <param name="records">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="table">Table of the partitions.</param>
/// <param name="announced">Prefix of the rows of the log's intake that announce a partition.</param>
/// <param name="acts">Prefix of the rows of a partition that hold an act each.</param>
internal abstract class AnnouncedActs(IRecordStore records, TimeProvider time, string table, string announced, string acts) : ILogSource
{
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SoonStored = TimeSpan.FromSeconds(5);

    /// <summary>A partition in which nothing waited is looked at again this late, unless it is announced anew.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string ETag, DateTimeOffset At)> _found = new(StringComparer.Ordinal);

    /// <summary>Announces that a partition is about to get acts.</summary>
    public Task AnnounceAsync(string partition, CancellationToken cancellation) => records.CommitAsync(LogRows.Table, LogRows.Intake,
        [new RecordOperation.Put(announced + partition,
            JsonSerializer.Serialize(new MomentRow(time.GetUtcNow()), LogJson.Default.MomentRow))], cancellation);

    /// <summary>True while a partition is announced: it may have acts that the log does not know yet.</summary>
    public async Task<bool> IsAnnouncedAsync(string partition, CancellationToken cancellation)
        => await records.FindAsync(LogRows.Table, LogRows.Intake, announced + partition, cancellation) is not null;

    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(announced), cancellation))
        {
            if (batch.IsFull)
            {
                return;
            }

            if (_found.TryGetValue(row.Row, out var found) && found.ETag == row.ETag && (now - found.At).Duration() < LookAgainAfter)
            {
                continue;
            }

            var before = batch.Count;
            await PendingRows.GatherAsync(records, batch, table, row.Row[announced.Length..], acts, cancellation);
            var at = JsonSerializer.Deserialize(row.Json, LogJson.Default.MomentRow)!.At;
            if (batch.Count > before)
            {
                continue;
            }

            // One that is looked at before its commit is stored is looked at again: only once it is older it may wait.
            if (now - at > SoonStored)
            {
                _found[row.Row] = (row.ETag, now);
            }

            if (now - at > CommitsTakeAtMost)
            {
                _found.TryRemove(row.Row, out _);
                // By its ETag: a partition that is announced again meanwhile stays announced.
                await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }
    }
}
