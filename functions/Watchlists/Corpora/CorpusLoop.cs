using Compliance.Functions.Hosting;
using Compliance.Functions.Watchlists.Supply;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// Loads the first corpus in the background and keeps it fresh. Standalone it looks for new versions itself; as a Functions handler the
/// timer trigger does (once for all instances), and this loop only adopts what another instance brought into use.
/// </summary>
internal sealed class CorpusLoop(ListRefresh refresh, CorpusHost host, IListSupply supply, RunMode mode, TimeProvider time,
    ILogger<CorpusLoop> log) : BackgroundService
{
    private static readonly TimeSpan AdoptEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await AttemptAsync(refresh.AdoptStoredAsync, stoppingToken);
        if (mode == RunMode.Standalone && host.Current is not null)
        {
            // To read all list files takes a processor for seconds.
            await host.WaitForFirstAnswersAsync(TimeSpan.Zero, time, stoppingToken);
        }

        if (mode == RunMode.Standalone || host.Current is null)
        {
            await AttemptAsync(cancellation => refresh.LookAsync(null, cancellation), stoppingToken);
        }

        refresh.UseSampleIfEmpty();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(mode == RunMode.Standalone ? supply.PollEvery : AdoptEvery, time, stoppingToken);
            await AttemptAsync(mode == RunMode.Standalone ? cancellation => refresh.LookAsync(null, cancellation)
                : refresh.AdoptStoredAsync, stoppingToken);
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
            log.LogError(error, "Refreshing the lists failed; the corpus in use stays, and the lists age.");
        }
    }
}
