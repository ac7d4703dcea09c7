using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Queues in Azure Storage. A queue is made when first sent to. They detect no duplicates: handlers are idempotent by message id. Depth is
/// approximate, and the oldest age is that of the oldest message nobody has leased.
/// </summary>
internal sealed class AzureMessageQueue(StorageAccount account, TimeProvider time) : IMessageQueue
{
    /// <summary>Messages stay until they are handled.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation)
    {
        StorageLimits.CheckMessage(queue, messageId, body);
        return PutAsync(queue, new QueueEnvelope(messageId, body, null), cancellation);
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellation)
    {
        StorageLimits.CheckReceive(queue, limit, visibility);
        return AzureCall.RunAsync<IReadOnlyList<ReceivedMessage>>($"Receiving from queue {queue}", async () =>
        {
            try
            {
                var messages = await Client(queue).ReceiveMessagesAsync(limit, visibility, cancellation).ConfigureAwait(false);
                return [.. messages.Value.Select(Received)];
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                return [];
            }
        }, cancellation);
    }

    public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        var (id, receipt) = Lease(message);
        return AzureCall.RunAsync($"Completing a message of queue {queue}", async () =>
        {
            using var tries = new TryCount();
            try
            {
                await Client(queue).DeleteMessageAsync(id, receipt, cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (IsLost(error))
            {
                return tries.WasRepeated && error.Status == 404; // This call's first try removed it.
            }
        }, cancellation);
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

    private Task PutAsync(string queue, QueueEnvelope envelope, CancellationToken cancellation)
        => AzureCall.RunAsync($"Sending to queue {queue}", () => AzureCall.MakingAsync(
            QueueErrorCode.QueueNotFound.ToString(),
            () => Client(queue).CreateIfNotExistsAsync(cancellationToken: cancellation),
            () => Client(queue).SendMessageAsync(envelope.ToBase64(), timeToLive: Forever, cancellationToken: cancellation)), cancellation);

    /// <summary>Sets when a leased message becomes visible; the message under its new lease, or null where the lease was lost.</summary>
    private Task<ReceivedMessage?> ExtendAsync(string queue, ReceivedMessage message, TimeSpan visibility, CancellationToken cancellation)
    {
        var (id, receipt) = Lease(message);
        return AzureCall.RunAsync($"Updating a message of queue {queue}", async () =>
        {
            try
            {
                var update = await Client(queue).UpdateMessageAsync(id, receipt, (string?)null, visibility, cancellation)
                    .ConfigureAwait(false);
                return message with { LeaseToken = Token(id, update.Value.PopReceipt) };
            }
            catch (RequestFailedException error) when (IsLost(error))
            {
                return null;
            }
        }, cancellation);
    }

    private Task<long> CountAsync(string queue, CancellationToken cancellation)
        => AzureCall.RunAsync($"Counting queue {queue}", async () =>
        {
            try
            {
                var properties = await Client(queue).GetPropertiesAsync(cancellation).ConfigureAwait(false);
                return properties.Value.ApproximateMessagesCountLong;
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                return 0;
            }
        }, cancellation);

    private Task<TimeSpan?> OldestAgeAsync(string queue, CancellationToken cancellation)
        => AzureCall.RunAsync($"Peeking into queue {queue}", async () =>
            (await Client(queue).PeekMessageAsync(cancellation).ConfigureAwait(false)).Value?.InsertedOn is { } sent
                ? time.GetUtcNow() - sent : (TimeSpan?)null, cancellation);

    private QueueClient Client(string queue) => account.Queues.GetQueueClient(queue);

    private static ReceivedMessage Received(QueueMessage message)
    {
        var envelope = QueueEnvelope.FromBase64(message.MessageText, message.MessageId);
        var token = Token(message.MessageId, message.PopReceipt);
        return new ReceivedMessage(envelope.MessageId, envelope.Body, (int)message.DequeueCount, token)
        { DeadLetterReason = envelope.Reason };
    }

    private static string Token(string id, string receipt) => $"{id} {receipt}";

    private static (string Id, string Receipt) Lease(ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.LeaseToken.Split(' ', 2) is [var id, var receipt] ? (id, receipt)
            : throw new StorageLimitException("The lease token was not given out by this store. Pass the received message unchanged.");
    }

    /// <summary>The message is gone, or another lease was given since.</summary>
    private static bool IsLost(RequestFailedException error)
        => error.Status == 404 || error.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
