using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement.Following;

/// <summary>
/// Does what follows from acts of the log in other partitions than theirs: the other half of a merge, the rest of an erasure, the end of a
/// freeze whose alert was closed. The log is the outbox: an act stands in it because it was written with its deed. Each step is done again
/// without harm, and the place is kept after it, so a crash leaves nothing undone.
/// </summary>
internal sealed class EnforcementFollower(IRecordStore records, AuditLog log, SubjectStreamStore streams, SubjectMerges merges,
    SubjectErasure erasure, AlertFreezes freezes, ILogger<EnforcementFollower> logger)
{
    private const string Partition = "follow";
    private const string Cursor = "cursor";
    private const string Alerts = "v-";
    private const string Left = "x-";
    private const int RecordsAtATime = 500;

    /// <summary>Follows what the log got since the last time, and looks at alerts that were not closed yet.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (await FollowOnceAsync(cancellation))
        {
        }

        await foreach (var row in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, Partition).WithPrefix(Left), cancellation))
        {
            var sequence = long.Parse(row.Row[Left.Length..], CultureInfo.InvariantCulture);
            if (await log.FindAsync(sequence, cancellation) is not { } record || await TryFollowAsync(record, cancellation))
            {
                await records.CommitAsync(EnforcementRows.Table, Partition, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }

        await foreach (var row in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, Partition).WithPrefix(Alerts), cancellation))
        {
            if (await TryAsync(() => freezes.SettleAsync(AlertId.Parse(row.Row[Alerts.Length..]), cancellation), row.Row))
            {
                await records.CommitAsync(EnforcementRows.Table, Partition, [new RecordOperation.Delete(row.Row, row.ETag)], cancellation);
            }
        }
    }

    private async Task<bool> FollowOnceAsync(CancellationToken cancellation)
    {
        var stored = await records.FindAsync(EnforcementRows.Table, Partition, Cursor, cancellation);
        var place = stored is null ? 0 : JsonSerializer.Deserialize(stored.Json, LogJson.Default.SourceRow)!.Count;
        var last = Math.Min((await log.HeadAsync(cancellation)).Length, place + RecordsAtATime);
        if (last <= place)
        {
            return false;
        }

        var alerts = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var record in log.ReadAsync(place + 1, last, cancellation))
        {
            if (record.Act.StartsWith("alert.", StringComparison.Ordinal)
                && AlertId.TryParse(AuditIntake.KeyOf(record.Target), out var alert))
            {
                alerts.Add(Alerts + alert);
            }
            else if (!await TryFollowAsync(record, cancellation))
            {
                // One subject that cannot be read holds up nobody else: what is owed to it is done once it can be.
                await records.CommitAsync(EnforcementRows.Table, Partition, [new RecordOperation.Put(
                    string.Create(CultureInfo.InvariantCulture, $"{Left}{record.Sequence:D12}"), "{}")], cancellation);
            }
        }

        foreach (var rows in alerts.Chunk(StorageLimits.MaxBatchOperations))
        {
            await records.CommitAsync(EnforcementRows.Table, Partition, [.. rows.Select(row => new RecordOperation.Put(row, "{}"))],
                cancellation);
        }

        var json = JsonSerializer.Serialize(new SourceRow(last), LogJson.Default.SourceRow);
        RecordOperation next = stored is null ? new RecordOperation.Insert(Cursor, json)
            : new RecordOperation.Replace(Cursor, stored.ETag, json);
        return (await records.CommitAsync(EnforcementRows.Table, Partition, [next], cancellation)).Succeeded;
    }

    private Task<bool> TryFollowAsync(AuditRecord record, CancellationToken cancellation) => TryAsync(async () =>
    {
        await FollowAsync(record, cancellation);
        return true;
    }, record.Sequence.ToString(CultureInfo.InvariantCulture));

    // False where it is not done, also where what it is about cannot be read.
    private async Task<bool> TryAsync(Func<Task<bool>> work, string what)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
        {
            logger.LogError(error, "What follows from {What} could not be done; it is tried again.", what);
            return false;
        }
    }

    private async Task FollowAsync(AuditRecord record, CancellationToken cancellation)
    {
        if (record.Act is not (EnforcementActs.Merged or EnforcementActs.MergeUndone or EnforcementActs.Erased)
            || await streams.FindAsync(AuditIntake.KeyOf(record.Target), cancellation) is not { } stream)
        {
            return;
        }

        if (record.Act != EnforcementActs.Erased)
        {
            await merges.SettleAsync(stream, cancellation);
        }
        else if (!await erasure.IsFinishedAsync(stream.Subject.Ref, cancellation)
            && stream.Events.Select(happened => happened.Subject).OfType<SubjectErased>().FirstOrDefault() is { } erased)
        {
            await erasure.FinishAsync(stream.Subject.Ref, erased.Text, new Officer(erased.By, OfficerRole.Approver), cancellation);
        }
    }
}
