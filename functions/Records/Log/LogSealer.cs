using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Takes waiting acts over into the log, exactly once. A batch writes the records, the tiles, how far each source was taken, and the head
/// with what is left to settle (rows to delete, index rows to write); whoever appends next settles that before it reads what waits. Any
/// number of instances may seal at a time: the head is replaced by compare-and-set, and the loser begins again.
/// </summary>
internal sealed class LogSealer(IRecordStore records, AuditLog log, IEnumerable<ILogSource> sources, LogSignal? signal = null)
    : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ImmutableArray<ILogSource> _sources = [.. sources];

    /// <summary>Takes over everything that waits now; how many records were written.</summary>
    public async Task<long> SealAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var sealedCount = 0L;
            while (true)
            {
                var (row, etag) = await log.HeadRowAsync(cancellation);
                await SettleAsync(row.Unsettled, cancellation);
                var batch = new LogBatch();
                foreach (var source in _sources.TakeWhile(_ => !batch.IsFull))
                {
                    await source.GatherAsync(batch, cancellation);
                }

                if (batch.IsEmpty)
                {
                    (sealedCount > 0 ? signal : null)?.Grow();
                    return sealedCount;
                }

                sealedCount += await CommitAsync(row.ToHead(), etag, batch, cancellation) ? batch.Count : 0;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> CommitAsync(LogHead head, string? etag, LogBatch batch, CancellationToken cancellation)
    {
        var acts = batch.InOrder();
        var (sealedRecords, tiles, next) = head.Append(acts.Select(pending => pending.Act));
        var unsettled = new Unsettled(
            [.. batch.Taken],
            [.. acts.Zip(sealedRecords).SelectMany(pair => pair.First.Keys.Select(key => LogRows.OfIndex(key, pair.Second.Sequence)))]);
        var headJson = JsonSerializer.Serialize(LogHeadRow.Of(next, unsettled), LogJson.Default.LogHeadRow);
        List<RecordOperation> operations =
        [
            etag is null ? new RecordOperation.Insert(LogRows.Head, headJson) : new RecordOperation.Replace(LogRows.Head, etag, headJson),
            .. sealedRecords.Select(record =>
                new RecordOperation.Insert(LogRows.OfRecord(record.Sequence),
                JsonSerializer.Serialize(record, LogJson.Default.AuditRecord))),
            .. tiles.Select(tile =>
                new RecordOperation.Insert(LogRows.OfTile(tile.Level, tile.Index),
                JsonSerializer.Serialize(new SourceRow(0, tile.Root.ToString()), LogJson.Default.SourceRow))),
            .. batch.Progress.Select(pair =>
                new RecordOperation.Put(LogRows.OfSource(pair.Key), JsonSerializer.Serialize(pair.Value, LogJson.Default.SourceRow))),
        ];
        return await records.CommitAsync(LogRows.Table, LogRows.Log, operations, cancellation) switch
        {
            CommitResult.Committed => true,
            CommitResult.Conflict { Index: 0 } => false, // Another instance appended first.
            var other =>
                throw new InvalidDataException(
                $"The log cannot go on after record {head.Length}: {other}. A record or tile stands there already; run audit verify."),
        };
    }

    private async Task SettleAsync(Unsettled unsettled, CancellationToken cancellation)
    {
        foreach (var chunk in unsettled.Index.Distinct().Chunk(StorageLimits.MaxBatchOperations))
        {
            await records.CommitAsync(LogRows.Table, LogRows.Index, [.. chunk.Select(row => new RecordOperation.Put(row, "{}"))],
                cancellation);
        }

        foreach (var place in unsettled.Taken.GroupBy(taken => (taken.Table, taken.Partition)))
        {
            await records.ForgetAsync(place.Key.Table, place.Key.Partition, place.Select(taken => taken.Row), cancellation);
        }
    }
}

/// <summary>Somewhere acts wait to be taken into the log.</summary>
internal interface ILogSource
{
    /// <summary>Adds what waits, as long as there is room.</summary>
    Task GatherAsync(LogBatch batch, CancellationToken cancellation);
}

/// <summary>What one batch takes over.</summary>
internal sealed class LogBatch
{
    /// <summary>Operations of a batch, less the head and the tiles that so many records can complete.</summary>
    private const int Room = 90;

    private readonly List<(PendingAct Act, DateTimeOffset Order)> _acts = [];

    public int Count => _acts.Count;

    public List<PendingRow> Taken { get; } = [];

    /// <summary>How far each source is taken over with this batch.</summary>
    public Dictionary<string, SourceRow> Progress { get; } = [];

    public int Left => Room - _acts.Count - Progress.Count;

    public bool IsFull => Left < 2;

    public bool IsEmpty => _acts.Count == 0;

    /// <summary>Adds an act.</summary>
    /// <param name="act">The act.</param>
    /// <param name="notBefore">An act of the same chain that it must follow, whatever the clocks say.</param>
    /// <returns>Its place in time, for the act that follows it.</returns>
    public DateTimeOffset Add(PendingAct act, DateTimeOffset notBefore = default)
    {
        var order = act.Act.At > notBefore ? act.Act.At : notBefore;
        _acts.Add((act, order));
        return order;
    }

    /// <summary>The acts in the order of their times, those of one chain in the chain's order.</summary>
    public List<PendingAct> InOrder() => [.. _acts.OrderBy(one => one.Order).Select(one => one.Act)];
}
