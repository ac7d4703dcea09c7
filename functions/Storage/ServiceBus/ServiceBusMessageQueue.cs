using Azure.Messaging.ServiceBus;

namespace Compliance.Functions.Storage.ServiceBus;

/// <summary>
/// Sends to Service Bus queues. The message id is what duplicate detection goes by, so that a message sent again is one message. Messages
/// are delivered to their handlers by what receives (see <see cref="Operations.Receiving.ServiceBusReceiving"/>), which settles them on the
/// connection that holds their locks: whoever asks here for messages gets none, and cannot settle any.
/// </summary>
internal sealed class ServiceBusMessageQueue(ServiceBusConnection connection) : IMessageQueue
{
    public async Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation)
    {
        StorageLimits.CheckMessage(queue, messageId, body);
        var message = new ServiceBusMessage(body) { MessageId = messageId, ContentType = "application/json; charset=utf-8" };
        try
        {
            await connection.SenderOf(queue).SendMessageAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (ServiceBusConnection.IsUnavailable(error))
        {
            cancellation.ThrowIfCancellationRequested();
            throw ServiceBusConnection.Unavailable($"Sending to Service Bus queue {queue}", error);
        }
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellation)
    {
        StorageLimits.CheckReceive(queue, limit, visibility);
        return Task.FromResult<IReadOnlyList<ReceivedMessage>>([]);
    }

    public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation) => throw Elsewhere(queue);

    public Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
        => throw Elsewhere(queue);

    public Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation)
        => throw Elsewhere(queue);

    public Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation) => throw Elsewhere(queue);

    private static NotSupportedException Elsewhere(string queue) =>
        new($"Messages of the Service Bus queue '{queue}' are settled where they are received. Its depth is in the namespace's metrics; "
        + $"its dead letters are in the quarantine.");
}
