using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Operations.Controls;

/// <summary>Runs the self-test once the lists are there, and then at its interval. In the Functions host the timer trigger runs it too, so
/// that a sleeping instance is woken for it.</summary>
internal sealed class SelfTestLoop(SelfTest test, CorpusHost corpora, ServiceOptions options, TimeProvider time,
    ILogger<SelfTestLoop> log) : BackgroundService
{
    // Probes read the policy, not the lists: a corpus that never comes must not keep them from running.
    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await corpora.WaitForFirstAnswersAsync(MostWait, time, stoppingToken);
        using var timer = new PeriodicTimer(options.ProbeEvery, time);
        do
        {
            try
            {
                test.Run();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "The self-test could not be run; it is run again at its interval.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
