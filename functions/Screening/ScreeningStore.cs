using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Screening;

/// <summary>
/// Screenings in the table <c>screenings</c>. One commit writes the evidence, its act for the log, the outbox row of a review or block, and
/// the idempotency row: a crash leaves all of them or none.
/// </summary>
internal sealed class ScreeningStore(IRecordStore records, IBlobStore blobs)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "screenings";

    /// <summary>Container of evidence that is too large for a record.</summary>
    public const string LargeEvidence = "evidence";

    /// <summary>Prefix of evidence rows.</summary>
    public const string EvidencePrefix = "e:";

    /// <summary>Prefix of the rows that wait to be taken into the log of acts.</summary>
    public const string ActPrefix = "l:";

    /// <summary>Prefix of the rows of idempotency keys.</summary>
    public const string KeyPrefix = "i:";

    private const string OutboxPrefix = "o:";
    private const string SubjectPrefix = "u:";

    /// <summary>Records hold up to 960 KiB of JSON; larger evidence goes to a blob and the record names it.</summary>
    private const int MaxInlineBytes = 900 * 1024;

    /// <summary>Finds a screening by its id; null where there is none.</summary>
    public async Task<StoredScreening?> FindAsync(string screeningId, CancellationToken cancellation)
    {
        if (!ScreeningId.TryReadShard(screeningId, out var shard)
            || await records.FindAsync(Table, shard.Partition, EvidencePrefix + screeningId, cancellation) is not { } record)
        {
            return null;
        }

        return ErasedPayload.Is(record.Json) ? null : Read(await ContentAsync(record.Json, cancellation));
    }

    /// <summary>The bytes of a screening as they were stored, to which the log is bound; null where there is none or it was
    /// erased.</summary>
    public async Task<byte[]?> FindBytesAsync(string screeningId, CancellationToken cancellation) =>
        ScreeningId.TryReadShard(screeningId, out var shard)
        && await records.FindAsync(Table, shard.Partition, EvidencePrefix + screeningId, cancellation) is { } record
        && !ErasedPayload.Is(record.Json)
            ? await ContentAsync(record.Json, cancellation)
            : null;

    /// <summary>Finds which screening an idempotency key stands for; null where the key is new.</summary>
    public async Task<IdempotencyRow?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) =>
        await records.FindAsync(Table, key.Shard.Partition, KeyPrefix + key.Hash, cancellation) is { } record
            ? JsonSerializer.Deserialize(record.Json, StoredJson.Default.IdempotencyRow)
            : null;

    /// <summary>The screenings of a subject, newest first: a range in each of the sixteen shards.</summary>
    /// <param name="subjectKey">See <see cref="SubjectScreening.KeyOf"/>.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<SubjectScreening>> OfSubjectAsync(string subjectKey, CancellationToken cancellation)
    {
        var found = new List<SubjectScreening>();
        foreach (var shard in Shard.All)
        {
            var query = new RecordQuery(Table, shard.Partition).WithPrefix($"{SubjectPrefix}{subjectKey}:");
            RecordPage page;
            do
            {
                page = await records.QueryAsync(query, cancellation);
                found.AddRange(
                    page.Records.Select(record => JsonSerializer.Deserialize(record.Json, StoredJson.Default.SubjectScreening)!));
                query = query with { Continuation = page.Continuation };
            }
            while (page.Continuation is not null);
        }

        return [.. found.OrderByDescending(one => one.At).ThenByDescending(one => one.ScreeningId, StringComparer.Ordinal)];
    }

    /// <summary>Stores a screening durably; false where another call with the same idempotency key came first (nothing is written
    /// then).</summary>
    public async Task<bool> CommitAsync(StoredScreening screening, AlertMessage? alert, IdempotencyKey? key, Shard shard,
        CancellationToken cancellation)
    {
        var id = screening.Evidence.ScreeningId;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(screening
            with
        { Key = key, Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) }, EvidenceCodec.Options);
        var operations = new List<RecordOperation>(4)
        {
            new RecordOperation.Insert(EvidencePrefix + id, await InlineOrBlobAsync(id, bytes, cancellation)),
            new RecordOperation.Insert(ActPrefix + id, JsonSerializer.Serialize(ActOf(screening, bytes), LogJson.Default.PendingAct)),
        };
        if (screening.Evidence.Request.Subject.Id is { } subject)
        {
            operations.Add(
                new RecordOperation.Insert($"{SubjectPrefix}{SubjectScreening.KeyOf(subject)}:{id}",
                JsonSerializer.Serialize(SubjectScreening.Of(screening), StoredJson.Default.SubjectScreening)));
        }

        if (alert is not null)
        {
            operations.Add(new RecordOperation.Insert(OutboxPrefix + id, JsonSerializer.Serialize(alert, StoredJson.Default.AlertMessage)));
        }

        if (key is not null)
        {
            operations.Add(
                new RecordOperation.Insert(KeyPrefix + key.Hash,
                JsonSerializer.Serialize(new IdempotencyRow(id, key.BodyHash), StoredJson.Default.IdempotencyRow)));
        }

        return await records.CommitAsync(Table, shard.Partition, operations, cancellation) switch
        {
            CommitResult.Committed => true,
            CommitResult.Conflict { Index: var index } when key is not null && index == operations.Count - 1 => false,
            var other => throw new InvalidOperationException($"Storing the screening {id} ended in {other}: ids must never repeat."),
        };
    }

    /// <summary>The alert messages of one shard that wait to be sent, oldest first, at most one batch of 100.</summary>
    public async Task<IReadOnlyList<AlertMessage>> PendingAlertsAsync(Shard shard, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, shard.Partition) { Limit = 100 }.WithPrefix(OutboxPrefix), cancellation);
        return [.. page.Records.Select(record => JsonSerializer.Deserialize(record.Json, StoredJson.Default.AlertMessage)!)];
    }

    /// <summary>The message of a screening's alert that waits to be sent; null where none waits, or what waits is no message.</summary>
    public async Task<AlertMessage?> FindPendingAsync(string screeningId, Shard shard, CancellationToken cancellation)
    {
        try
        {
            return await records.FindAsync(Table, shard.Partition, OutboxPrefix + screeningId, cancellation) is { } row
                ? JsonSerializer.Deserialize(row.Json, StoredJson.Default.AlertMessage) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes the outbox rows of messages that were sent, at most 100. A row that is gone already was sent by another instance
    /// too.</summary>
    public async Task ForgetAlertsAsync(Shard shard, IReadOnlyList<AlertMessage> sent, CancellationToken cancellation)
    {
        RecordOperation[] deletions = [.. sent.Select(message => new RecordOperation.Delete(OutboxPrefix + message.ScreeningId, "*"))];
        if ((await records.CommitAsync(Table, shard.Partition, deletions, cancellation)).Succeeded)
        {
            return;
        }

        foreach (var deletion in deletions)
        {
            await records.CommitAsync(Table, shard.Partition, [deletion], cancellation);
        }
    }

    /// <summary>Puts a mark in the place of evidence, durably; false where it is not as it was read any more. The log still holds the hash
    /// of what stood there.</summary>
    public async Task<bool> EraseAsync(StoredRecord evidence, ErasedPayload mark, CancellationToken cancellation)
    {
        var erased = (await records.CommitAsync(
            Table, evidence.Partition,
                [new RecordOperation.Replace(evidence.Row, evidence.ETag,
                JsonSerializer.Serialize(mark, StoredJson.Default.ErasedPayload))], cancellation)).Succeeded;
        return erased && (!IsBlob(evidence.Json) || await blobs.DeleteAsync(LargeEvidence, BlobOf(evidence.Json), cancellation));
    }

    /// <summary>The act of a screening as the log records it.</summary>
    private static PendingAct ActOf(StoredScreening screening, byte[] bytes)
    {
        var (evidence, subject) = (screening.Evidence, screening.Evidence.Request.Subject.Id);
        var act = new LogAct(evidence.DecidedAt, "key." + screening.Client, "screening.decided", evidence.ScreeningId,
            AuditRecord.HashOf(bytes));
        return new PendingAct(act, subject is null ? [evidence.ScreeningId]
            : [evidence.ScreeningId, AlertId.FirstOfSubject(subject).SubjectKey]);
    }

    /// <summary>The stored bytes of an evidence row, wherever they lie.</summary>
    public async Task<byte[]> ContentAsync(string json, CancellationToken cancellation)
    {
        if (!IsBlob(json))
        {
            return Encoding.UTF8.GetBytes(json);
        }

        await using var stream = await blobs.OpenAsync(LargeEvidence, BlobOf(json), cancellation)
            ?? throw new IOException($"The evidence blob {BlobOf(json)} is missing.");
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, cancellation);
        return whole.ToArray();
    }

    private static bool IsBlob(string json) => json.StartsWith("""{"blob":""", StringComparison.Ordinal);

    private static string BlobOf(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.LargeEvidence)!.Blob;

    private async Task<string> InlineOrBlobAsync(string screeningId, byte[] bytes, CancellationToken cancellation)
    {
        if (bytes.Length <= MaxInlineBytes)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var name = screeningId + ".json";
        using var content = new MemoryStream(bytes, writable: false);
        await blobs.PutIfAbsentAsync(LargeEvidence, name, content, cancellation);
        return JsonSerializer.Serialize(new LargeEvidence(name), StoredJson.Default.LargeEvidence);
    }

    private static StoredScreening Read(byte[] json) =>
        JsonSerializer.Deserialize<StoredScreening>(json, EvidenceCodec.Options)
        ?? throw new JsonException("The stored screening is null.");
}
