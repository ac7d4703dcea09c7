using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary>
/// Alerts in the table <c>alerts</c>, none where it was erased: reads an alert by folding its events, and appends events by
/// compare-and-set. Events, the audit records of the acts, and good-guy entries are one batch: there is no act without its record and no
/// record without its act.
/// </summary>
internal sealed class AlertStore(IRecordStore records, AuditIntake? intake = null)
{
    /// <summary>Alerts that are kept folded; a subject with thousands of screenings costs each new one only what is new.</summary>
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<AlertId, AlertFile> _kept = new();

    /// <summary>Reads an alert; null where there is none. Events never change, so those that were folded before are not read
    /// again.</summary>
    public async Task<AlertFile?> FindAsync(AlertId id, CancellationToken cancellation)
    {
        if (await records.FindAsync(AlertRows.Table, id.SubjectKey, AlertRows.Of(id), cancellation) is not { } head
            || ErasedPayload.Is(head.Json))
        {
            _kept.TryRemove(id, out _);
            return null;
        }

        var version = JsonSerializer.Deserialize(head.Json, AlertRowJson.Default.AlertHeadRow)!.Version;
        var kept = _kept.TryGetValue(id, out var known) && known.Alert.Version <= version ? known : null;
        if (kept?.Alert.Version == version)
        {
            return kept with { ETag = head.ETag };
        }

        var file = await ReadOnAsync(id, kept, version, head.ETag, cancellation);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return file is null ? null : _kept[id] = file;
    }

    /// <summary>Reads the events beyond those that are known; null where the alert was erased meanwhile.</summary>
    private async Task<AlertFile?> ReadOnAsync(AlertId id, AlertFile? known, int version, string etag, CancellationToken cancellation)
    {
        var query = new RecordQuery(AlertRows.Table, id.SubjectKey)
        {
            From = AlertRows.OfEvent(id, (known?.Alert.Version ?? 0) + 1),
            Before = AlertRows.OfEvent(id, version + 1), // Events beyond the head were written after it was read.
        };
        var events = ImmutableArray.CreateBuilder<AlertEvent>();
        await foreach (var record in records.ReadAllAsync(query, cancellation))
        {
            if (ErasedPayload.Is(record.Json))
            {
                return null;
            }

            events.Add(AlertCodec.Read(SaltedEvent.Unwrap(record.Json)));
        }

        var all = known is null ? events.ToImmutable() : known.Events.AddRange(events);
        return all.Length == version
            ? new AlertFile(Folded(id, known?.Alert, events), all, etag)
            : throw new InvalidDataException($"The alert {id} is at version {version} and has {all.Length} events.");
    }

    private static Alert Folded(AlertId id, Alert? known, IEnumerable<AlertEvent> events)
    {
        try
        {
            return events.Aggregate(known, Alert.Apply) ?? throw new InvalidDataException($"The alert {id} has no events.");
        }
        catch (Exception error) when (error is not InvalidDataException)
        {
            // The service never wrote events that do not follow from each other, whatever the fold stumbled over.
            throw new InvalidDataException($"The events of the alert {id} do not follow from each other.", error);
        }
    }

