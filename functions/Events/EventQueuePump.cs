using Compliance.Functions.Operations;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Events;

/// <summary>
/// Standalone mode's stand-in for the queue trigger: leases messages and calls the same handler. What can never be read is set aside with
/// the reason, where an operator reads it and sends it again once it is mended; of a batch, what was good is stored.
/// </summary>
internal sealed class EventQueuePump(IMessageQueue queue, EventQueueHandler handler, Quarantine quarantine, TimeProvider time,
    ILogger<EventQueuePump> log) : BackgroundService
{
    private const string Function = "QueueTakeEvents";
    private const int LeaseLimit = 16;
    private const int MaxDeliveries = 5;
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await PumpOnceAsync(stoppingToken) > 0)
                {
                    continue;
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Reading the queue of events failed; its messages stay.");
            }

            await Task.Delay(PollEvery, time, stoppingToken);
        }
    }

    /// <summary>Handles what is visible now, one lease of messages; how many there were.</summary>
    public async Task<int> PumpOnceAsync(CancellationToken cancellation)
    {
        var messages = await queue.ReceiveAsync(EventQueueHandler.Queue, LeaseLimit, Visibility, cancellation);
        foreach (var message in messages)
        {
            await DeliverAsync(message, cancellation);
        }

        return messages.Count;
    }

    private async Task DeliverAsync(ReceivedMessage message, CancellationToken cancellation)
    {
        try
        {
            if (await handler.HandleAsync(message.Body, cancellation) is { } refused)
            {
                await quarantine.KeepAsync(Function, EventQueueHandler.Queue, message.Body, refused, cancellation);
            }

            await queue.CompleteAsync(EventQueueHandler.Queue, message, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever the handler threw, neither the message is lost nor does it hold up those behind it, or end the service.
            log.LogError(error, "The events of {MessageId} failed at delivery {Delivery}.", message.MessageId, message.DeliveryCount);
            if (message.DeliveryCount < MaxDeliveries)
            {
                await queue.AbandonAsync(EventQueueHandler.Queue, message, TimeSpan.FromSeconds(Math.Pow(2, message.DeliveryCount)),
                    cancellation);
                return;
            }

            await quarantine.KeepAsync(Function, EventQueueHandler.Queue, message.Body,
                $"Failed {message.DeliveryCount} times: {error.GetType().Name}", cancellation);
            await queue.CompleteAsync(EventQueueHandler.Queue, message, cancellation);
        }
    }
}
