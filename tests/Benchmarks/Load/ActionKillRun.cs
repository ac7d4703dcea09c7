using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Compliance.Cli.Evaluation.Events;
using Compliance.Cli.Evaluation.Stored;

namespace Compliance.Benchmarks.Load;

/// <summary>
/// Kills the process at random moments while officers restrict accounts, lift every other restriction again, and a router polls and
/// acknowledges. Whoever got no answer sends the same again under the same key. Afterwards every account has its one action, the log has
/// its acts once, the router applies what was decided last, and the record verifies.
/// </summary>
internal static class ActionKillRun
{
    private const int MostSeconds = 8;
    private const int Page = 1000;

    public static async Task<int> RunAsync(string executable, string data, int seconds, int connections)
    {
        await using var service = new ServiceProcess(executable, null, data) { Environment = "Development" };
        service.Start();
        await service.WaitUntilReadyAsync();
        using var stop = new CancellationTokenSource();
        var router = new PollingRouter(service.Http);
        var polling = PollAsync(router, stop.Token);
        var decided = new ConcurrentDictionary<string, (string Action, int Rung)>(StringComparer.Ordinal);
        var resent = new int[1];
        var officers = Task.WhenAll(Enumerable.Range(0, connections)
            .Select(number => Task.Run(() => DecideAsync(service.Http, number, decided, resent, stop.Token))));
        var (kills, random) = (0, new Random(1));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds; kills++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_000, MostSeconds * 1_000)));
            await service.KillAsync();
            service.Start();
        }

        await service.WaitUntilReadyAsync();
        await stop.CancelAsync();
        await Task.WhenAll(officers, polling);
        var applied = await SettleAsync(service.Http, router, decided);
        var (lost, doubled) = await CheckAsync(service.Http, decided);
        var faults = await FaultsAsync(service.Http);
        var acts = await ActsAsync(service.Http, decided);
        var exitCode = await service.InterruptAsync();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "action-kills",
            connections,
            kills,
            decided = decided.Count,
            lifted = decided.Values.Count(one => one.Rung == 0),
            sentAgain = resent[0],
            lost,
            doubled,
            actsMissingOrDoubled = acts,
            notApplied = decided.Count - applied,
            recordFaults = faults,
            exitCodeOfInterrupt = exitCode,
        }));
        return lost + doubled + acts + faults + decided.Count - applied == 0 && exitCode == 0 ? 0 : 2;
    }

    private static async Task PollAsync(PollingRouter router, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await router.RunAsync(cancellation);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or JsonException or TaskCanceledException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static async Task DecideAsync(HttpClient http, int client, ConcurrentDictionary<string, (string, int)> decided, int[] resent,
        CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var account = string.Create(CultureInfo.InvariantCulture, $"w{client}-{number}");
            var subject = "account:" + account;
            using var seen = JsonDocument.Parse(EventWorld.Usage("seen-" + account, account, account + "-k", number));
            await GiveAsync(http, "/api/v1/events", "seen " + subject, resent, seen.RootElement);
            var action = await GiveAsync(http, "/api/v1/actions", "take " + subject, resent, new
            {
                subject,
                reach = "descendants",
                rung = 3,
                limits = new { requestsPerMinute = 10 },
                until = TimeProvider.System.GetUtcNow().Date.AddDays(3).ToString("O", CultureInfo.InvariantCulture) + "Z",
                grounds = new[] { new { code = "abuse.velocity", row = "measured", facts = "measured" } },
            });
            var id = action.GetProperty("id").GetString()!;
            if (number % 2 == 1)
            {
                await GiveAsync(http, $"/api/v1/actions/{Uri.EscapeDataString(id)}/lift", "lift " + subject, resent,
                    new { reason = "lifted", text = "Measured." });
            }

            decided[subject] = (id, number % 2 == 1 ? 0 : 3);
        }
    }

    // The same key with the same body until it is answered: the process may have died before, within or after it.
    private static async Task<JsonElement> GiveAsync(HttpClient http, string path, string key, int[] resent, object body)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
                request.Headers.Add("X-Officer", "measurer");
                request.Headers.Add("X-Officer-Role", "analyst");
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<JsonElement>();
                }

                if ((int)answer.StatusCode < 500)
                {
                    throw new InvalidOperationException($"{key}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException or JsonException)
            {
                // No answer, or half of one.
            }

            Interlocked.Increment(ref resent[0]);
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task<int> SettleAsync(HttpClient http, PollingRouter router,
        ConcurrentDictionary<string, (string Action, int Rung)> decided)
    {
        var applied = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 120 && applied < decided.Count; await Task.Delay(200))
        {
            await router.PollAsync(CancellationToken.None);
            applied = decided.Count(one => router.Applied(one.Key) == (one.Value.Rung == 0 ? 2 : 1, one.Value.Rung));
        }

        return applied;
    }

    private static async Task<(int Lost, int Doubled)> CheckAsync(HttpClient http,
        ConcurrentDictionary<string, (string Action, int Rung)> decided)
    {
        var (lost, doubled) = (0, 0);
        await Parallel.ForEachAsync(decided, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, stop) =>
        {
            var name = Uri.EscapeDataString(one.Key);
            var actions = (await GetAsync(http, "/api/v1/actions?subject=" + name, stop)).GetProperty("actions").EnumerateArray()
                .Select(action => action.GetProperty("id").GetString()).ToList();
            Interlocked.Add(ref lost, actions.Contains(one.Value.Action) ? 0 : 1);
            Interlocked.Add(ref doubled, actions.Count > 1 ? 1 : 0);
            var standing = await GetAsync(http, "/api/v1/standing?subject=" + name, stop);
            Interlocked.Add(ref lost, standing.GetProperty("rung").GetInt32() == one.Value.Rung ? 0 : 1);
        });
        return (lost, doubled);
    }

    private static async Task<int> FaultsAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("/api/v1/audit/verify", null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("faultCount").GetInt32();
    }

    // Every decision and every end stands in the log once: how many stand too often or not at all.
    private static async Task<int> ActsAsync(HttpClient http, ConcurrentDictionary<string, (string Action, int Rung)> decided)
    {
        var acts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (long from = 1; ; from += Page)
        {
            var page = (await GetAsync(http, string.Create(CultureInfo.InvariantCulture, $"/api/v1/audit/records?from={from}&limit={Page}"),
                CancellationToken.None)).GetProperty("records");
            foreach (var record in page.EnumerateArray().Where(one => one.GetProperty("act").GetString() is "action.decided"
                or "action.ended"))
            {
                var act = record.GetProperty("act").GetString() + " " + record.GetProperty("target").GetString();
                acts[act] = acts.GetValueOrDefault(act) + 1;
            }

            if (page.GetArrayLength() < Page)
            {
                break;
            }
        }

        var expected = decided.Count + decided.Values.Count(one => one.Rung == 0);
        return acts.Values.Count(count => count != 1) + Math.Abs(expected - acts.Count);
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Officer", "measurer");
        request.Headers.Add("X-Officer-Role", "auditor");
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }
}
