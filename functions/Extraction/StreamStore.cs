using System.Text.Json;
using Compliance.EnforcementCore.Extraction;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Extraction;

/// <summary>Streams as they are stored, one row each: evidence, and neither prompts nor sketches.</summary>
internal sealed class StreamStore(IRecordStore records)
{
    private const int MostRounds = 100;
    private const int MostBatches = 16;

    /// <summary>Takes prompts into a stream by compare-and-set. A batch that it holds already changes nothing. Alarms are told before the
    /// stream says so, so that a crash in between tells them again and none is lost.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="account">The id of the account, of a cluster of its first member.</param>
    /// <param name="batch">What makes it the same batch.</param>
    /// <param name="prompts">Sketches.</param>
    /// <param name="campaigns">Campaigns in force.</param>
    /// <param name="now">When they came.</param>
    /// <param name="tell">Tells alarms.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>How many of the prompts had been sent before.</returns>
    public async Task<int> AddAsync(StreamKey key, string account, string batch, IReadOnlyList<PromptSketch> prompts,
        IReadOnlyDictionary<string, Campaign> campaigns, DateTimeOffset now, Func<StreamAlarm, Task> tell, CancellationToken cancellation)
    {
        var known = AuditRecord.HashOf(batch)[..16];
        for (var round = 0; round < MostRounds; round++)
        {
            var stored = await records.FindAsync(RadarRows.Table, RadarRows.PartitionOf(key.Key), key.Row, cancellation);
            var row = stored is null ? new StreamRow(account, WatchedStream.None, []) : Read(stored);
            if (row.Batches.Contains(known))
            {
                return prompts.Count;
            }

            var (after, again, alarms) = row.State.Add(prompts, campaigns, now);
            foreach (var alarm in alarms)
            {
                await tell(alarm);
            }

            var json = JsonSerializer.Serialize(
                new StoredStream(account, WatchedStreamCodec.Write(after), [.. row.Batches.Append(known).TakeLast(MostBatches)]),
                RadarRowJson.Default.StoredStream);
            RecordOperation write = stored is null ? new RecordOperation.Insert(key.Row, json)
                : new RecordOperation.Replace(key.Row, stored.ETag, json);
            if ((await records.CommitAsync(RadarRows.Table, RadarRows.PartitionOf(key.Key), [write], cancellation)).Succeeded)
            {
                return again;
            }
        }

        throw new TimeoutException($"A stream changed {MostRounds} times while prompts were added to it.");
    }

    /// <summary>A stream; null where nothing came.</summary>
    public async Task<StreamRow?> FindAsync(StreamKey key, CancellationToken cancellation)
        => await records.FindAsync(RadarRows.Table, RadarRows.PartitionOf(key.Key), key.Row, cancellation) is { } row ? Read(row) : null;

    /// <summary>Every stream.</summary>
    public async IAsyncEnumerable<(StreamKey Key, StreamRow Row)> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var shard in Shard.All)
        {
            await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, RadarRows.PartitionOf(shard)), cancellation))
            {
                var kind = row.Row[^1] switch { 'a' => StreamKind.Account, 'o' => StreamKind.Other, _ => StreamKind.Cluster };
                yield return (new StreamKey(row.Row[..^2], kind), Read(row));
            }
        }
    }

    /// <summary>Forgets streams.</summary>
    public async Task ForgetAsync(IEnumerable<StreamKey> keys, CancellationToken cancellation)
    {
        foreach (var group in keys.GroupBy(key => RadarRows.PartitionOf(key.Key)))
        {
            await records.ForgetAsync(RadarRows.Table, group.Key, group.Select(key => key.Row), cancellation);
        }
    }

    private static StreamRow Read(StoredRecord row)
    {
        var read = JsonSerializer.Deserialize(row.Json, RadarRowJson.Default.StoredStream)!;
        return new StreamRow(read.Account, WatchedStreamCodec.Read(read.State), read.Batches);
    }
}
