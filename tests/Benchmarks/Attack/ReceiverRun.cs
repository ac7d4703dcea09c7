using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compliance.Benchmarks.Attack;

/// <summary>Nine receivers take connections and never answer; the tenth is healthy.</summary>
internal static class ReceiverRun
{
    private const int Hanging = 9;
    private const string Secret = "whsec_YXR0YWNrZWQtcmVjZWl2ZXJzLXNlY3JldC0zMi0h";
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GivenUp = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(int deliveries)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var silentPort = ((IPEndPoint)silent.LocalEndpoint).Port;
        var got = new ConcurrentDictionary<string, TimeSpan>();
        var watch = Stopwatch.StartNew();
        await using var healthy = await ListenAsync(body => got.TryAdd(body, watch.Elapsed));
        var address = new Uri(healthy.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        string[] names = [.. Enumerable.Range(0, Hanging).Select(i => string.Create(CultureInfo.InvariantCulture, $"slow{i}"))];
        await using var service = await AttackedService.StartAsync(
            "--COMPLIANCE_WEBHOOKS", string.Join(' ', names.Select(name => $"{name}=http://127.0.0.1:{silentPort}/x")
                .Append($"healthy={address}x")),
            "--COMPLIANCE_WEBHOOK_SECRETS", string.Join(' ', names.Append("healthy").Select(name => $"{name}={Secret}")),
            "--COMPLIANCE_WEBHOOK_PRIVATE", "true");
        var seconds = new List<double>();
        for (var number = 0; number < deliveries; number++)
        {
            var (id, _) = await service.ScreenAsync($"told_{number}", withBirthDate: true);
            var since = watch.Elapsed;
            while (!got.Keys.Any(body => body.Contains(id, StringComparison.Ordinal)) && watch.Elapsed - since < GivenUp)
            {
                await Task.Delay(10);
            }

            var at = got.FirstOrDefault(pair => pair.Key.Contains(id, StringComparison.Ordinal)).Value;
            seconds.Add(Math.Round((at == default ? GivenUp : at - since).TotalSeconds, 2));
        }

        return AttackCommands.End(
            new { run = "receivers", machine = Machine.Current, hanging = Hanging, deliveries, worstSeconds = seconds.Max(), seconds },
            seconds.Max() <= Most.TotalSeconds);
    }

    private static async Task<WebApplication> ListenAsync(Action<string> got)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/x", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            got(await reader.ReadToEndAsync());
            return Results.NoContent();
        });
        await app.StartAsync();
        return app;
    }
}
