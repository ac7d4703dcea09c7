using Azure.Messaging.ServiceBus;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>Receives from Service Bus while this instance is up: of each queue its messages, and its dead letters into the quarantine. An
/// instance that is down is woken by the timer that drains (see <see cref="ServiceBusDrain"/>).</summary>
internal sealed class ServiceBusReceiving(ServiceBusConnection connection, IEnumerable<QueueConsumer> consumers, MessageDelivery delivery,
    DeadLetterIntake deadLetters, ILogger<ServiceBusReceiving> log) : BackgroundService
{
    private const int MaxAtOnce = 8;

    /// <summary>Longer than a handler may wait for a store that is away.</summary>
    private static readonly TimeSpan RenewFor = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var processors = consumers.SelectMany(Processors).ToList();
        try
        {
            foreach (var processor in processors)
            {
                await processor.StartProcessingAsync(stoppingToken);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped: what is under way ends, nothing more is taken.
        }
        finally
        {
            await Task.WhenAll(processors.Select(processor => processor.DisposeAsync().AsTask()));
        }
    }

    private IEnumerable<ServiceBusProcessor> Processors(QueueConsumer consumer)
    {
        var messages = Processor(consumer.Queue, SubQueue.None, MaxAtOnce);
        messages.ProcessMessageAsync += args =>
            delivery.DeliverAsync(consumer, args.Message, MessageSettlement.Of(args), args.CancellationToken);
        yield return messages;

        var dead = Processor(consumer.Queue, SubQueue.DeadLetter, 1);
        dead.ProcessMessageAsync += async args =>
        {
            await deadLetters.KeepAsync(consumer.Queue, args.Message, args.CancellationToken);
            await args.CompleteMessageAsync(args.Message, args.CancellationToken);
        };
        yield return dead;
    }

    private ServiceBusProcessor Processor(string queue, SubQueue sub, int most)
    {
        var processor = connection.Client.CreateProcessor(queue, new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentCalls = most,
            MaxAutoLockRenewalDuration = RenewFor,
            SubQueue = sub,
        });
        processor.ProcessErrorAsync += args =>
        {
            log.LogWarning(args.Exception, "Receiving from {Entity} failed at {Source}; it goes on.", args.EntityPath, args.ErrorSource);
            return Task.CompletedTask;
        };
        return processor;
    }
}
