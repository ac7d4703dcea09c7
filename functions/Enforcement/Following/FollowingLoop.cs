using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Enforcement.Following;

/// <summary>Follows the log as it grows. Runs in every mode that serves.</summary>
internal sealed class FollowingLoop(EnforcementFollower follower, LogSignal signal, TimeProvider time, ILogger<FollowingLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var grown = signal.Grown;
            try
            {
                await follower.FollowAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Following the log failed; the next round goes on from the same place.");
            }

            await Task.WhenAny(grown, Task.Delay(Every, time, stoppingToken));
        }
    }
}
