namespace Compliance.Functions.Location;

/// <summary>Looks at the folder of location databases at the configured interval, and reports what is loaded whenever that
/// changes.</summary>
internal sealed class GeoIpReloading(GeoIpLookup lookup, GeoIpOptions options, TimeProvider clock, ILogger<GeoIpReloading> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ReloadInterval, clock);
        do
        {
            Reload();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private void Reload()
    {
        try
        {
            if (lookup.ReloadIfChanged())
            {
                foreach (var source in lookup.Status.Sources)
                {
                    log.LogInformation("Location source {Name} ({Kind}), built {BuiltAt:yyyy-MM-dd}, {Records} records, stale {IsStale}",
                        source.Name, source.Kind, source.BuiltAt, source.Records, source.IsStale);
                }
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(error, "The folder of location databases could not be read; the last state keeps answering");
        }

        foreach (var problem in lookup.Status.Problems)
        {
            log.LogWarning("Location source refused: {Problem}", problem);
        }
    }
}
