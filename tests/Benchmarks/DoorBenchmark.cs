using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks;

/// <summary>
/// <c>-- door [SECONDS]</c>: what credentials and telemetry cost a screening. The whole service with durable evidence, 16 connections in
/// the same process, and the time of the processor per request; what a row has more than the first is what it costs. The rows take turns,
/// so that what else the machine does falls on all of them.
/// </summary>
internal static class DoorBenchmark
{
    private const string Tenant = "11111111-2222-4333-8444-555555555555";
    private const string Api = "aaaaaaaa-0000-4000-8000-000000000001";
    private const int Connections = 16;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        await using var neighbour = await NeighbourAsync();
        var address = neighbour.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("key")));
        string[] collector = ["--OTEL_EXPORTER_OTLP_ENDPOINT", address, "--COMPLIANCE_TRACE_RATIO"];
        string[] directory =
            ["--COMPLIANCE_ENTRA_TENANT", Tenant, "--COMPLIANCE_ENTRA_AUDIENCE", Api, "--COMPLIANCE_ENTRA_AUTHORITY", address + "/v2.0"];
        (string Name, string[] Settings, string Credential)[] cases =
        [
            ("no credentials (Development)", [], ""),
            ("configured API key", ["--environment", "Production", "--COMPLIANCE_API_KEYS", $"router:{hash}:screening"], "key"),
            ("stored API key", ["--environment", "Production"], "stored"),
            ("Entra access token", directory, Token(address + "/v2.0")),
            ("configured key, telemetry, 1 trace in 10",
                ["--environment", "Production", "--COMPLIANCE_API_KEYS", $"router:{hash}:screening", .. collector, "0.1"], "key"),
            ("configured key, telemetry, every trace",
                ["--environment", "Production", "--COMPLIANCE_API_KEYS", $"router:{hash}:screening", .. collector, "1"], "key"),
        ];
        var rows = cases.ToDictionary(one => one.Name, _ => new List<Row>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, settings, credential) in cases)
            {
                rows[name].Add(await MeasureAsync(settings, credential, seconds));
            }
        }

        Console.WriteLine($"{"",-44} {"requests/s",12} {"CPU µs/request",16} {"p50 ms",10} {"p99 ms",10}");
        var best = rows.Select(row => (row.Key, Row: row.Value.OrderBy(one => one.CpuMicros).ElementAt(Rounds / 2))).ToArray();
        foreach (var (name, row) in best)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                $"{name,-44} {row.PerSecond,12:N0} {row.CpuMicros,16:N0} {row.P50,10:N2} {row.P99,10:N2}"));
        }

        Console.WriteLine(
            JsonSerializer.Serialize(
            best.ToDictionary(row => row.Key, row => new { row.Row.PerSecond, row.Row.CpuMicros, row.Row.P50, row.Row.P99 })));
        return 0;
    }

    private static async Task<Row> MeasureAsync(string[] settings, string credential, double seconds)
    {
        await using var service =
            await MeasuredService.StartAsync(
            ["--environment", "Development", "--COMPLIANCE_RATE_CALLER", "1000000", .. settings]);
        if (credential == "stored")
        {
            var store = service.Services.GetRequiredService<Compliance.Functions.Identity.Keys.KeyStore>();
            var making =
                await store.CreateAsync(Compliance.Functions.Identity.Keys.KeyOrder.Read("router", ["screening"], 1, null, out _)!,
                "benchmark", default);
            credential = ((Compliance.Functions.Identity.Keys.KeyMaking.Made)making).Text;
        }

        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = service.Address };
        if (credential.Length > 0)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        }

        await LoadAsync(http, TimeSpan.FromSeconds(1));
        using var process = Process.GetCurrentProcess();
        var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var ticks = await LoadAsync(http, TimeSpan.FromSeconds(seconds));
        process.Refresh();
        var (used, took) = (process.TotalProcessorTime - cpu, Stopwatch.GetElapsedTime(started));
        ticks.Sort();
        return new Row(Math.Round(ticks.Count / took.TotalSeconds), Math.Round(used.TotalMicroseconds / ticks.Count, 1), Ms(ticks, 0.5),
            Ms(ticks, 0.99));
    }

    private static async Task<List<long>> LoadAsync(HttpClient http, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(async () =>
        {
            var ticks = new List<long>();
            for (var i = 0; clock.Elapsed < time; i++)
            {
                var body =
                    $$$"""{"channel":"signup","subject":{"name":"Quentin Oyelaran {{{number}}} {{{i}}}","birthDate":"1990-02-03","nationalities":["DE"]}}""";
                var began = Stopwatch.GetTimestamp();
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync("/api/v1/screenings", content);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException(
                        $"A measured request was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }

                ticks.Add(Stopwatch.GetTimestamp() - began);
            }

            return ticks;
        })));
        return [.. all.SelectMany(one => one)];
    }

    private static double Ms(List<long> sorted, double share)
        => Math.Round(sorted[Math.Max((int)Math.Ceiling(share * sorted.Count) - 1, 0)] * 1e3 / Stopwatch.Frequency, 2);

    /// <summary>A directory and a collector in one.</summary>
    private static async Task<WebApplication> NeighbourAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request, CancellationToken cancellation) =>
        {
            await request.Body.CopyToAsync(Stream.Null, cancellation);
            return Results.Bytes([], "application/x-protobuf");
        });
        app.MapGet("/v2.0/.well-known/openid-configuration", (HttpRequest request) =>
        {
            var address = $"http://{request.Host}";
            return Results.Text(
                new JsonObject
                {
                    ["issuer"] = address + "/v2.0",
                    ["jwks_uri"] = address + "/keys",
                    ["authorization_endpoint"] =
                address + "/a",
                    ["token_endpoint"] = address + "/t"
                }.ToJsonString(), "application/json");
        });
        app.MapGet("/keys", () =>
        {
            var key = Rsa.ExportParameters(false);
            return Results.Text(new JsonObject
            {
                ["keys"] =
                    new JsonArray(new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["use"] = "sig",
                        ["kid"] = "1",
                        ["n"] = Base64Url.EncodeToString(key.Modulus),
                        ["e"] =
                    Base64Url.EncodeToString(key.Exponent)
                    }),
            }.ToJsonString(), "application/json");
        });
        await app.StartAsync();
        return app;
    }

    private static RSA Rsa { get; } = RSA.Create(2048);

    private static string Token(string issuer)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = "1" };
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = Api,
            ["tid"] = Tenant,
            ["ver"] = "2.0",
            ["nbf"] = now,
            ["exp"] = now + 7200,
            ["azp"] =
                "cccccccc-0000-4000-8000-000000000003",
            ["oid"] = "dddddddd-0000-4000-8000-000000000004",
            ["roles"] = new JsonArray("Screening.Submit"),
            ["uti"] = "x",
            ["rh"] =
                "0.AAA",
            ["aio"] = new string('a', 60),
            ["azpacr"] = "1",
        };
        var body = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(head))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{body}.{Base64Url.EncodeToString(Rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private sealed record Row(double PerSecond, double CpuMicros, double P50, double P99);
}
