using System.Globalization;
using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>What the Functions host starts to receive from Service Bus: it has no trigger for it, so a timer wakes an instance.</summary>
internal sealed class ReceivingFunctions(ServiceBusDrain drain, InvocationRunner runner)
{
    /// <summary>Timer: handles what waits on the queues of Service Bus; nothing where messages go through storage queues.</summary>
    [Function("TimerDrainServiceBus")]
    public Task DrainAsync([TimerTrigger("10 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token =>
            {
                var done = await drain.DrainAsync(token);
                return string.Create(CultureInfo.InvariantCulture, $"{done} messages were handled.");
            },
            cancellation);
}
