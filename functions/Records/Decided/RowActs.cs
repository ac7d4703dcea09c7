using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Decided;

/// <summary>
/// Acts on rows that people decide and that are replaced as a whole: each act is written in the batch of its row, so that one that came
/// too late stands in no log, and one that stands there was done.
/// </summary>
/// <param name="records">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="table">Table of the rows.</param>
/// <param name="announced">Prefix of the rows of the log's intake that announce a partition.</param>
internal abstract class RowActs(IRecordStore records, TimeProvider time, string table, string announced)
    : AnnouncedActs(records, time, table, announced, Rows)
{
    /// <summary>Prefix of the rows that hold an act each.</summary>
    public const string Rows = "act-";

    private readonly IRecordStore _records = records;
    private readonly TimeProvider _time = time;

    /// <summary>The table of the rows.</summary>
    public string Table { get; } = table;

    /// <summary>Writes rows with the act that they are, all or nothing.</summary>
    /// <param name="partition">Their partition.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="act">What was done, by whom, to what, and the hash of it.</param>
    /// <param name="place">Places the act among those of its target, in order: acts are taken into the log by it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="keys">Ids under which the record is found again, beside the target.</param>
    public async Task<CommitResult> CommitAsync(string partition, IEnumerable<RecordOperation> rows, RowAct act, string place,
        CancellationToken cancellation, params string[] keys)
    {
        await AnnounceAsync(partition, cancellation);
        var pending = new PendingAct(new LogAct(_time.GetUtcNow(), act.Actor, act.Act, act.Target, act.Commitment),
            [.. keys.Append(AuditIntake.KeyOf(act.Target)).Distinct()]);
        return await _records.CommitAsync(Table, partition, [.. rows,
            new RecordOperation.Put(Rows + place, JsonSerializer.Serialize(pending, LogJson.Default.PendingAct))], cancellation);
    }

    /// <summary>Adds the acts of a partition that wait to be taken into the log; what they are about.</summary>
    public async Task<IReadOnlyList<string>> AddWaitingAsync(string partition, VerificationRun run, CancellationToken cancellation)
    {
        var targets = new List<string>();
        await foreach (var row in _records.ReadAllAsync(new RecordQuery(Table, partition).WithPrefix(Rows), cancellation))
        {
            if (ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)) is { Act: { } act })
            {
                run.Waiting++;
                run.SeeWaiting(act);
                targets.Add(act.Target);
            }
        }

        return targets;
    }
}

/// <summary>What was done to a row.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Act">What.</param>
/// <param name="Target">To what.</param>
/// <param name="Commitment">The hash of what was stored.</param>
internal sealed record RowAct(string Actor, string Act, string Target, string Commitment);
