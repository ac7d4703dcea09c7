using Compliance.Functions.Hosting;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Queue: opens the alert of a screening. The storage queue and the Service Bus queue call the same handler.</summary>
internal static class QueueOpenAlert
{
    /// <summary>Name of the function on the Service Bus queue.</summary>
    public const string ServiceBusName = "ServiceBusOpenAlert";

    public static void Map(TriggerRoutes routes)
    {
        routes.Map(nameof(QueueOpenAlert), RunAsync, AlertMessage.Queue);
        routes.Map(ServiceBusName, RunAsync, AlertMessage.Queue);
    }

    private static async Task<string> RunAsync(IServiceProvider services, InvocationEnvelope envelope, CancellationToken cancellation) =>
        await services.GetRequiredService<AlertQueueHandler>()
        .HandleAsync(envelope.Text("message") ?? throw new InvalidDataException("The invocation has no message."), cancellation)
            ? "The alert is open."
            : throw new InvocationRefusedException("The text is not an alert message.");
}
