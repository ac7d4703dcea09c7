using Compliance.Functions.Storage;

namespace Compliance.Functions.Rescreening;

/// <summary>Leases messages of the queue and handles them: what the queue trigger does on Azure. A message that fails five times lies with
/// the dead letters; the director sends its part again.</summary>
internal sealed class RescreenPump(IMessageQueue queue, RescreenQueueHandler handler, ILogger<RescreenPump> log)
{
    private const int MaxDeliveries = 5;
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(2);

    /// <summary>Handles one message; false where none is visible.</summary>
    public async Task<bool> PumpOnceAsync(CancellationToken cancellation)
    {
        if (await queue.ReceiveAsync(RescreenWork.Queue, 1, Visibility, cancellation) is not [var message])
        {
            return false;
        }

        try
        {
            if (await handler.HandleAsync(message.Body, cancellation))
            {
                await queue.CompleteAsync(RescreenWork.Queue, message, cancellation);
            }
            else
            {
                await queue.DeadLetterAsync(RescreenWork.Queue, message, "The body is no rescreening work.", cancellation);
            }
        }
        catch (Exception error) when (StoreFailure.Is(error) || error is InvalidDataException)
        {
            log.LogError(error, "Rescreening work {MessageId} failed at delivery {Delivery}.", message.MessageId, message.DeliveryCount);
            await (message.DeliveryCount >= MaxDeliveries
                ? queue.DeadLetterAsync(RescreenWork.Queue, message, $"Failed {message.DeliveryCount} times: {error.GetType().Name}",
                    cancellation)
                : queue.AbandonAsync(RescreenWork.Queue, message, TimeSpan.FromSeconds(Math.Pow(2, message.DeliveryCount)), cancellation));
        }

        return true;
    }
}
