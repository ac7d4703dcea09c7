using Compliance.Functions.Hosting;

namespace Compliance.Functions.Watchlists;

/// <summary>Timer: looks for new versions of the lists that are due.</summary>
internal static class TimerRefreshWatchlists
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerRefreshWatchlists), async (services, _, cancellation) =>
    {
        await services.GetRequiredService<ListRefresh>().LookAsync(null, cancellation);
        return "The lists that were due were looked for.";
    });
}
