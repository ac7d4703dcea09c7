using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Hosting;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Telemetry;

/// <summary>Reads the states that are measured by looking, not by counting: ages of lists, lengths of queues, alerts against their
/// deadlines.</summary>
internal sealed class TelemetrySampler(
    TelemetryOptions options, ServiceOptions service, CorpusHost corpora, IMessageQueue queue, ScreeningStore screenings,
        AlertQueue alerts, TimeProvider time, ILogger<TelemetrySampler> log) : BackgroundService
{
    /// <summary>Looks once.</summary>
    public async Task SampleAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        Measured.Lists(corpora.Current, now);
        Measured.Alerts(await alerts.ReadAsync(decided: false, now, cancellation), now);
        var (depth, oldest) = (0L, now);
        foreach (var shard in Shard.All)
        {
            var pending = await screenings.PendingAlertsAsync(shard, cancellation);
            depth += pending.Count;
            oldest = pending.Select(message => message.DecidedAt).Append(oldest).Min();
        }

        Measured.Outbox(depth, now - oldest);
        if (service.Azure?.ServiceBus is null) // The namespace of Service Bus measures its queues itself.
        {
            foreach (var name in AlertMessage.Queues)
            {
                Measured.Depth(name, await queue.DepthAsync(name, cancellation));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SampleAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "The states that are measured could not be read.");
            }

            await Task.Delay(options.Every, time, stoppingToken);
        }
    }
}
