using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Compliance.Cli.Evaluation.Events;
using Compliance.Functions.Events;
using Microsoft.AspNetCore.Builder;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate decisions</c> found; property names are the contract of its JSON.</summary>
/// <param name="Requests">Decisions asked for over HTTP, of a key and its end user.</param>
/// <param name="Connections">Requests under way at a time.</param>
/// <param name="RequestsPerSecond">Answers in a second, with the asker on the same processors.</param>
/// <param name="P50Ms">Half of the answers took less.</param>
/// <param name="P99Ms">Ninety-nine of a hundred took less.</param>
/// <param name="FirstP99Ms">The same of the first <paramref name="Requests"/> after a start, while the runtime still compiles.</param>
/// <param name="WarmUp">Requests between those and the measured ones.</param>
/// <param name="EmptyPerSecond">Answers in a second that say nothing (<c>/health/live</c>), in the same run.</param>
/// <param name="EmptyP99Ms">Ninety-nine of a hundred of those took less.</param>
/// <param name="ProcessorMs">Processor time of one decision, asker included.</param>
/// <param name="Wrong">Answers that are not the one that the signals come to.</param>
internal sealed record DecisionSummary(int Requests, int Connections, double RequestsPerSecond, double P50Ms, double P99Ms,
    double FirstP99Ms, int WarmUp, double EmptyPerSecond, double EmptyP99Ms, double ProcessorMs, int Wrong);

/// <summary>Decisions over HTTP while nothing else is asked: standing, score and policy of a key, its end user and their account.</summary>
internal static class DecisionEvaluation
{
    private const int Accounts = 200;

    public static async Task<DecisionSummary> RunAsync(WebApplication service, Uri address, int requests, int connections,
        CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections }) { BaseAddress = address };
        var reading = service.Services.GetRequiredService<EventReading>();
        for (var number = 0; number < Accounts; number++)
        {
            await reading.TakeAsync(Encoding.UTF8.GetBytes(EventWorld.Usage($"d{number}", $"d{number}", $"d{number}-k", number, "u")),
                cancellation);
        }

        await AskAsync(http, Math.Min(requests, 2_000), connections, empty: false, cancellation); // Opens the connections.
        var (first, _) = await AskAsync(http, requests, connections, empty: false, cancellation);
        var warm = await WarmUp.RunAsync(count => AskAsync(http, count, connections, empty: false, cancellation));
        var (watch, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var (times, wrong) = await AskAsync(http, requests, connections, empty: false, cancellation);
        var (perSecond, used) = (requests / watch.Elapsed.TotalSeconds, Process.GetCurrentProcess().TotalProcessorTime - processor);
        watch.Restart();
        var (nothing, _) = await AskAsync(http, requests, connections, empty: true, cancellation);
        return new DecisionSummary(requests, connections, Math.Round(perSecond), Percentiles.At(times, 0.5, 2),
            Percentiles.At(times, 0.99, 2), Percentiles.At(first, 0.99, 2), warm, Math.Round(requests / watch.Elapsed.TotalSeconds),
                Percentiles.At(nothing, 0.99, 2),
            Math.Round(used.TotalMilliseconds / requests, 3), wrong);
    }

    private static async Task<(double[] Times, int Wrong)> AskAsync(HttpClient http, int requests, int connections, bool empty,
        CancellationToken cancellation)
    {
        var (times, wrong, next) = (new double[requests], 0, -1);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (var place = Interlocked.Increment(ref next); place < requests; place = Interlocked.Increment(ref next))
            {
                var (account, began) = ($"d{place % Accounts}", Stopwatch.GetTimestamp());
                using var answer = empty ? await http.GetAsync("/health/live", cancellation)
                    : await http.PostAsJsonAsync("/api/v1/decisions",
                        new { action = "api_request", account, key = account + "-k", endUser = "u" },
                        cancellation);
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                times[place] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                Interlocked.Add(ref wrong, empty || text.StartsWith("{\"decision\":\"allow\"", StringComparison.Ordinal) ? 0 : 1);
            }
        }));
        return (times, wrong);
    }
}
