using System.Text;
using Compliance.Functions.Operations;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Hosting.Worker;

/// <summary>
/// Runs what the Functions host asks for, within a time limit. While the storage is away a message is tried again here, because the host
/// delivers a failed one at once and gives it up after five deliveries.
/// </summary>
internal sealed class InvocationRunner(IBlobStore blobs, Quarantine quarantine, TimeProvider time, ILogger<InvocationRunner> log)
{
    /// <summary>Below the function timeout of host.json (10 minutes): when that passes, the host ends the process with all of its
    /// invocations.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Runs a timer's work.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="work">What it does; a line for the log.</param>
    /// <param name="cancellation">The host's.</param>
    public async Task OnTimerAsync(string function, Func<CancellationToken, Task<string>> work, CancellationToken cancellation)
    {
        using var limit = Limited(cancellation);
        log.LogInformation("{Function}: {Result}", function, await work(limit.Token));
    }

    /// <summary>Handles a message. One that can never be handled is kept in quarantine with a record, and is then a success: to deliver it
    /// again would change nothing.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="message">What the queue carries, as UTF-8.</param>
    /// <param name="handle">Handles its text; false where that can never be done.</param>
    /// <param name="cancellation">The host's.</param>
    public async Task OnMessageAsync(string function, string queue, ReadOnlyMemory<byte> message,
        Func<string, CancellationToken, Task<bool>> handle, CancellationToken cancellation)
    {
        using var limit = Limited(cancellation);
        var carried = QueueEnvelope.Read(Encoding.UTF8.GetString(message.Span), "").Body;
        var text = carried;
        var handled = await TransientRetries.TryAsync(
            async () =>
            {
                text = await ClaimCheck.ClaimAsync(blobs, carried, limit.Token);
                return await handle(text, limit.Token);
            },
            TransientRetries.OfMessages,
            time,
            limit.Token);
        if (!handled)
        {
            var id = await quarantine.KeepAsync(function, queue, text, "The text is no message of this queue.", limit.Token);
            log.LogError("{Function} refused a message for good; it is quarantined as {Quarantined}.", function, id);
        }
    }

    private static CancellationTokenSource Limited(CancellationToken cancellation)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        return limit;
    }
}
