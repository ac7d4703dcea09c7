using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Functions.Tests.Telemetry;

/// <summary>A collector on loopback that keeps the bytes it gets. Texts stand in Protobuf as they are, so that searching the bytes finds
/// them.</summary>
internal sealed class OtlpDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _got = new();

    private OtlpDouble(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>Everything sent to a signal's path (<c>traces</c>, <c>metrics</c>, <c>logs</c>) as Latin-1 text, byte for byte.</summary>
    public string Of(string signal)
        => string.Join('\n', _got.Where(one => one.Path == "/v1/" + signal).Select(one => Encoding.Latin1.GetString(one.Body)));

    /// <summary>A connection string by which Application Insights is this collector.</summary>
    public string ConnectionString => $"InstrumentationKey={Guid.Empty};IngestionEndpoint={Address}/";

    /// <summary>What was sent to Application Insights as text.</summary>
    public string Insights => string.Join('\n', _got.Where(one => one.Path == "/v2.1/track").Select(one => Encoding.UTF8.GetString(one.Body)));

    /// <summary>Everything at all.</summary>
    public string All => string.Join('\n', _got.Select(one => Encoding.Latin1.GetString(one.Body)));

    /// <summary>How often something was sent.</summary>
    public int Count => _got.Count;

    public static async Task<OtlpDouble> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new OtlpDouble(app);
        app.MapPost("/v1/{signal}", async (HttpContext http, CancellationToken cancellation) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, cancellation);
            collector._got.Enqueue((http.Request.Path, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapPost("/v2.1/track", async (HttpContext http, CancellationToken cancellation) =>
        {
            using var body = new MemoryStream();
            await using var plain = http.Request.Headers.ContentEncoding == "gzip"
                ? new System.IO.Compression.GZipStream(http.Request.Body, System.IO.Compression.CompressionMode.Decompress)
                : http.Request.Body;
            await plain.CopyToAsync(body, cancellation);
            collector._got.Enqueue((http.Request.Path, body.ToArray()));
            return Results.Json(new { itemsReceived = 1, itemsAccepted = 1, errors = Array.Empty<string>() });
        });
        await app.StartAsync();
        collector.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
