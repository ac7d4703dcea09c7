using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Derives from the log every row that makes the service act, and names what differs: holds, severed links, keys, what waits for a
/// second person, bulk verdicts, rollbacks of lists. Whoever writes the database past the service is seen here.
/// </summary>
internal sealed class ActingRows(IRecordStore records, ListHistory history, SnapshotArchive archive, RowSeal seal, TimeProvider time)
{
    private static readonly TimeSpan PointingTakesAtMost = TimeSpan.FromMinutes(10);

    /// <summary>Compares all of them.</summary>
    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        await CompareHoldsAsync(run, cancellation);
        await CompareLinksAsync(run, cancellation);
        await CompareKeysAsync(run, cancellation);
        await CompareApprovalsAsync(run, cancellation);
        await CompareBulksAsync(run, cancellation);
        await CompareListsAsync(run, cancellation);
    }

    private async Task CompareHoldsAsync(VerificationRun run, CancellationToken cancellation)
    {
        var standing = run.LastActs.Where(act => act.Value.Act == RecordActs.HoldPlaced && act.Key.Kind == ActingKind.Hold)
            .ToDictionary(act => act.Key.Target, act => act.Value.Commitment, StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(LegalHolds.Table, LegalHolds.Partition), cancellation))
        {
            var reason = ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, HoldJson.Default.LegalHold)?.Reason);
            if (!standing.Remove(row.Row, out var commitment)
                || (commitment != AuditRecord.HashOf(row.Json) && (reason is null || commitment != AuditRecord.HashOf(reason))))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The hold on {row.Row} is not one that the log knows.");
            }
        }

        foreach (var gone in standing.Keys.Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The hold on {gone} stands by the log and is gone.");
        }
    }

    private async Task CompareLinksAsync(VerificationRun run, CancellationToken cancellation)
    {
        var said = run.LastActs.Where(act => act.Key.Kind == ActingKind.Link)
            .ToDictionary(act => act.Key.Target, act => act.Value.Commitment, StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(SeveredLinks.Table, SeveredLinks.Partition), cancellation))
        {
            if (!said.Remove(row.Row, out var commitment) || commitment != AuditRecord.HashOf(row.Json))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"What was said of the link {row.Row[..12]} is not what the log knows.");
            }
        }

        foreach (var gone in said.Keys.Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"What was said of the link {gone[..12]} is gone.");
        }
    }

    private async Task CompareKeysAsync(VerificationRun run, CancellationToken cancellation)
    {
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(KeyStore.Table, KeyStore.Partition).WithPrefix("r"), cancellation))
        {
            if (ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.AuditRecord)) is { } record)
            {
                recorded["k-" + record.Target.Split('/')[^1]] = record.ContentHash;
            }
        }

        await foreach (var row in records.ReadAllAsync(new RecordQuery(KeyStore.Table, KeyStore.Partition).WithPrefix("k-"), cancellation))
        {
            if (!recorded.Remove(row.Row, out var hash) || hash != AuditRecord.HashOf(RowSeal.ContentOf(row.Json)))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The key {row.Row[2..]} is not the one that was recorded.");
            }
            else if (seal.Open(KeyStore.Table, row.Row, row.Json) is null)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The key {row.Row[2..]} bears no seal of the service; it opens nothing.");
            }
        }

        foreach (var gone in recorded.Keys.Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The key {gone[2..]} was recorded and is gone.");
        }
    }

    private async Task CompareApprovalsAsync(VerificationRun run, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var asked = run.Asked.Where(act => !run.Answered.Contains(act.Key)).ToDictionary(StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(TwoPersonActs.Table, TwoPersonActs.Partition), cancellation))
        {
            if (seal.Open(TwoPersonActs.Table, row.Row, row.Json) is not { } json || !asked.Remove(AuditRecord.HashOf(json)))
            {
                run.Fault(0, AuditFaultKind.NotRecorded, $"What waits for a second person as {row.Row} was asked for by nobody.");
            }
        }

        foreach (var (target, _) in asked.Values.Where(act => now - act.At < TwoPersonActs.Life))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The request for {target} waits for a second person and is gone.");
        }
    }

    private async Task CompareBulksAsync(VerificationRun run, CancellationToken cancellation)
    {
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, AuditedRecords.Bulk).WithPrefix(AlertRows.Records), cancellation))
        {
            if (ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.AuditRecord))
                is { ContentHash.Length: > 0 } record)
            {
                recorded[record.Target["bulk ".Length..]] = record.ContentHash;
            }
        }

        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, AuditedRecords.Bulk).WithPrefix(BulkStore.Prefix), cancellation))
        {
            if (!recorded.Remove(row.Row[BulkStore.Prefix.Length..], out var hash) || hash != AuditRecord.HashOf(row.Json))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The bulk verdict {row.Row} is not the one that was recorded.");
            }
        }

        foreach (var gone in recorded.Keys.Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The bulk verdict {gone} was recorded and is gone.");
        }
    }

    private async Task CompareListsAsync(VerificationRun run, CancellationToken cancellation)
    {
        var (now, inUse) = (time.GetUtcNow(), await archive.ManifestsAsync(cancellation));
        foreach (var list in await history.ListsAsync(cancellation))
        {
            foreach (var fault in await history.VerifyAsync(list, cancellation))
            {
                run.Faults.Add(fault with { Text = string.Create(CultureInfo.InvariantCulture, $"History of {list}: {fault.Text}") });
            }

            // What comes into use is recorded before it is pointed to.
            var change = (await history.ReadableEventsAsync(list, cancellation)).LastOrDefault(one => one.ChangesContent);
            var pointed = inUse.GetValueOrDefault(list)?.Version.ContentHash;
            if (change is not null && pointed != change.Hash
                && !(now - change.At < PointingTakesAtMost && (pointed ?? "") == change.FromHash))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The version of {list} in use is not the one that its history knows.");
            }
        }
    }
}
