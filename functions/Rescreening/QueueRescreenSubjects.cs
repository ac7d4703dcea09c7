using Compliance.Functions.Hosting;

namespace Compliance.Functions.Rescreening;

/// <summary>Queue: works on a part of a rescreening. The storage queue and the Service Bus queue call the same handler.</summary>
internal static class QueueRescreenSubjects
{
    /// <summary>Name of the function on the Service Bus queue.</summary>
    public const string ServiceBusName = "ServiceBusRescreenSubjects";

    public static void Map(TriggerRoutes routes)
    {
        routes.Map(nameof(QueueRescreenSubjects), RunAsync, RescreenWork.Queue);
        routes.Map(ServiceBusName, RunAsync, RescreenWork.Queue);
    }

    private static async Task<string> RunAsync(IServiceProvider services, InvocationEnvelope envelope, CancellationToken cancellation) =>
        await services.GetRequiredService<RescreenQueueHandler>()
        .HandleAsync(envelope.Text("message") ?? throw new InvalidDataException("The invocation has no message."), cancellation)
            ? "The work was done as far as it was due."
            : throw new InvocationRefusedException("The text is no rescreening work.");
}
