using System.Collections.Frozen;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Acts on subjects, on their way to the log: each was written in the batch of what it did. A partition is announced before it gets one;
/// the announcement stays for a minute, far longer than a commit can take, and until everything it announced was taken over.
/// </summary>
internal sealed class EnforcementActs(IRecordStore records, TimeProvider time) : ILogSource
{
    public const string Decided = "action.decided";
    public const string Ended = "action.ended";

    /// <summary>Acts after which a standing is another.</summary>
    public static readonly FrozenSet<string> ChangeStanding = new[] { Decided, Ended, "subject.merged", "subject.absorbed",
        "subject.merge_undone" }.ToFrozenSet(StringComparer.Ordinal);

    private const string Announced = "u-";
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);

    /// <summary>Announces that a partition is about to get acts.</summary>
    public async Task AnnounceAsync(string partition, CancellationToken cancellation)
    {
        await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Put(Announced + partition,
            JsonSerializer.Serialize(new MomentRow(time.GetUtcNow()), LogJson.Default.MomentRow))], cancellation);
    }

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
            var before = batch.Count;
            await PendingRows.GatherAsync(records, batch, EnforcementRows.Table, partition, EnforcementRows.Acts, cancellation);
            var announced = JsonSerializer.Deserialize(row.Json, LogJson.Default.MomentRow)!.At;
            if (batch.Count == before && now - announced > CommitsTakeAtMost)
            {
                // By its ETag: a partition that is announced again meanwhile stays announced.
                await records.CommitAsync(LogRows.Table, LogRows.Intake, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }
    }
}
