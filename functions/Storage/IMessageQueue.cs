namespace Compliance.Functions.Storage;

/// <summary>Named queues with at-least-once delivery. A message is invisible while leased and returns when its lease ends without
/// completion.</summary>
public interface IMessageQueue
{
    /// <summary>Sends a message of at most 47 KiB of UTF-8 text. The message id makes repeated sends of the same message one message where
    /// the provider detects duplicates.</summary>
    Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation);

    /// <summary>Leases up to <paramref name="limit"/> messages (1 to 32) for the visibility time.</summary>
    Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellation);

    /// <summary>Removes a leased message; false where the lease was lost.</summary>
    Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation);

    /// <summary>Returns a leased message early, visible after the delay.</summary>
    Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation);

    /// <summary>Moves a leased message to the queue's dead letters, which are the queue <c>NAME-poison</c>, with a reason.</summary>
    Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation);

    /// <summary>How many messages wait, leased ones included, and how many lie dead; approximate on some providers.</summary>
    Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation);
}

/// <summary>A leased message.</summary>
/// <param name="MessageId">The sender's id.</param>
/// <param name="Body">The text.</param>
/// <param name="DeliveryCount">How often it was delivered, this time included.</param>
/// <param name="LeaseToken">What completing it takes; opaque.</param>
public sealed record ReceivedMessage(string MessageId, string Body, int DeliveryCount, string LeaseToken)
{
    /// <summary>Why the message lies dead; null for a message that does not.</summary>
    public string? DeadLetterReason { get; init; }
}

/// <summary>Messages waiting and dead, and the age of the oldest waiting one.</summary>
public sealed record QueueDepth(long Waiting, long Dead, TimeSpan? OldestAge);
