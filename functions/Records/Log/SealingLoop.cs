using Compliance.Functions.Records.Checkpoints;

namespace Compliance.Functions.Records.Log;

/// <summary>Takes acts into the log every few seconds, and makes a checkpoint every few minutes and when the service ends. Runs in every
/// mode that serves.</summary>
internal sealed class SealingLoop(LogSealer sealer, LogCheckpoints checkpoints, LogSignal signal, TimeProvider time,
    ILogger<SealingLoop> log) : BackgroundService
{
    /// <summary>An act may be changed unseen for as long as it waits, so it waits briefly.</summary>
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(2);

    /// <summary>Where somebody waits to be told, the next round begins this soon: acts that come together are taken together.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    /// <summary>A rewrite of the log, head and all, shows only against a checkpoint.</summary>
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var lastCheckpoint = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            var acted = signal.Acted;
            try
            {
                await sealer.SealAsync(stoppingToken);
                if (time.GetUtcNow() - lastCheckpoint >= CheckpointEvery)
                {
                    await checkpoints.MakeAsync(stoppingToken);
                    lastCheckpoint = time.GetUtcNow();
                }
            }
            catch (InvalidDataException error)
            {
                // Nothing the service could do would be right: what is there must be looked at. The acts wait; screening goes on.
                log.LogCritical(error, "The log of acts cannot go on. Run audit verify.");
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Taking acts into the log failed; they wait, and the next round takes them.");
            }

            await Task.WhenAny(acted, Task.Delay(SealEvery, time, stoppingToken));
            await (acted.IsCompleted ? Task.Delay(AtOnce, stoppingToken) : Task.CompletedTask);
        }
    }
}
