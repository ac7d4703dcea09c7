using System.Globalization;
using Compliance.Functions.Hosting;

namespace Compliance.Functions.Operations.Controls;

/// <summary>Timer: runs the daily self-test. A probe that passes fails the invocation, so that the host's own alarms fire too.</summary>
internal static class TimerRunProbes
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerRunProbes), (services, _, _) =>
    {
        var report = services.GetRequiredService<SelfTest>().Run();
        return report.Failures.IsEmpty
            ? Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{report.Probes} probes were stopped."))
            : throw new InvalidOperationException($"Probes passed: {string.Join(", ", report.Failures.Select(failure => failure.Probe))}.");
    });
}
