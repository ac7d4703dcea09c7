namespace Compliance.Functions.Telemetry;

/// <summary>Adds telemetry to a host; where no collector is named nothing is added.</summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryOptions? options)
    {
        if (options is null)
        {
            return;
        }

        TelemetryExport.AddLogs(builder.Logging, options);
        builder.Services.AddSingleton(options).AddSingleton<TelemetrySampler>();
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TelemetrySampler>());
    }
}
