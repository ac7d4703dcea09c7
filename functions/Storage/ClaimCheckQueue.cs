namespace Compliance.Functions.Storage;

/// <summary>Queues whose messages may be larger than a queue takes: see <see cref="ClaimCheck"/>. Everything else is as the queue beneath
/// does it.</summary>
internal sealed class ClaimCheckQueue(IMessageQueue inner, IBlobStore blobs) : IMessageQueue
{
    public async Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation) =>
        await inner.SendAsync(queue, messageId, await ClaimCheck.CheckInAsync(blobs, queue, body, cancellation), cancellation);

    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility,
        CancellationToken cancellation)
    {
        var messages = await inner.ReceiveAsync(queue, limit, visibility, cancellation);
        var whole = new List<ReceivedMessage>(messages.Count);
        foreach (var message in messages)
        {
            try
            {
                whole.Add(message with { Body = await ClaimCheck.ClaimAsync(blobs, message.Body, cancellation) });
            }
            catch (InvalidDataException)
            {
                whole.Add(message); // The receiver cannot read the claim itself and sets the message aside with its reason.
            }
        }

        return whole;
    }

    public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation)
        => inner.CompleteAsync(queue, message, cancellation);

    public Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
        => inner.AbandonAsync(queue, message, delay, cancellation);

    public async Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation) =>
        await inner.DeadLetterAsync(queue, message with { Body = await ClaimCheck.CheckInAsync(blobs, queue, message.Body, cancellation) },
        reason, cancellation);

    public Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation) => inner.DepthAsync(queue, cancellation);
}
