using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.Cli.Evaluation.Events;
using Compliance.Functions.Events;
using Microsoft.AspNetCore.Builder;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate router</c> found; property names are the contract of its JSON.</summary>
/// <param name="Requests">Standings asked for over HTTP, of a key and its end user.</param>
/// <param name="Connections">Requests under way at a time.</param>
/// <param name="RequestsPerSecond">Answers in a second, with the asker on the same processors.</param>
/// <param name="P50Ms">Half of the answers took less.</param>
/// <param name="P99Ms">Ninety-nine of a hundred took less.</param>
/// <param name="FirstP99Ms">The same of the first <paramref name="Requests"/> after a start, while the runtime still compiles.</param>
/// <param name="WarmUp">Requests between those and the measured ones.</param>
/// <param name="EmptyP99Ms">The same of answers that say nothing (<c>/health/live</c>): what the machine itself takes at so many
/// connections.</param>
/// <param name="Wrong">Answers that do not say what was decided.</param>
/// <param name="Decisions">Actions that were decided and acknowledged by the surface.</param>
/// <param name="AcknowledgedP50Ms">Half of them were acknowledged within this time of their decision.</param>
/// <param name="AcknowledgedP99Ms">Ninety-nine of a hundred were.</param>
internal sealed record RouterSummary(int Requests, int Connections, double RequestsPerSecond, double P50Ms, double P99Ms,
    double FirstP99Ms, int WarmUp, double EmptyP99Ms, int Wrong, int Decisions, double AcknowledgedP50Ms, double AcknowledgedP99Ms);

/// <summary>The router's contract over HTTP: asks for standings, and acknowledges what webhooks tell.</summary>
internal static class RouterEvaluation
{
    private const int Accounts = 200;

    /// <param name="service">The running service.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="surface">The surface that webhooks tell; it acknowledges each.</param>
    /// <param name="requests">Standings to ask for.</param>
    /// <param name="connections">Requests at a time.</param>
    /// <param name="decisions">Actions to decide.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<RouterSummary> RunAsync(WebApplication service, Uri address, RouterSurface surface, int requests,
        int connections, int decisions, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = address };
        var reading = service.Services.GetRequiredService<EventReading>();
        for (var number = 0; number < Accounts; number++)
        {
            await reading.TakeAsync(Encoding.UTF8.GetBytes(EventWorld.Usage($"r{number}", $"r{number}", $"r{number}-k", number, "u")),
                cancellation);
        }

        var acknowledged = new List<double>();
        for (var number = 0; number < decisions; number++)
        {
            acknowledged.Add(await DecideAsync(http, surface, number, cancellation));
        }

        await AskAsync(http, Math.Min(requests, 2_000), connections, decisions, cancellation); // Opens the connections.
        var (first, _) = await AskAsync(http, requests, connections, decisions, cancellation);
        var warm = await WarmUp.RunAsync(count => AskAsync(http, count, connections, decisions, cancellation));
        var watch = Stopwatch.StartNew();
        var (times, wrong) = await AskAsync(http, requests, connections, decisions, cancellation);
        var perSecond = requests / watch.Elapsed.TotalSeconds;
        var (empty, _) = await AskAsync(http, requests, connections, decisions, cancellation, "/health/live");
        return new RouterSummary(requests, connections, Math.Round(perSecond), Percentiles.At(times, 0.5, 2),
            Percentiles.At(times, 0.99, 2), Percentiles.At(first, 0.99, 2), warm, Percentiles.At(empty, 0.99, 2), wrong, decisions,
            Percentiles.At(acknowledged, 0.5, 2), Percentiles.At(acknowledged, 0.99, 2));
    }

    private static async Task<(double[] Times, int Wrong)> AskAsync(HttpClient http, int requests, int connections, int decided,
        CancellationToken cancellation, string? path = null)
    {
        var (times, wrong, next) = (new double[requests], 0, -1);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (var place = Interlocked.Increment(ref next); place < requests; place = Interlocked.Increment(ref next))
            {
                var (account, began) = (place % Accounts, Stopwatch.GetTimestamp());
                var answer = await http.GetStringAsync(path ?? $"/api/v1/standing?key=r{account}-k&endUser=u", cancellation);
                times[place] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                var expected = account < decided ? "\"rung\":3" : "\"rung\":0";
                Interlocked.Add(ref wrong, answer.Contains(expected, StringComparison.Ordinal) ? 0 : 1);
            }
        }));
        return (times, wrong);
    }

    private static async Task<double> DecideAsync(HttpClient http, RouterSurface surface, int number, CancellationToken cancellation)
    {
        var subject = $"account:r{number}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/actions")
        {
            Content = JsonContent.Create(new
            {
                subject,
                reach = "descendants",
                rung = 3,
                limits = new { requestsPerMinute = 10 },
                until = TimeProvider.System.GetUtcNow().AddDays(2).ToString("O", CultureInfo.InvariantCulture),
                grounds = new[] { new { code = "abuse.velocity", row = "measured", facts = "measured" } },
            }),
        };
        request.Headers.Add("X-Officer", "measurer");
        request.Headers.Add("X-Officer-Role", "analyst");
        request.Headers.Add("Idempotency-Key", subject);
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        var decided = Stopwatch.GetTimestamp();
        await surface.AcknowledgedAsync(subject, async version =>
        {
            using var ack = await http.PostAsJsonAsync("/api/v1/standings/acks", new { subject, version, surface = "router" },
                cancellation);
            ack.EnsureSuccessStatusCode();
        }, cancellation);
        return Stopwatch.GetElapsedTime(decided).TotalMilliseconds;
    }
}
