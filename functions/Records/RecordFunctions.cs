using System.Globalization;
using Compliance.Functions.Hosting.Worker;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Records.Webhooks;
using Microsoft.Azure.Functions.Worker;

namespace Compliance.Functions.Records;

/// <summary>What the Functions host starts for the record; standalone loops do the same.</summary>
internal sealed class RecordFunctions(InvocationRunner runner, LogCheckpoints checkpoints, WebhookDispatch webhooks,
    RetentionRun retention)
{
    /// <summary>Timer: takes waiting acts into the log and makes a checkpoint.</summary>
    [Function("TimerSealRecord")]
    public Task SealAsync([TimerTrigger("15 */5 * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token => await checkpoints.MakeAsync(token) is { } checkpoint
                ? string.Create(CultureInfo.InvariantCulture, $"The log has {checkpoint.Size} records at its latest checkpoint.")
                : "The log is empty.",
            cancellation);

    /// <summary>Timer: purges what is older than it must be kept, and versions of lists and what was derived from them that nothing needs
    /// any more.</summary>
    [Function("TimerPurgeRecord")]
    public Task PurgeAsync([TimerTrigger("0 20 3 * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(context.FunctionDefinition.Name, retention.RunAsync, cancellation);

    /// <summary>Timer: sends the webhook deliveries whose time has come.</summary>
    [Function("TimerDeliverWebhooks")]
    public Task DeliverAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, FunctionContext context, CancellationToken cancellation) =>
        runner.OnTimerAsync(
            context.FunctionDefinition.Name,
            async token =>
            {
                var accepted = await webhooks.SendDueAsync(token);
                return string.Create(CultureInfo.InvariantCulture, $"{accepted} deliveries were accepted.");
            },
            cancellation);
}
