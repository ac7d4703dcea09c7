using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Rescreening;

/// <summary>Standalone mode's timer and queue trigger of rescreening: looks whether a run is due, and works on it.</summary>
internal sealed class RescreenLoop(RescreenCoordinator director, RescreenPump pump, CorpusHost corpora, TimeProvider time,
    ILogger<RescreenLoop> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await corpora.WaitForFirstAsync(TimeSpan.FromMinutes(1), time, stoppingToken))
        {
            log.LogWarning("No list is loaded yet; rescreening waits.");
        }

        await AttemptAsync(director.ResumeAsync, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await AttemptAsync(WorkAsync, stoppingToken);
            await Task.Delay(LookEvery, time, stoppingToken);
        }
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await director.LookAsync(cancellation);
        while (await pump.PumpOnceAsync(cancellation))
        {
        }
    }

    private async Task AttemptAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(error, "Rescreening failed; what is done stays done, and the rest is tried again.");
            await Task.Delay(PauseAfterFailure, time, cancellation);
        }
    }
}
