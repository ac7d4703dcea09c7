using Compliance.Functions.Hosting;

namespace Compliance.Functions.Rescreening;

/// <summary>Timer: starts a rescreening where the lists changed, sends lost work again, and writes the certificate.</summary>
internal static class TimerRescreenSubjects
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerRescreenSubjects), async (services, _, cancellation) =>
        await services.GetRequiredService<RescreenCoordinator>().LookAsync(cancellation) ? "Rescreening work was sent."
        : "No rescreening work was due.");
}
