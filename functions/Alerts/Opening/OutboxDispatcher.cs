using Compliance.Functions.Storage;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Drains the outbox right after a commit and, for what a crash left behind, every few seconds. Runs in every mode that
/// serves.</summary>
internal sealed class OutboxDispatcher(AlertOutbox outbox, OutboxSignal signal, QueueSignal queue, TimeProvider time,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IReadOnlySet<Shard> raised = new HashSet<Shard>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = await (raised.Count == 0 ? outbox.DrainAsync(stoppingToken) : outbox.DrainAsync(raised, stoppingToken));
                if (sent > 0)
                {
                    queue.Raise();
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Draining the alert outbox failed; its rows stay and are sent later.");
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
            }

            raised = await signal.WaitAsync(SweepEvery, time, stoppingToken);
        }
    }
}
