namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Queues in the embedded store. A message sent twice with the same id within <see cref="DuplicateWindow"/> is one message. Dead letters
/// are messages of the queue <c>NAME-poison</c> and are received from there.
/// </summary>
internal sealed class EmbeddedMessageQueue(IStoreWriter writer, ReaderPool readers, TimeProvider time) : IMessageQueue
{
    /// <summary>How long a message id is remembered: the window the deployed Service Bus queues are given.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(1);

    public Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation)
    {
        StorageLimits.CheckMessage(queue, messageId, body);
        return writer.ApplyAsync(session => MessageChanges.Send(session.Statements, queue, messageId, body, Now, DuplicateWindow),
            cancellation);
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellation)
    {
        StorageLimits.CheckReceive(queue, limit, visibility);
        cancellation.ThrowIfCancellationRequested();
        // An idle pump asks often: without a message nothing is written.
        return readers.Read(statements => MessageChanges.AnyVisible(statements, queue, Now))
            ? writer.ApplyAsync(session => MessageChanges.Lease(session.Statements, queue, limit, Now, visibility), cancellation)
            : Task.FromResult<IReadOnlyList<ReceivedMessage>>([]);
    }

    public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation)
    {
        var lease = Lease(queue, message);
        return writer.ApplyAsync(session => MessageChanges.Complete(session.Statements, queue, lease), cancellation);
    }

    public Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
    {
        var lease = Lease(queue, message);
        StorageLimits.CheckDelay(delay);
        return writer.ApplyAsync(session => MessageChanges.Abandon(session.Statements, queue, lease, Now + delay), cancellation);
    }

    public Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var lease = Lease(queue, message);
        return writer.ApplyAsync(session =>
            MessageChanges.DeadLetter(session.Statements, queue, lease, StorageLimits.KeptReason(reason), Now), cancellation);
    }

    public Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation)
    {
        StorageLimits.CheckQueue(queue);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(statements => MessageChanges.Depth(statements, queue, Now)));
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private static MessageLease Lease(string queue, ReceivedMessage message)
    {
        StorageLimits.CheckQueue(queue);
        ArgumentNullException.ThrowIfNull(message);
        return MessageLease.Parse(message.LeaseToken);
    }
}