    /// <summary>The number of a subject's latest alert; 0 where it has none.</summary>
    public async Task<int> LatestNumberAsync(string subjectKey, CancellationToken cancellation) =>
        await records.FindAsync(AlertRows.Table, subjectKey, AlertRows.Latest, cancellation) is { } record
            ? JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.LatestAlertRow)!.Number
            : 0;

    /// <summary>Appends events to an alert as it was read (null: opens it); false where somebody else came first, then nothing is
    /// written.</summary>
    public async Task<bool> AppendAsync(AlertId id, AlertFile? before, ImmutableArray<AlertEvent> events, CancellationToken cancellation)
    {
        var partition = id.SubjectKey;
        await (intake?.AnnounceAsync(partition, cancellation) ?? Task.CompletedTask);
        var chain = AlertRows.ChainOf(partition);
        var headRecord = await records.FindAsync(AlertRows.Table, partition, AlertRows.Head, cancellation);
        var head = headRecord is null ? AuditHead.Empty(chain)
            : JsonSerializer.Deserialize(headRecord.Json, AlertRowJson.Default.AuditHead)!;

        var version = before?.Alert.Version ?? 0;
        var headRow = JsonSerializer.Serialize(new AlertHeadRow(version + events.Length), AlertRowJson.Default.AlertHeadRow);
        var operations = new List<RecordOperation>
        {
            before is null ? new RecordOperation.Insert(AlertRows.Of(id), headRow)
                : new RecordOperation.Replace(AlertRows.Of(id), before.ETag, headRow),
        };
        var acts = new List<AuditAct>();
        foreach (var happened in events)
        {
            version++;
            var json = SaltedEvent.Wrap(AlertCodec.Write(happened));
            operations.Add(new RecordOperation.Insert(AlertRows.OfEvent(id, version), json));
            acts.Add(new AuditAct(happened.At, happened.By.Value, AlertActs.CodeOf(happened), $"{id}/{version}", json));
            if (GoodGuyRows.ChangeOf(id, version, before?.Alert, happened) is { } change)
            {
                operations.Add(change);
            }
        }

        if (before is null)
        {
            operations.Add(
                new RecordOperation.Put(AlertRows.Latest,
                JsonSerializer.Serialize(new LatestAlertRow(id.Number), AlertRowJson.Default.LatestAlertRow)));
        }

        var (chained, next) = AuditChain.Append(head, acts);
        operations.AddRange(
            chained.Select(record =>
            new RecordOperation.Insert(AlertRows.OfRecord(record.Sequence),
            JsonSerializer.Serialize(record, AlertRowJson.Default.AuditRecord))));
        var nextJson = JsonSerializer.Serialize(next, AlertRowJson.Default.AuditHead);
        operations.Add(headRecord is null ? new RecordOperation.Insert(AlertRows.Head, nextJson)
            : new RecordOperation.Replace(AlertRows.Head, headRecord.ETag, nextJson));
        return (await records.CommitAsync(AlertRows.Table, partition, operations, cancellation)).Succeeded;
    }

    /// <summary>The good-guy entries of a subject that stand, lapsed ones included.</summary>
    public async Task<ImmutableArray<GoodGuyRow>> GoodGuysAsync(string subjectKey, CancellationToken cancellation) =>
        [.. (await AllGoodGuysAsync(subjectKey, cancellation)).Where(row => row.RevokedAt is null)];

    /// <summary>Puts a mark in the place of every event of an alert, and removes the good-guy entries that came from it. The chain of
    /// hashes stays.</summary>
    public async Task EraseAsync(AlertId id, ErasedPayload mark, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(mark, StoredJson.Default.ErasedPayload);
        var operations = new List<RecordOperation>();
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, id.SubjectKey).WithPrefix(AlertRows.Of(id)), cancellation))
        {
            // The head row comes first: a crash between batches leaves an alert that reads as erased.
            operations.Add(new RecordOperation.Put(row.Row, json));
        }

        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, id.SubjectKey).WithPrefix(AlertRows.GoodGuys), cancellation))
        {
            if (JsonSerializer.Deserialize(row.Json, AlertRowJson.Default.GoodGuyRow)!.Alert == id.ToString())
            {
                operations.Add(new RecordOperation.Delete(row.Row, row.ETag));
            }
        }

        if (await LatestNumberAsync(id.SubjectKey, cancellation) == id.Number)
        {
            // The subject's next alert takes the next number: this one's place is taken by the mark.
            operations.Add(
                new RecordOperation.Put(AlertRows.Latest,
                JsonSerializer.Serialize(new LatestAlertRow(id.Number + 1), AlertRowJson.Default.LatestAlertRow)));
        }

        foreach (var batch in operations.Chunk(StorageLimits.MaxBatchOperations))
        {
            await records.CommitAsync(AlertRows.Table, id.SubjectKey, batch, cancellation);
        }
    }

    /// <summary>The good-guy entries of a subject, revoked ones included.</summary>
    public async Task<ImmutableArray<GoodGuyRow>> AllGoodGuysAsync(string subjectKey, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<GoodGuyRow>();
        var query = new RecordQuery(AlertRows.Table, subjectKey).WithPrefix(AlertRows.GoodGuys);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            found.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.GoodGuyRow)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return found.ToImmutable();
    }
}
