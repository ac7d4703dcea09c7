using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Events;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>Adds what receives from Service Bus.</summary>
internal static class ReceivingSetup
{
    /// <summary>Registers the queues with their handlers and the drain; where messages go through Service Bus, also what receives them
    /// while this instance is up.</summary>
    public static IServiceCollection AddReceiving(this IServiceCollection services, AzureStorageOptions? azure)
    {
        services
            .AddSingleton(provider => new QueueConsumer(EventQueueHandler.Queue, (text, cancellation) =>
                provider.GetRequiredService<EventQueueHandler>().TakesAsync(text, cancellation)))
            .AddSingleton(provider => new QueueConsumer(AlertMessage.BlockQueue, (text, cancellation) =>
                provider.GetRequiredService<AlertQueueHandler>().HandleAsync(text, cancellation)))
            .AddSingleton(provider => new QueueConsumer(AlertMessage.Queue, (text, cancellation) =>
                provider.GetRequiredService<AlertQueueHandler>().HandleAsync(text, cancellation)))
            .AddSingleton(provider => new QueueConsumer(RescreenWork.Queue, (text, cancellation) =>
                provider.GetRequiredService<RescreenQueueHandler>().HandleAsync(text, cancellation)))
            .AddSingleton<MessageDelivery>().AddSingleton<DeadLetterIntake>().AddSingleton<ServiceBusDrain>();
        return azure?.ServiceBus is null ? services : services.AddHostedService<ServiceBusReceiving>();
    }
}
