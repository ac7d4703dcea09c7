using Compliance.Functions.Watchlists.Supply;

namespace Compliance.Functions.Records.Retention;

/// <summary>Runs retention once a day, in every mode that serves.</summary>
internal sealed class RetentionLoop(RetentionRun retention, TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
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
                log.LogInformation("Retention: {Result}", await retention.RunAsync(stoppingToken));
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
        .AddSingleton<CorpusPruning>().AddSingleton<RetentionRun>();
}
