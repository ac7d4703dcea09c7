using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>What verifying chains found.</summary>
public sealed record AuditVerification(int Chains, long Records, ImmutableArray<(string Chain, AuditFault Fault)> Faults,
    DateTimeOffset At);

/// <summary>Reads and verifies the audit chains of alerts: records against their head, and every recorded event against the event that is
/// stored.</summary>
internal sealed class AuditTrail(IRecordStore records, AlertQueue queue, TimeProvider clock)
{
    /// <summary>The records of one subject's chain in order, and its head.</summary>
    public async Task<(ImmutableArray<AuditRecord> Records, AuditHead Head)> ReadAsync(string subjectKey, CancellationToken cancellation)
    {
        var chain = ImmutableArray.CreateBuilder<AuditRecord>();
        await foreach (var record in RowsAsync(subjectKey, AlertRows.Records, cancellation))
        {
            chain.Add(JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.AuditRecord)!);
        }

        var head = await records.FindAsync(AlertRows.Table, subjectKey, AlertRows.Head, cancellation);
        return (chain.ToImmutable(), head is null ? AuditHead.Empty(AlertRows.ChainOf(subjectKey))
            : JsonSerializer.Deserialize(head.Json, AlertRowJson.Default.AuditHead)!);
    }

    /// <summary>The records after a number, at most so many.</summary>
    public async Task<ImmutableArray<AuditRecord>> ReadAfterAsync(string subjectKey, long after, int limit, CancellationToken cancellation)
    {
        var query = new RecordQuery(AlertRows.Table, subjectKey).WithPrefix(AlertRows.Records)
            with
        { From = AlertRows.OfRecord(after + 1), Limit = Math.Max(1, limit) };
        return [.. (await records.QueryAsync(query, cancellation)).Records.Select(record =>
            JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.AuditRecord)!)];
    }

    /// <summary>Verifies one subject's chain. A mark of erasure is believed only where an act of the log erased the alert.</summary>
    public async Task<ImmutableArray<AuditFault>> VerifyAsync(string subjectKey, CancellationToken cancellation)
    {
        var erased = new HashSet<string>(StringComparer.Ordinal);
        var log = new AuditLog(records);
        foreach (var sequence in await log.AboutAsync(subjectKey, cancellation))
        {
            if (await log.FindAsync(sequence, cancellation) is { Act: RecordActs.PayloadErased } record)
            {
                erased.Add(record.Target);
            }
        }

        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(LogRows.Direct), cancellation))
        {
            if (JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)!.Act is { Act: RecordActs.PayloadErased } act)
            {
                erased.Add(act.Target);
            }
        }

        return await VerifyAsync(subjectKey, erased.Contains, cancellation);
    }

    /// <summary>Verifies one subject's chain.</summary>
    /// <param name="subjectKey">The subject.</param>
    /// <param name="wasErased">True for the id of an alert that an act of the log erased.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ImmutableArray<AuditFault>> VerifyAsync(string subjectKey, Func<string, bool> wasErased,
        CancellationToken cancellation)
    {
        var (chain, head) = await ReadAsync(subjectKey, cancellation);
        var faults = AuditChain.Verify(chain, head).ToBuilder();
        var recorded = chain.Where(record => record.Target.Contains('/', StringComparison.Ordinal)).ToDictionary(RowOf);
        await foreach (var row in RowsAsync(subjectKey, "a", cancellation))
        {
            if (!row.Row.Contains("-e", StringComparison.Ordinal))
            {
                continue;
            }

            if (!recorded.Remove(row.Row, out var record))
            {
                faults.Add(new AuditFault(0, AuditFaultKind.ContentDiffers, $"The event {row.Row} was stored without a record."));
            }
            else if (ErasedPayload.Is(row.Json) ? !wasErased(record.Target.Split('/')[0])
                : record.ContentHash != AuditRecord.HashOf(row.Json))
            {
                faults.Add(
                    new AuditFault(record.Sequence, AuditFaultKind.ContentDiffers,
                    $"The event of record {record.Sequence} is not the event that was recorded."));
            }
        }

        faults.AddRange(recorded.Values.OrderBy(record => record.Sequence).Select(record =>
            new AuditFault(record.Sequence, AuditFaultKind.ContentDiffers, $"The event of record {record.Sequence} is gone.")));
        return faults.ToImmutable();
    }

    /// <summary>Verifies the chain of every subject that has an alert.</summary>
    public async Task<AuditVerification> VerifyAllAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = (await queue.ReadAsync(decided: false, now, cancellation)).Concat(
            await queue.ReadAsync(decided: true, now, cancellation));
        var faults = ImmutableArray.CreateBuilder<(string, AuditFault)>();
        var (chains, count) = (0, 0L);
        foreach (var subject in rows.Select(row => AlertId.Parse(row.Id).SubjectKey).Distinct().Order(StringComparer.Ordinal)
            .Concat(AuditedRecords.CommonChains))
        {
            chains++;
            count += (await ReadAsync(subject, cancellation)).Records.Length;
            faults.AddRange((await VerifyAsync(subject, cancellation)).Select(fault => (subject, fault)));
        }

        var verification = new AuditVerification(chains, count, faults.ToImmutable(), now);
        Measured.Verified(verification);
        return verification;
    }

    /// <summary>The row of the event that a record speaks of; its target reads <c>alert/version</c>.</summary>
    internal static string RowOf(AuditRecord record)
    {
        var parts = record.Target.Split('/');
        return AlertRows.OfEvent(AlertId.Parse(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private async IAsyncEnumerable<StoredRecord> RowsAsync(string partition, string prefix,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new RecordQuery(AlertRows.Table, partition).WithPrefix(prefix);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
    }
}
