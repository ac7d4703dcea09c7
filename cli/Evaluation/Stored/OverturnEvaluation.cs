using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compliance.Cli.Evaluation.Events;
using Compliance.Functions.Events;
using Microsoft.AspNetCore.Builder;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate overturns</c> found; property names are the contract of its JSON.</summary>
/// <param name="Overturns">Suspensions that were appealed and overturned, all over HTTP.</param>
/// <param name="AcknowledgedP50Ms">Half were acknowledged by the router within this time of the decision on the appeal.</param>
/// <param name="AcknowledgedP99Ms">Ninety-nine of a hundred were.</param>
/// <param name="Late">Those that were not within a minute.</param>
/// <param name="Wrong">Those to which the router still applies the suspension, and appeals that did not become effective.</param>
internal sealed record OverturnSummary(int Overturns, double AcknowledgedP50Ms, double AcknowledgedP99Ms, int Late, int Wrong);

/// <summary>From an appeal that is won to the router that says it applies it: a router polls and acknowledges meanwhile.</summary>
internal static class OverturnEvaluation
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static async Task<OverturnSummary> RunAsync(WebApplication service, int count, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };
        var reading = service.Services.GetRequiredService<EventReading>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var router = new PollingRouter(http);
        var polling = router.RunAsync(stop.Token);
        var (times, appeals, late) = (new List<double>(), new List<(string Subject, string Appeal)>(), 0);
        for (var number = 0; number < count; number++)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"account:o{number}");
            await reading.TakeAsync(Encoding.UTF8.GetBytes(EventWorld.Usage($"o{number}", $"o{number}", $"o{number}-k", number, "u")),
                cancellation);
            var action = (await SendAsync(http, "/api/v1/actions", "maker", new
            {
                subject,
                rung = 6,
                reach = "descendants",
                until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture),
                grounds = new[] { new { code = "provider.case", row = "measured", facts = "measured" } },
            }, cancellation)).GetProperty("id").GetString()!;
            await UntilAsync(() => router.Applied(subject) is { Rung: 6 }, polling, cancellation);
            var appeal = (await SendAsync(http, "/api/v1/appeals", null, new { action, grounds = new[] { "not_me" }, text = "not me" },
                cancellation)).GetProperty("id").GetString()!;
            await SendAsync(http, $"/api/v1/appeals/{appeal}/assign", "decider", new { }, cancellation);
            await SendAsync(http, $"/api/v1/appeals/{appeal}/decide", "decider",
                new { outcome = "overturned", defect = "rule", text = "Another account." }, cancellation);
            var began = Stopwatch.GetTimestamp();
            late += await UntilAsync(() => router.Applied(subject) is { Rung: 0 }, polling, cancellation) ? 0 : 1;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            appeals.Add((subject, appeal));
        }

        var wrong = 0;
        foreach (var (subject, appeal) in appeals)
        {
            var isEffective = await UntilAsync(async () => (await http.GetFromJsonAsync<JsonElement>("/api/v1/appeals/" + appeal,
                cancellation)).GetProperty("status").GetString() is "effective" or "closed", polling, cancellation);
            wrong += isEffective && router.Applied(subject) is { Rung: 0 } ? 0 : 1;
        }

        await stop.CancelAsync();
        await polling;
        return new OverturnSummary(count, Percentiles.At(times, 0.5), Percentiles.At(times, 0.99), late, wrong);
    }

    private static Task<bool> UntilAsync(Func<bool> holds, Task polling, CancellationToken cancellation)
        => UntilAsync(() => Task.FromResult(holds()), polling, cancellation);

    private static async Task<bool> UntilAsync(Func<Task<bool>> holds, Task polling, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (polling.IsFaulted || Stopwatch.GetElapsedTime(began) > Longest)
            {
                await (polling.IsFaulted ? polling : Task.CompletedTask);
                return false;
            }

            await Task.Delay(10, cancellation);
        }

        return true;
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string path, string? officer, object body,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (officer is not null)
        {
            request.Headers.Add("X-Officer", officer);
            request.Headers.Add("X-Officer-Role", "approver");
        }

        using var answer = await http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.Clone()
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }
}
