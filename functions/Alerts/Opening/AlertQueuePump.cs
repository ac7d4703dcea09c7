using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>
/// Standalone mode's stand-in for the queue trigger: leases messages and calls the same handler. A message that fails five times, or can
/// never be read, goes to the dead letters with the reason.
/// </summary>
internal sealed class AlertQueuePump(IMessageQueue queue, AlertQueueHandler handler, QueueSignal signal, TimeProvider time,
    ILogger<AlertQueuePump> log) : BackgroundService
{
    private const int MaxDeliveries = 5;
    private const int LeaseLimit = 16;
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await PumpOnceAsync(stoppingToken) == 0)
                {
                    await signal.WaitAsync(PollEvery, stoppingToken);
                }
            }
            catch (Exception error) when (StoreFailure.Is(error))
            {
                log.LogError(error, "Reading the alert queue failed; its messages stay.");
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
            }
        }
    }

    /// <summary>Handles what is visible now, one lease of messages; how many there were.</summary>
    public async Task<int> PumpOnceAsync(CancellationToken cancellation)
    {
        var messages = await queue.ReceiveAsync(AlertMessage.Queue, LeaseLimit, Visibility, cancellation);
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
            if (await handler.HandleAsync(message.Body, cancellation))
            {
                await queue.CompleteAsync(AlertMessage.Queue, message, cancellation);
            }
            else
            {
                await queue.DeadLetterAsync(AlertMessage.Queue, message, "The body is not an alert message.", cancellation);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever the handler threw, the message must not be lost: it comes again, or lies with the dead letters where an operator
            // sees it.
            Measured.Message(AlertMessage.Queue, message.DeliveryCount >= MaxDeliveries ? "dead" : "returned");
            log.LogError(error, "Opening the alert of {MessageId} failed at delivery {Delivery}.", message.MessageId,
                message.DeliveryCount);
            await (message.DeliveryCount >= MaxDeliveries
                ? queue.DeadLetterAsync(AlertMessage.Queue, message, $"Failed {message.DeliveryCount} times: {error.GetType().Name}",
                    cancellation)
                : queue.AbandonAsync(AlertMessage.Queue, message, TimeSpan.FromSeconds(Math.Pow(2, message.DeliveryCount)), cancellation));
        }
    }
}
