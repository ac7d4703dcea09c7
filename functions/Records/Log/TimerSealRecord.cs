using System.Globalization;
using Compliance.Functions.Hosting;
using Compliance.Functions.Records.Checkpoints;

namespace Compliance.Functions.Records.Log;

/// <summary>Timer: takes waiting acts into the log and makes a checkpoint.</summary>
internal static class TimerSealRecord
{
    public static void Map(TriggerRoutes routes) => routes.Map(nameof(TimerSealRecord), async (services, _, cancellation) =>
        await services.GetRequiredService<LogCheckpoints>().MakeAsync(cancellation) is { } checkpoint
            ? string.Create(CultureInfo.InvariantCulture, $"The log has {checkpoint.Size} records at its latest checkpoint.")
            : "The log is empty.");
}
