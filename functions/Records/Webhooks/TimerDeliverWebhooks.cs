using System.Globalization;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>Timer: sends the webhook deliveries whose time has come.</summary>
internal static class TimerDeliverWebhooks
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerDeliverWebhooks), async (services, _, cancellation) =>
    {
        var accepted = await services.GetRequiredService<WebhookDispatch>().SendDueAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{accepted} deliveries were accepted.");
    });
}
