using Azure.Messaging.ServiceBus;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>
/// Gives one message to its handler and settles it by what the handler says: done is completed, refused lies with the dead letters under
/// its reason, failed is given back and comes again until the queue's most deliveries, after which the broker lays it there.
/// </summary>
internal sealed class MessageDelivery(IBlobStore blobs, TimeProvider time, ILogger<MessageDelivery> log)
{
    /// <summary>Reason of a message that its handler refused.</summary>
    public const string Refused = "Refused";

    /// <summary>Delivers; true where the message is done with.</summary>
    public async Task<bool> DeliverAsync(QueueConsumer consumer, ServiceBusReceivedMessage message, MessageSettlement settlement,
        CancellationToken cancellation)
    {
        try
        {
            if (await RefusalAsync(consumer, message, cancellation) is { } refusal)
            {
                Measured.Message(consumer.Queue, "dead");
                log.LogError("{MessageId} of {Queue} was refused for good: {Reason}", message.MessageId, consumer.Queue, refusal);
                await SettleAsync(settlement.DeadLetter(refusal), consumer.Queue, message);
            }
            else
            {
                await SettleAsync(settlement.Complete(), consumer.Queue, message);
            }

            return true;
        }
        catch (Exception error)
        {
            // Whatever the handler threw, the message must not be lost.
            Measured.Message(consumer.Queue, "returned");
            log.LogError(error, "{MessageId} of {Queue} failed at delivery {Delivery}.", message.MessageId, consumer.Queue,
                message.DeliveryCount);
            await SettleAsync(settlement.Abandon(), consumer.Queue, message);
            return false;
        }
    }

    /// <summary>Handles; why the message can never be handled, or null where it was.</summary>
    private async Task<string?> RefusalAsync(QueueConsumer consumer, ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        if (MessageText.Of(message) is not { } carried)
        {
            return "The message has no text.";
        }

        return await TransientRetries.TryAsync(
            async () =>
            {
                string text;
                try
                {
                    text = await ClaimCheck.ClaimAsync(blobs, carried, cancellation);
                }
                catch (InvalidDataException gone)
                {
                    return gone.Message;
                }

                return await consumer.HandleAsync(text, cancellation) ? null : "The text is no message of this queue.";
            },
            TransientRetries.OfMessages,
            time,
            cancellation);
    }

    /// <summary>A message that cannot be settled comes again when its lock ends: handlers are idempotent.</summary>
    private async Task SettleAsync(Task settling, string queue, ServiceBusReceivedMessage message)
    {
        try
        {
            await settling;
        }
        catch (Exception error) when (Storage.ServiceBus.ServiceBusConnection.IsUnavailable(error))
        {
            log.LogWarning(error, "{MessageId} of {Queue} could not be settled; it comes again.", message.MessageId, queue);
        }
    }
}

/// <summary>The ways to settle one message, on whatever received it. None is cancelled: a settled message is worth the wait.</summary>
internal sealed record MessageSettlement(Func<Task> Complete, Func<string, Task> DeadLetter, Func<Task> Abandon)
{
    /// <summary>On a processor.</summary>
    public static MessageSettlement Of(ProcessMessageEventArgs args) => new(
        () => args.CompleteMessageAsync(args.Message),
        reason => args.DeadLetterMessageAsync(args.Message, MessageDelivery.Refused, reason),
        () => args.AbandonMessageAsync(args.Message));

    /// <summary>On a receiver.</summary>
    public static MessageSettlement Of(ServiceBusReceiver receiver, ServiceBusReceivedMessage message) => new(
        () => receiver.CompleteMessageAsync(message),
        reason => receiver.DeadLetterMessageAsync(message, MessageDelivery.Refused, reason),
        () => receiver.AbandonMessageAsync(message));
}
