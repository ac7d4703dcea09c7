using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Events;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Operations;

/// <summary>What waits, what lies dead, what was not sent yet: the first look when alerts do not come.</summary>
internal sealed class QueueOverview(IMessageQueue queue, ScreeningStore screenings, Quarantine quarantine, TimeProvider time)
{
    private const int RedriveBatch = 32;

    /// <summary>The queues of the service.</summary>
    public static IReadOnlyList<string> Queues { get; } = [.. AlertMessage.Queues, EventQueueHandler.Queue, RescreenWork.Queue];

    public async Task<QueuesAnswer> ReadAsync(CancellationToken cancellation)
    {
        var queues = new List<QueueAnswer>();
        foreach (var name in Queues)
        {
            queues.Add(await OfAsync(name, cancellation));
        }

        var (count, oldest) = (0, (DateTimeOffset?)null);
        foreach (var shard in Shard.All)
        {
            var pending = await screenings.PendingAlertsAsync(shard, cancellation);
            count += pending.Count;
            oldest = pending.Select(message => (DateTimeOffset?)message.DecidedAt).Append(oldest).Min();
        }

        var waiting = (await quarantine.AllAsync(cancellation)).Count(message => message.Settled is null);
        return new QueuesAnswer([.. queues], count, oldest is { } since ? Math.Round((time.GetUtcNow() - since).TotalSeconds, 1)
            : null, waiting);
    }

    /// <summary>Sends the dead letters of a queue again, at most <paramref name="most"/>; how many. Handlers are idempotent, so one that
    /// was handled meanwhile does no harm.</summary>
    public async Task<int> RedriveAsync(string name, int most, CancellationToken cancellation)
    {
        var sent = 0;
        while (sent < most)
        {
            var dead = await queue.ReceiveAsync(name + StorageLimits.DeadLetterSuffix, Math.Min(RedriveBatch, most - sent),
                TimeSpan.FromMinutes(1), cancellation);
            if (dead.Count == 0)
            {
                break;
            }

            foreach (var message in dead)
            {
                // Another id than before: duplicate detection would take the message for the one that lies dead.
                var id = $"{message.MessageId}~{time.GetUtcNow().ToUnixTimeMilliseconds()}";
                await queue.SendAsync(name, id.Length <= StorageLimits.MaxMessageIdChars
                    ? id : message.MessageId, message.Body, cancellation);
                await queue.CompleteAsync(name + StorageLimits.DeadLetterSuffix, message, cancellation);
                sent++;
            }
        }

        return sent;
    }

    private async Task<QueueAnswer> OfAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var depth = await queue.DepthAsync(name, cancellation);
            return new QueueAnswer(name, depth.Waiting, depth.Dead, depth.OldestAge is { } age ? Math.Round(age.TotalSeconds, 1)
                : null, null);
        }
        catch (NotSupportedException)
        {
            return new QueueAnswer(name, null, null, null,
                "The queue is in Service Bus: its metrics tell the depth; its dead letters are in the quarantine.");
        }
    }
}
