using System.Globalization;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Alerts;

/// <summary>What the Functions host starts for alerts; standalone the pump and the dispatcher do the same.</summary>
internal sealed class AlertFunctions(AlertQueueHandler handler, AlertOutbox outbox, InvocationRunner runner)
{
    /// <summary>Queue: opens the alert of a screening.</summary>
    [Function("QueueOpenAlert")]
    public Task OpenAsync([QueueTrigger(AlertMessage.Queue, Connection = "ComplianceStorage")] byte[] message, FunctionContext context,
        CancellationToken cancellation) =>
        runner.OnMessageAsync(context.FunctionDefinition.Name, AlertMessage.Queue, message, handler.HandleAsync, cancellation);

    /// <summary>Queue: opens the alert of a block. Blocks have a queue and a function of their own: the host takes the messages of a
    /// queue in their order, so that one subject's thousand reviews would stand before another one's block.</summary>
    [Function("QueueOpenBlockAlert")]
    public Task OpenBlockAsync([QueueTrigger(AlertMessage.BlockQueue, Connection = "ComplianceStorage")] byte[] message,
        FunctionContext context, CancellationToken cancellation) =>
        runner.OnMessageAsync(context.FunctionDefinition.Name, AlertMessage.BlockQueue, message, handler.HandleAsync, cancellation);

    /// <summary>Timer: sends the alert messages that a crash left in the outbox.</summary>
    [Function("TimerDrainOutbox")]
    public Task DrainAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token =>
            {
                var sent = await outbox.DrainAsync(token);
                return string.Create(CultureInfo.InvariantCulture, $"{sent} alert messages were sent.");
            },
            cancellation);
}
