using Azure.Messaging.ServiceBus;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>
/// Empties the queues of Service Bus once: for a timer that wakes an instance, because without the extension's trigger the platform does
/// not know that messages wait. Beside <see cref="ServiceBusReceiving"/> in the same instance it takes what is left: each message has one
/// lock.
/// </summary>
internal sealed class ServiceBusDrain(IEnumerable<QueueConsumer> consumers, MessageDelivery delivery, DeadLetterIntake deadLetters,
    TimeProvider time, ServiceBusConnection? connection = null)
{
    private const int Batch = 16;

    /// <summary>A queue is empty when nothing comes for so long.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>Handles what waits on all queues and takes in their dead letters; how many messages were done with. 0 where messages do not
    /// go through Service Bus. Cancelling ends it between messages; what is under way is given back.</summary>
    /// <exception cref="StorageUnavailableException">The namespace could not be reached.</exception>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var done = 0;
        foreach (var consumer in connection is null ? [] : consumers)
        {
            done += await DrainAsync(consumer.Queue, SubQueue.None,
                (receiver, message) => DeliverAsync(consumer, receiver, message, cancellation), cancellation);
            done += await DrainAsync(consumer.Queue, SubQueue.DeadLetter,
                (receiver, message) => KeepAsync(consumer.Queue, receiver, message, cancellation), cancellation);
        }

        return done;
    }

    private async Task<int> DrainAsync(string queue, SubQueue sub, Func<ServiceBusReceiver, ServiceBusReceivedMessage, Task<bool>> handle,
        CancellationToken cancellation)
    {
        try
        {
            await using var receiver = connection!.Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = sub });
            var done = 0;
            while (await receiver.ReceiveMessagesAsync(Batch, Wait, cancellation) is { Count: > 0 } messages)
            {
                var ends = await Task.WhenAll(messages.Select(message => handle(receiver, message)));
                done += ends.Count(end => end);
            }

            return done;
        }
        catch (Exception error) when (ServiceBusConnection.IsUnavailable(error))
        {
            cancellation.ThrowIfCancellationRequested();
            throw ServiceBusConnection.Unavailable($"Draining the Service Bus queue {queue}", error);
        }
    }

    private async Task<bool> DeliverAsync(QueueConsumer consumer, ServiceBusReceiver receiver, ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        await using var renewal = new LockRenewal(receiver, message, time);
        return await delivery.DeliverAsync(consumer, message, MessageSettlement.Of(receiver, message), cancellation);
    }

    private async Task<bool> KeepAsync(string queue, ServiceBusReceiver receiver, ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        await deadLetters.KeepAsync(queue, message, cancellation);
        await receiver.CompleteMessageAsync(message, cancellation);
        return true;
    }
}
