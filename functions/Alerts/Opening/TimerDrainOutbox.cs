using System.Globalization;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Timer: sends the alert messages that a crash left in the outbox.</summary>
internal static class TimerDrainOutbox
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerDrainOutbox), async (services, _, cancellation) =>
    {
        var sent = await services.GetRequiredService<AlertOutbox>().DrainAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{sent} alert messages were sent.");
    });
}
