namespace Compliance.Functions.Telemetry;

/// <summary>Adds telemetry to a host; where no collector is named nothing is added.</summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this IHostApplicationBuilder builder, TelemetryOptions? options)
    {
        if (options is null)
        {
            return;
        }

        // Without it the framework's spans bear no route; what else they bear is taken out again (SpanPrivacy).
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        TelemetryExport.AddLogs(builder.Logging, options);
        builder.Services.AddSingleton(options).AddSingleton<TelemetrySampler>();
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TelemetrySampler>());
    }
}
