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

    /// <summary>Subjects that are worked on at the same time.</summary>
    private const int AtATime = 4;

    /// <summary>Messages that are leased at most; the rest waits in the queue.</summary>
    private const int MostLeased = 2048;

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
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Reading the alert queue failed; its messages stay.");
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
            }
        }
    }

    /// <summary>Handles what is visible, in fair turns, until nothing is; how many messages there were. New ones get their turn meanwhile:
    /// a block does not wait for what came before it.</summary>
    public async Task<int> PumpOnceAsync(CancellationToken cancellation)
    {
        var handled = 0;
        var backlog = new FairBacklog();
        await FillAsync(backlog, cancellation);
        while (backlog.Count > 0)
        {
            var turn = new List<IReadOnlyList<LeasedAlert>>();
            while (turn.Count < AtATime && backlog.Take() is { Count: > 0 } taken)
            {
                turn.Add(taken);
            }

            await Task.WhenAll(turn.Select(taken => DeliverAsync(taken, cancellation)));
            handled += turn.Sum(taken => taken.Count);
            await FillAsync(backlog, cancellation);
        }

        return handled;
    }

    private async Task FillAsync(FairBacklog backlog, CancellationToken cancellation)
    {
        foreach (var name in AlertMessage.Queues)
        {
            while (backlog.Count < MostLeased
                && await queue.ReceiveAsync(name, StorageLimits.MaxReceive, Visibility, cancellation) is { Count: > 0 } received)
            {
                foreach (var message in received)
                {
                    backlog.Add(new LeasedAlert(message, AlertQueueHandler.Read(message.Body)) { Queue = name });
                }
            }
        }
    }

    /// <summary>Delivers messages of one subject: together where that goes, else each by itself, so that one that fails harms no
    /// other.</summary>
    private async Task DeliverAsync(IReadOnlyList<LeasedAlert> taken, CancellationToken cancellation)
    {
        if (taken.Count > 1 && taken.All(leased => leased.Content is not null))
        {
            try
            {
                await handler.HandleAllAsync([.. taken.Select(leased => leased.Content!)], cancellation);
                foreach (var leased in taken)
                {
                    await queue.CompleteAsync(leased.Queue, leased.Message, cancellation);
                }

                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning(error, "Opening the alert of {Count} messages of one subject together failed; each is tried by itself.",
                    taken.Count);
            }
        }

        foreach (var leased in taken)
        {
            await DeliverAsync(leased.Queue, leased.Message, cancellation);
        }
    }

    private async Task DeliverAsync(string name, ReceivedMessage message, CancellationToken cancellation)
    {
        try
        {
            if (await handler.HandleAsync(message.Body, cancellation))
            {
                await queue.CompleteAsync(name, message, cancellation);
            }
            else
            {
                await queue.DeadLetterAsync(name, message, "The body is not an alert message.", cancellation);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever the handler threw, the message must not be lost: it comes again, or lies with the dead letters where an operator
            // sees it.
            Measured.Message(name, message.DeliveryCount >= MaxDeliveries ? "dead" : "returned");
            log.LogError(error, "Opening the alert of {MessageId} failed at delivery {Delivery}.", message.MessageId,
                message.DeliveryCount);
            await (message.DeliveryCount >= MaxDeliveries
                ? queue.DeadLetterAsync(name, message, $"Failed {message.DeliveryCount} times: {error.GetType().Name}",
                    cancellation)
                : queue.AbandonAsync(name, message, TimeSpan.FromSeconds(Math.Pow(2, message.DeliveryCount)), cancellation));
        }
    }
}
