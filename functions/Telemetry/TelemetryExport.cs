using Compliance.ScreeningCore.Screening;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Compliance.Functions.Telemetry;

/// <summary>Sends traces and metrics to a collector while the service runs. Sending happens apart from requests: a collector that is down
/// costs what it does not get.</summary>
internal sealed class TelemetryExport(TelemetryOptions options) : IHostedService, IDisposable
{
    private static readonly string[] HttpTags =
        ["http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version"];

    /// <summary>Invocations of the Functions host, as the worker's library tells them.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public static ResourceBuilder Resource
        => ResourceBuilder.CreateEmpty().AddService("compliance", serviceVersion: ScreeningEngine.Version);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)))
            .AddSource(Traces.SourceName, WorkerSource, "Microsoft.AspNetCore", "System.Net.Http")
            .AddProcessor(new SpanPrivacy())
            .AddOtlpExporter(exporter => Set(exporter, options, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource)
            .AddMeter(Measured.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddView("http.server.request.duration", new MetricStreamConfiguration { TagKeys = HttpTags })
            .AddView("http.server.active_requests", new MetricStreamConfiguration { TagKeys = ["http.request.method"] })
            .AddView(instrument => instrument.Meter.Name == "Microsoft.AspNetCore.Server.Kestrel"
                ? new MetricStreamConfiguration { TagKeys = ["error.type"] } : null)
            .AddOtlpExporter((exporter, reader) =>
            {
                Set(exporter, options, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Every.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what waits; the wait for a collector that does not answer is bounded by its time limit.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None);

    public void Dispose()
    {
        Interlocked.Exchange(ref _traces, null)?.Dispose();
        Interlocked.Exchange(ref _metrics, null)?.Dispose();
    }

    /// <summary>Sends logs too.</summary>
    public static void AddLogs(ILoggingBuilder logging, TelemetryOptions options) => logging.AddOpenTelemetry(logs =>
    {
        logs.SetResourceBuilder(Resource);
        logs.IncludeFormattedMessage = false;
        logs.IncludeScopes = false; // Scopes of the framework hold the path of the request.
        logs.AddProcessor(new LogPrivacy());
        logs.AddOtlpExporter(exporter => Set(exporter, options, "logs"));
    });

    private static void Set(OtlpExporterOptions exporter, TelemetryOptions options, string signal)
    {
        exporter.Protocol = options.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Grpc ? options.Endpoint : new Uri($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        exporter.Headers = options.Headers;
        exporter.TimeoutMilliseconds = 5000;
    }
}
