using System.Net;
using System.Text;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Telemetry;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Telemetry;

/// <summary>What leaves for a collector, byte by byte.</summary>
public sealed class TelemetryTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>Personal data of one screening, and whatever else a caller can put into a request. The words exist nowhere else.</summary>
    private static readonly string[] Markers =
    [
        "Zebulonmarker", "Quuxmarkerova", "acct_marker_77", "1971-07-17", "MARKER7700", "marker.person@example.org", "+4917700012345",
            "198.51.100.77", "Markerstrasse", "bc1qmarker",
        "idempotency-marker", "agent-marker", "query-marker", "state-marker", "baggage-marker", "header-marker", "path-marker",
            "key-marker", "reason-marker", "officer.marker",
    ];

    private const string Subject = """
        {"channel":"signup","subject":{"id":"acct_marker_77","type":"individual","name":"Borislav Vranikov Tsankovich","aliases":["Zebulonmarker Quuxmarkerova"],"birthDate":"1971-07-17",
         "identifiers":[{"type":"passport","value":"MARKER7700","country":"RU"}],"emails":["marker.person@example.org"],"phones":["+4917700012345"],"addresses":["Markerstrasse 7"],
         "wallets":[{"asset":"BTC","address":"bc1qmarker"}]},"signals":{"ip":"198.51.100.77"}}
        """;

    [Fact]
    public async Task No_exported_byte_holds_personal_data_and_everything_that_should_be_exported_is()
    {
        await using var collector = await OtlpDouble.StartAsync();
        await using (var service = await StartAsync(collector))
        {
            await ProvokeAsync(service);
            await service.App.Services.GetRequiredService<TelemetrySampler>().SampleAsync(default);
            Assert.True((await service.App.Services.GetRequiredService<AuditTrail>().VerifyAllAsync(default)).Faults.IsEmpty);
        }

        var all = collector.All;
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, all, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Borislav", all, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            new[] { "compliance.screenings", "compliance.gate.outcomes", "compliance.screening.duration", "compliance.list.age",
                "compliance.queue.depth", "compliance.queue.age", "compliance.outbox.depth", "compliance.alerts.open",
                "compliance.alerts.clock", "compliance.messages", "compliance.requests.refused", "compliance.audit.verifications",
                "compliance.list.refreshes" },
            name => Assert.Contains(name, collector.Of("metrics"), StringComparison.Ordinal));
        Assert.All(new[] { "screening.decide", "screening.store", "alert.send", "alert.open", "POST /api/v1/screenings" },
            name => Assert.Contains(name, collector.Of("traces"), StringComparison.Ordinal));
        Assert.Contains("is active", collector.Of("logs"), StringComparison.Ordinal);
        // The type of a failure is told, its message is not.
        Assert.Contains("InvalidDataException", collector.Of("logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_of_a_caller_goes_on_through_the_queue_to_the_alert()
    {
        await using var collector = await OtlpDouble.StartAsync();
        await using (var service = await StartAsync(collector, ratio: "0"))
        {
            await SendAsync(service, HttpMethod.Post, "/api/v1/screenings", Subject);
            await Eventually.TrueAsync(() => Task.FromResult(!service.Opener.Opened.IsEmpty), "the alert is opened");
        }

        // A ratio of zero keeps only what a caller samples: each of these spans lies in the caller's trace.
        var (traces, id) = (collector.Of("traces"), Encoding.Latin1.GetString(Convert.FromHexString(TraceId)));
        Assert.All(new[] { "screening.decide", "alert.send", "alert.open" },
            name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.Contains(id, traces, StringComparison.Ordinal);
    }

    /// <summary>The exporter of Azure Monitor brings a sampler of its own, which would drop what a caller samples.</summary>
    [Fact]
    public async Task Application_Insights_gets_the_same_and_no_personal_data_either()
    {
        await using var collector = await OtlpDouble.StartAsync();
        await using (var service = await RunningService.StartReadyAsync(
            settings: ["--APPLICATIONINSIGHTS_CONNECTION_STRING", collector.ConnectionString, "--COMPLIANCE_TRACE_RATIO", "0"]))
        {
            await ProvokeAsync(service);
        }

        var sent = collector.Insights;
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, sent, StringComparison.OrdinalIgnoreCase));
        Assert.All(new[] { "screening.decide", "alert.open", "compliance.screenings", "is active", TraceId },
            told => Assert.Contains(told, sent, StringComparison.Ordinal));
        Assert.Equal(sent, collector.All);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_exported_and_nothing_samples()
    {
        await using var service = await RunningService.StartReadyAsync();

        Assert.Null(service.App.Services.GetService<TelemetrySampler>());
        Assert.DoesNotContain(service.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>(),
            one => one is TelemetryExport);
    }

    [Fact]
    public async Task A_collector_that_is_down_delays_no_answer_and_not_the_end()
    {
        var started = TimeProvider.System.GetTimestamp();
        await using (var service =
            await RunningService.StartReadyAsync(
            settings: ["--OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "--COMPLIANCE_TRACE_RATIO", "1"]))
        {
            Assert.Equal(HttpStatusCode.OK, (await service.ScreenAsync(Subject)).Status);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    private static Task<RunningService> StartAsync(OtlpDouble collector, string ratio = "1") =>
        RunningService.StartReadyAsync(settings: ["--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--COMPLIANCE_TRACE_RATIO", ratio]);

    /// <summary>Screens people, fails in several ways, and puts markers wherever a caller can put text.</summary>
    private static async Task ProvokeAsync(RunningService service)
    {
        await SendAsync(service, HttpMethod.Post, "/api/v1/screenings", Subject);
        await SendAsync(service, HttpMethod.Post, "/api/v1/screenings",
            Subject.Replace("1971-07-17", "1971-07-17x", StringComparison.Ordinal));
        await SendAsync(service, HttpMethod.Post, "/api/v1/screenings",
            Subject.Replace("\"subject\"", "\"path-marker\"", StringComparison.Ordinal));
        await SendAsync(service, HttpMethod.Post, "/api/v1/screenings/batch", Subject.ReplaceLineEndings(" "), "application/x-ndjson");
        await SendAsync(service, HttpMethod.Get, "/api/v1/screenings/path-marker", null);
        await SendAsync(service, HttpMethod.Get, "/api/v1/parties/x:path-marker", null);
        await SendAsync(service, HttpMethod.Get, "/api/v1/alerts?q=query-marker", null);
        await SendAsync(service, HttpMethod.Post, "/api/v1/alerts/path-marker/note", """{"text":"reason-marker"}""");
        await SendAsync(service, HttpMethod.Get, "/app/alerts?q=query-marker", null);
        await SendAsync(service, HttpMethod.Get, "/path-marker?query-marker=query-marker", null);
        await SendAsync(service, new HttpMethod("QUERY-MARKER"), "/api/v1/screenings", null);
        service.Http.DefaultRequestHeaders.Add("Origin", "https://header-marker.example"); // Now a key is needed.
        await SendAsync(service, HttpMethod.Get, "/api/v1/lists", null);
        service.Http.DefaultRequestHeaders.Remove("Origin");
        service.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.77"); // Now too.
        await SendAsync(service, HttpMethod.Get, "/api/v1/lists", null);
        service.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        await Eventually.TrueAsync(() => Task.FromResult(service.Opener.Opened.Count > 1), "the alerts are opened");
        var deliveries = 0;
        service.Opener.Fails = _ => deliveries++ == 0 ? throw new InvalidDataException("Zebulonmarker could not be read.") : false;
        await SendAsync(service, HttpMethod.Post, "/api/v1/screenings", Subject + " ");
        await Eventually.TrueAsync(() => Task.FromResult(service.Opener.Opened.Count > 2), "the alert is opened at the second delivery");
    }

    private static async Task SendAsync(RunningService service, HttpMethod method, string path, string? body, string contentType =
        "application/json")
    {
        using var request =
            new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        request.Headers.Add("tracestate", "vendor=state-marker");
        request.Headers.Add("baggage", "user=baggage-marker");
        request.Headers.TryAddWithoutValidation("User-Agent", "agent-marker/1.0");
        request.Headers.Add("Idempotency-Key", "idempotency-marker" + path.Length + body?.Length);
        request.Headers.Add("X-Api-Key", "key-marker");
        request.Headers.Add("X-Officer", "officer.marker");
        request.Headers.Add("X-Officer-Role", "analyst");
        using var answer = await service.Http.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}
