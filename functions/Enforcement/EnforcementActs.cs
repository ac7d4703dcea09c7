using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Acts on subjects, on their way to the log: each was written in the batch of what it did. A partition is announced before it gets one;
/// the announcement stays for a minute, far longer than a commit can take, and until everything it announced was taken over.
/// </summary>
internal sealed class EnforcementActs(IRecordStore records, TimeProvider time, LogSignal signal) : ILogSource
{
    public const string Decided = "action.decided";
    public const string Ended = "action.ended";

    /// <summary>Acts after which a standing is another.</summary>
    public static readonly FrozenSet<string> ChangeStanding = new[] { Decided, Ended, "subject.merged", "subject.absorbed",
        "subject.merge_undone" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for what others wait to be told of.</summary>
    public static bool ChangesStanding(StreamEvent happened) => happened.Act is { } act && ChangeStanding.Contains(act);

    private const string Announced = "u-";
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SoonStored = TimeSpan.FromSeconds(5);

    /// <summary>A partition in which nothing waited is looked at again this late, unless it is announced anew.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string ETag, DateTimeOffset At)> _found = new(StringComparer.Ordinal);

    /// <summary>Announces that a partition is about to get acts.</summary>
    public async Task AnnounceAsync(string partition, CancellationToken cancellation)
    {
        await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Put(Announced + partition,
            JsonSerializer.Serialize(new MomentRow(time.GetUtcNow()), LogJson.Default.MomentRow))], cancellation);
    }

    /// <summary>What was announced is stored: the log takes it over at once.</summary>
    public void Stored() => signal.Act();

    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(Announced), cancellation))
        {
            if (batch.IsFull)
            {
                return;
            }

            var partition = row.Row[Announced.Length..];
            if (_found.TryGetValue(partition, out var found) && found.ETag == row.ETag && (now - found.At).Duration() < LookAgainAfter)
            {
                continue;
            }

            var before = batch.Count;
            await PendingRows.GatherAsync(records, batch, EnforcementRows.Table, partition, EnforcementRows.Acts, cancellation);
            var announced = JsonSerializer.Deserialize(row.Json, LogJson.Default.MomentRow)!.At;
            if (batch.Count > before)
            {
                continue;
            }

            // An announcement that is looked at before its commit is stored is looked at again: only once it is older it may wait.
            if (now - announced > SoonStored)
            {
                _found[partition] = (row.ETag, now);
            }

            if (now - announced > CommitsTakeAtMost)
            {
                _found.TryRemove(partition, out _);
                // By its ETag: a partition that is announced again meanwhile stays announced.
                await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }
    }
}
