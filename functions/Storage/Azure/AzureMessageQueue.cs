using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Queues in Azure Storage. A queue is made when first sent to. They detect no duplicates: handlers are idempotent by message id. Depth is
/// approximate, and the oldest age is that of the oldest message nobody has leased.
/// </summary>
internal sealed class AzureMessageQueue(StorageClient client, TimeProvider time) : IMessageQueue
{
    public Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation)
    {
        StorageLimits.CheckMessage(queue, messageId, body);
        return PutAsync(queue, new QueueEnvelope(messageId, body, null), cancellation);
    }

    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility,
        CancellationToken cancellation)
    {
        StorageLimits.CheckReceive(queue, limit, visibility);
        using var message =
            client.Request(RequestMethod.Get, $"/{queue}/messages?numofmessages={Text(limit)}&visibilitytimeout={Seconds(visibility)}");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => [.. Messages(response).Select(Received)],
            404 => [],
            _ => throw StorageClient.Unexpected(response, $"Receiving from queue {queue}"),
        };
    }

    public async Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        using var request = client.Request(RequestMethod.Delete, Lease(queue, message));
        var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            204 => true,
            _ when IsLost(response) => RequestStampPolicy.WasRepeated(request) && response.Status == 404,
            _ => throw StorageClient.Unexpected(response, $"Completing a message of queue {queue}"),
        };
    }

    public async Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        StorageLimits.CheckDelay(delay);
        await ExtendAsync(queue, message, delay, cancellation).ConfigureAwait(false);
    }

    public async Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        ArgumentNullException.ThrowIfNull(reason);
        // First hold the message, so that no other receiver gets it while its copy is put; then remove it. A crash between leaves it twice,
        // never nowhere.
        if (await ExtendAsync(queue, message, TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false) is { } held)
        {
            await PutAsync(queue + StorageLimits.DeadLetterSuffix,
                new QueueEnvelope(message.MessageId, message.Body, StorageLimits.KeptReason(reason)), cancellation).ConfigureAwait(false);
            await CompleteAsync(queue, held, cancellation).ConfigureAwait(false);
        }
    }

    public async Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        var waiting = await CountAsync(queue, cancellation).ConfigureAwait(false);
        var dead = await CountAsync(queue + StorageLimits.DeadLetterSuffix, cancellation).ConfigureAwait(false);
        return new QueueDepth(waiting, dead, waiting == 0 ? null : await OldestAgeAsync(queue, cancellation).ConfigureAwait(false));
    }

    private async Task PutAsync(string queue, QueueEnvelope envelope, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes($"<QueueMessage><MessageText>{envelope.ToBase64()}</MessageText></QueueMessage>");
        for (var made = false; ; made = true)
        {
            using var message = client.Request(RequestMethod.Post, $"/{queue}/messages?messagettl=-1");
            message.Request.Headers.SetValue("Content-Type", "application/xml");
            message.Request.Content = RequestContent.Create(content);
            var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
            if (response.Status == 201)
            {
                return;
            }

            if (made || response.Status != 404)
            {
                throw StorageClient.Unexpected(response, $"Sending to queue {queue}");
            }

            await MakeAsync(queue, cancellation).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(string queue, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Put, $"/{queue}");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is not (201 or 204 or 409))
        {
            throw StorageClient.Unexpected(response, $"Making queue {queue}");
        }
    }

    /// <summary>Sets when a leased message becomes visible; the message under its new lease, or null where the lease was lost.</summary>
    private async Task<ReceivedMessage?> ExtendAsync(string queue, ReceivedMessage message, TimeSpan visibility,
        CancellationToken cancellation)
    {
        using var request = client.Request(RequestMethod.Put, $"{Lease(queue, message)}&visibilitytimeout={Seconds(visibility)}");
        var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        return response.Status == 204 && response.Headers.TryGetValue("x-ms-popreceipt", out var receipt)
            ? message with { LeaseToken = Token(Id(message), receipt) }
            : IsLost(response) ? null
            : throw StorageClient.Unexpected(response, $"Updating a message of queue {queue}");
    }

    private async Task<long> CountAsync(string queue, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Get, $"/{queue}?comp=metadata");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 when response.Headers.TryGetValue("x-ms-approximate-messages-count", out var count) =>
                long.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture),
            404 => 0,
            _ => throw StorageClient.Unexpected(response, $"Counting queue {queue}"),
        };
    }

    private async Task<TimeSpan?> OldestAgeAsync(string queue, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Get, $"/{queue}/messages?peekonly=true&numofmessages=1");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        var sent = response.Status == 200 ? Messages(response).FirstOrDefault()?.Element("InsertionTime")?.Value : null;
        return sent is null ? null
            : time.GetUtcNow() - DateTimeOffset.ParseExact(sent, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private static IEnumerable<XElement> Messages(Response response)
        => XDocument.Load(response.Content.ToStream()).Descendants("QueueMessage");

    private static ReceivedMessage Received(XElement message)
    {
        var id = message.Element("MessageId")!.Value;
        var envelope = QueueEnvelope.FromBase64(message.Element("MessageText")!.Value, id);
        var deliveries = int.Parse(message.Element("DequeueCount")!.Value, NumberStyles.None, CultureInfo.InvariantCulture);
        return new ReceivedMessage(envelope.MessageId, envelope.Body, deliveries, Token(id, message.Element("PopReceipt")!.Value))
        { DeadLetterReason = envelope.Reason };
    }

    private static string Token(string id, string receipt) => $"{id} {receipt}";

    private static string Id(ReceivedMessage message) => message.LeaseToken.Split(' ', 2)[0];

    private static string Lease(string queue, ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var parts = message.LeaseToken.Split(' ', 2);
        return parts.Length == 2
            ? $"/{queue}/messages/{Uri.EscapeDataString(parts[0])}?popreceipt={Uri.EscapeDataString(parts[1])}"
            : throw new StorageLimitException("The lease token was not given out by this store. Pass the received message unchanged.");
    }

    /// <summary>The message is gone, or another lease was given since.</summary>
    private static bool IsLost(Response response) =>
        response.Status == 404 || (response.Status == 400 && StorageClient.ErrorCode(response) == "PopReceiptMismatch");

    private static string Seconds(TimeSpan time) => Text((int)Math.Ceiling(time.TotalSeconds));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
