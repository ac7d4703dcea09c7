using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Events;

/// <summary>What the Functions host starts for events; standalone the pump does the same.</summary>
internal sealed class EventFunctions(EventQueueHandler handler, InvocationRunner runner)
{
    /// <summary>Queue: takes one CloudEvent or a batch, as over HTTP.</summary>
    [Function("QueueTakeEvents")]
    public Task TakeAsync([QueueTrigger(EventQueueHandler.Queue, Connection = "ComplianceStorage")] byte[] message,
        FunctionContext context, CancellationToken cancellation) =>
        runner.OnMessageAsync(context.FunctionDefinition.Name, EventQueueHandler.Queue, message, handler.TakesAsync, cancellation);
}
