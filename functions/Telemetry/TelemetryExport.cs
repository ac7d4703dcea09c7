using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Compliance.ScreeningCore.Screening;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Compliance.Functions.Telemetry;

/// <summary>Sends traces and metrics to a collector, to Azure Monitor or to both while the service runs. Sending happens apart from
/// requests: a collector that is down costs what it does not get.</summary>
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
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource)
            .AddSource(Traces.SourceName, WorkerSource, "Microsoft.AspNetCore", "System.Net.Http")
            .AddProcessor(new SpanPrivacy());
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource)
            .AddMeter(Measured.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddView("http.server.request.duration", new MetricStreamConfiguration { TagKeys = HttpTags })
            .AddView("http.server.active_requests", new MetricStreamConfiguration { TagKeys = ["http.request.method"] })
            .AddView(instrument => instrument.Meter.Name == "Microsoft.AspNetCore.Server.Kestrel"
                ? new MetricStreamConfiguration { TagKeys = ["error.type"] } : null);
        if (options.Endpoint is not null)
        {
            traces.AddOtlpExporter(exporter => Set(exporter, options, "traces"));
            metrics.AddOtlpExporter((exporter, reader) =>
            {
                Set(exporter, options, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Every.TotalMilliseconds;
            });
        }

        if (options.AzureMonitor is not null)
        {
            traces.AddAzureMonitorTraceExporter(exporter => Set(exporter, options));
            metrics.AddAzureMonitorMetricExporter(exporter => Set(exporter, options));
        }

        // Last: the exporter of Azure Monitor brings a sampler of its own, which would leave out what a caller samples.
        traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)));
        (_traces, _metrics) = (traces.Build(), metrics.Build());
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
        if (options.Endpoint is not null)
        {
            logs.AddOtlpExporter(exporter => Set(exporter, options, "logs"));
        }

        if (options.AzureMonitor is not null)
        {
            logs.AddAzureMonitorLogExporter(exporter => Set(exporter, options));
        }
    });

    private static void Set(OtlpExporterOptions exporter, TelemetryOptions options, string signal)
    {
        exporter.Protocol = options.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        var address = options.Endpoint!;
        exporter.Endpoint = options.Grpc ? address : new Uri($"{address.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        exporter.Headers = options.Headers;
        exporter.TimeoutMilliseconds = 5000;
    }

    private static void Set(AzureMonitorExporterOptions exporter, TelemetryOptions options)
    {
        exporter.ConnectionString = options.AzureMonitor;
        exporter.Credential = !options.AzureMonitorWithIdentity ? null : new ManagedIdentityCredential(
            options.AzureMonitorIdentity is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
        exporter.DisableOfflineStorage = true; // Nothing is left on a disk that no retention rule knows.
    }
}
