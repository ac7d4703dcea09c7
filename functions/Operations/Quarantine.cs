using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Operations;

/// <summary>
/// Messages that can never be handled, in the table <c>quarantine</c>. Setting aside and settling are acts in an audit chain of their own,
/// written in the batch of the change: a message never disappears without a record of who let it.
/// </summary>
internal sealed class Quarantine(IRecordStore records, IMessageQueue queue, TimeProvider time)
{
    /// <summary>Table, partition and chain.</summary>
    public const string Table = "quarantine";

    private const string Messages = "m";
    private const string Records = "r";
    private const string Head = "head";
    private const string Service = "system";

    /// <summary>Sets a message aside; its id. The same message again changes nothing.</summary>
    /// <param name="function">What set it aside.</param>
    /// <param name="queueName">Queue that a release sends it to; null for none.</param>
    /// <param name="body">Its text.</param>
    /// <param name="reason">Why it can never be handled.</param>
    /// <param name="cancellation">The caller's.</param>
    /// <param name="messageId">Id under which it was sent; the same text under another id is another message, so that one which was
    /// released and died again waits again. Null where the carrier has none.</param>
    public async Task<string> KeepAsync(string function, string? queueName, string body, string reason, CancellationToken cancellation,
        string? messageId = null)
    {
        var id = AuditRecord.HashOf(messageId is null ? $"{function}\n{body}" : $"{function}\n{messageId}\n{body}")[..24];
        var kept = body.Length <= QuarantinedMessage.MaxBodyChars ? body : body[..QuarantinedMessage.MaxBodyChars];
        var message = new QuarantinedMessage(id, function, queueName, reason, time.GetUtcNow(), kept.Length > 0
            && char.IsHighSurrogate(kept[^1]) ? kept[..^1] : kept);
        while (await records.FindAsync(Table, Table, Messages + id, cancellation) is null)
        {
            if (await WriteAsync(new RecordOperation.Insert(Messages + id, Json(message)), Service, "message.quarantined", message,
                cancellation))
            {
                break;
            }
        }

        return id;
    }

    /// <summary>All messages, newest last.</summary>
    public async Task<IReadOnlyList<QuarantinedMessage>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<QuarantinedMessage>();
        var query = new RecordQuery(Table, Table).WithPrefix(Messages);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            found.AddRange(page.Records.Select(record => Read(record.Json)));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        return [.. found.OrderBy(message => message.At).ThenBy(message => message.Id, StringComparer.Ordinal)];
    }

    /// <summary>One message; null where there is none.</summary>
    public async Task<QuarantinedMessage?> FindAsync(string id, CancellationToken cancellation) =>
        id.All(char.IsAsciiLetterOrDigit) && id.Length is > 0 and <= 64
        && await records.FindAsync(Table, Table, Messages + id, cancellation) is { } record ? Read(record.Json) : null;

    /// <summary>Sends a message again, or lets it go; the message as settled, or null where it was settled before or cannot be
    /// sent.</summary>
    public async Task<QuarantinedMessage?> SettleAsync(string id, bool release, string by, string note, CancellationToken cancellation)
    {
        while (await records.FindAsync(Table, Table, Messages + id, cancellation) is { } record)
        {
            var message = Read(record.Json);
            if (message.Settled is not null || (release && message.Queue is null))
            {
                return null;
            }

            if (release)
            {
                // First the message: a crash after it leaves the entry waiting, and a second release is found out by the handler, which is
                // idempotent.
                await queue.SendAsync(message.Queue!, $"{id}-{time.GetUtcNow().ToUnixTimeMilliseconds()}", message.Body, cancellation);
            }

            var settled = message with { Settled = release ? "released" : "discarded", By = by, Note = note, SettledAt = time.GetUtcNow() };
            if (await WriteAsync(new RecordOperation.Replace(Messages + id, record.ETag, Json(settled)), by, "message." + settled.Settled,
                settled, cancellation))
            {
                return settled;
            }
        }

        return null;
    }

    /// <summary>The chain of what was done, and what is wrong with it.</summary>
    public async Task<IReadOnlyList<AuditFault>> VerifyAsync(CancellationToken cancellation)
    {
        var chain = new List<AuditRecord>();
        var query = new RecordQuery(Table, Table).WithPrefix(Records);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            chain.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json, OperationsJson.Default.AuditRecord)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        return AuditChain.Verify(chain, (await HeadAsync(cancellation)).Head);
    }

    private async Task<bool> WriteAsync(RecordOperation change, string by, string act, QuarantinedMessage message,
        CancellationToken cancellation)
    {
        var (etag, head) = await HeadAsync(cancellation);
        var (chained, next) = AuditChain.Append(head, [new AuditAct(time.GetUtcNow(), by, act, message.Id, Json(message))]);
        var nextJson = JsonSerializer.Serialize(next, OperationsJson.Default.AuditHead);
        RecordOperation[] operations =
        [
            change,
            .. chained.Select(record => new RecordOperation.Insert(
                string.Create(CultureInfo.InvariantCulture, $"{Records}{record.Sequence:D8}"),
                    JsonSerializer.Serialize(record, OperationsJson.Default.AuditRecord))),
            etag is null ? new RecordOperation.Insert(Head, nextJson) : new RecordOperation.Replace(Head, etag, nextJson),
        ];
        return (await records.CommitAsync(Table, Table, operations, cancellation)).Succeeded;
    }

    private async Task<(string? ETag, AuditHead Head)> HeadAsync(CancellationToken cancellation)
        => await records.FindAsync(Table, Table, Head, cancellation) is { } record
        ? (record.ETag, JsonSerializer.Deserialize(record.Json, OperationsJson.Default.AuditHead)!)
        : (null, AuditHead.Empty(Table));

    private static QuarantinedMessage Read(string json) => JsonSerializer.Deserialize(json, OperationsJson.Default.QuarantinedMessage)!;

    private static string Json(QuarantinedMessage message) => JsonSerializer.Serialize(message, OperationsJson.Default.QuarantinedMessage);
}
