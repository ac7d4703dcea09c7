using System.Text.Json;
using Compliance.Functions.Contracts;
using Compliance.Functions.Storage;
using Compliance.Functions.Stores;

namespace Compliance.Functions.Alerts;

/// <summary>
/// Sends the outbox rows to the <c>alerts</c> queue and deletes each row after its message is accepted. A crash between the two sends the message
/// again with the same id: at least once, never lost.
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
                await Task.WhenAll(pending.Select(message =>
                    queue.SendAsync(AlertMessage.Queue, message.ScreeningId, JsonSerializer.Serialize(message, StoredJson.Default.AlertMessage), cancellation)));
                await screenings.ForgetAlertsAsync(shard, pending, cancellation);
                sent += pending.Count;
            }
        }

        return sent;
    }
}
