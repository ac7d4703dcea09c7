using Compliance.Functions.Hosting.Worker;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Rescreening;

/// <summary>What the Functions host starts for rescreening; standalone a loop does the same.</summary>
internal sealed class RescreeningFunctions(RescreenQueueHandler handler, RescreenCoordinator director, InvocationRunner runner)
{
    /// <summary>Queue: works on a part of a rescreening.</summary>
    [Function("QueueRescreenSubjects")]
    public Task WorkAsync([QueueTrigger(RescreenWork.Queue, Connection = "ComplianceStorage")] byte[] message, FunctionContext context,
        CancellationToken cancellation) =>
        runner.OnMessageAsync(context.FunctionDefinition.Name, RescreenWork.Queue, message, handler.HandleAsync, cancellation);

    /// <summary>Timer: starts a rescreening where the lists changed, sends lost work again, and writes the certificate.</summary>
    [Function("TimerRescreenSubjects")]
    public Task LookAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token => await director.LookAsync(token) ? "Rescreening work was sent." : "No rescreening work was due.",
            cancellation);
}
