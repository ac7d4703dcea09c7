using System.Diagnostics;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>
/// Sends the outbox rows to the queues of alerts and deletes each row after its message is accepted. A crash between the two sends the
/// message again with the same id: at least once, never lost.
/// </summary>
internal sealed class AlertOutbox(ScreeningStore screenings, IMessageQueue queue)
{
    /// <summary>Drains all shards; the number of messages sent.</summary>
    public Task<int> DrainAsync(CancellationToken cancellation) => DrainAsync(Shard.All, cancellation);

    /// <summary>Drains the given shards until nothing is left; the number of messages sent.</summary>
    public async Task<int> DrainAsync(IEnumerable<Shard> shards, CancellationToken cancellation)
    {
        var sent = 0;
        foreach (var shard in shards)
        {
            while (await screenings.PendingAlertsAsync(shard, cancellation) is { Count: > 0 } pending)
            {
                await Task.WhenAll(pending.Select(message => SendAsync(message, cancellation)));
                await screenings.ForgetAlertsAsync(shard, pending, cancellation);
                foreach (var queue in pending.GroupBy(message => message.OwnQueue))
                {
                    Measured.Message(queue.Key, "sent", queue.Count());
                }

                sent += pending.Count;
            }
        }

        return sent;
    }

    /// <summary>Sends in the trace of the screening, and hands the trace on: the alert is opened in it.</summary>
    private async Task SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        using var sending = Traces.OfMessage("alert.send", ActivityKind.Producer, message.OwnQueue, message.TraceParent);
        var body = JsonSerializer.Serialize(message with { TraceParent = sending?.Id ?? message.TraceParent },
            StoredJson.Default.AlertMessage);
        await queue.SendAsync(message.OwnQueue, message.ScreeningId, body, cancellation);
    }
}
