namespace Compliance.Functions.Risk.Stability;

/// <summary>Looks for drift at its interval. Runs in every mode that serves; of several instances each looks only where no other
/// did.</summary>
internal sealed class DriftLoop(DriftService drift, TimeProvider time, ILogger<DriftLoop> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stoppingToken);
            try
            {
                await drift.LookAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Looking for drift of the score's model failed; it is tried again.");
            }
        }
    }
}
