using Compliance.Functions.Routing;
using Compliance.Functions.Watchlists.Supply;

namespace Compliance.Functions.Records.Retention;

/// <summary>Purges once a day, evidence first, then versions of lists that no evidence needs any more, then what was derived from lists
/// that are gone, and decisions about routes. Runs in every mode that serves; whoever comes second finds nothing left.</summary>
internal sealed class RetentionLoop(RetentionService keeping, VersionPruning versions, CorpusPruning corpora, RouteDecisionStore routes,
    TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
{
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = AfterStart;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken);
            pause = PurgeEvery;
            try
            {
                var run = await keeping.PurgeAsync(onlyLook: false, stoppingToken);
                if (run.NotNow is { } why)
                {
                    log.LogWarning("Nothing was purged: {Why}", why);
                    continue;
                }

                log.LogInformation(
                    "Purged the evidence of {Screenings} screenings and {Alerts} alerts that were past their ten years; {Kept} were kept.",
                    run.Erased.Length, run.Alerts.Length, run.Kept.Length);
                await versions.PruneAsync(onlyLook: false, stoppingToken);
                await corpora.PruneAsync(onlyLook: false, stoppingToken);
                await routes.PruneAsync(time.GetUtcNow(), onlyLook: false, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Purging failed; what is left is purged tomorrow.");
            }
        }
    }
}

/// <summary>Adds retention to a host.</summary>
internal static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
        => services.AddSingleton<LegalHolds>().AddSingleton<RetentionService>().AddSingleton<RawFiles>().AddSingleton<VersionPruning>()
        .AddSingleton<CorpusPruning>();
}
