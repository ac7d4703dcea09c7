using System.Globalization;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Retention;

namespace Compliance.Functions.Triggers;

/// <summary>Timer: purges what is older than it must be kept, and versions of lists and what was derived from them that nothing needs any
/// more.</summary>
internal static class TimerPurgeRecord
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerPurgeRecord), async (services, _, cancellation) =>
    {
        var run = await services.GetRequiredService<RecordKeeping>().PurgeAsync(onlyLook: false, cancellation);
        if (run.NotNow is { } why)
        {
            return $"Nothing was purged: {why}";
        }

        var versions = await services.GetRequiredService<VersionPruning>().PruneAsync(onlyLook: false, cancellation);
        var corpora = await services.GetRequiredService<CorpusPruning>().PruneAsync(onlyLook: false, cancellation);
        return string.Create(CultureInfo.InvariantCulture,
            $"{run.Erased.Length} screenings and {run.Alerts.Length} alerts were purged, {run.Kept.Length} kept; "
                + $"{versions.Length} versions of lists and {corpora.Removed.Length} links and compiled corpora were pruned.");
    });
}
