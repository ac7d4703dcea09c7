using System.Diagnostics;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>Screenings a second with durable evidence, and how long each took.</summary>
internal static class ThroughputRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string executable, string? lists, string data, int seconds, int connections, int rate)
    {
        var subjects = LoadSubjects.From(lists, TimeProvider.System.GetUtcNow());
        await using var service = new ServiceProcess(executable, lists, data);
        service.Start();
        await service.WaitUntilReadyAsync();
        using (var warm = new CancellationTokenSource(WarmUp))
        {
            await new LoadClients(service.Http, subjects, connections, "warm").RunAsync(processMayDie: false, warm.Token);
        }

        var clients = new LoadClients(service.Http, subjects, connections, "run") { Rate = rate };
        var clock = Stopwatch.StartNew();
        using (var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds)))
        {
            await clients.RunAsync(processMayDie: false, stop.Token);
        }

        var elapsed = clock.Elapsed.TotalSeconds;
        var errors = clients.Outcomes.Where(pair => pair.Key is not ("allow" or "review" or "block")).Sum(pair => pair.Value);
        var residentMb = service.Memory.ResidentMb;
        var draining = Stopwatch.StartNew();
        var drained = await Drained.WaitAsync(service.Http, TimeSpan.FromSeconds(300));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "throughput",
            connections,
            offered = rate == 0 ? "as many as it answers" : $"{rate} a second",
            seconds = Math.Round(elapsed, 1),
            screenings = clients.Latencies.Count,
            perSecond = Math.Round(clients.Latencies.Count / elapsed),
            p50Ms = clients.Latencies.Percentile(0.5),
            p95Ms = clients.Latencies.Percentile(0.95),
            p99Ms = clients.Latencies.Percentile(0.99),
            maxMs = clients.Latencies.Percentile(1),
            outcomes = clients.Outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            residentMb,
            drained,
            drainSeconds = Math.Round(draining.Elapsed.TotalSeconds, 1),
        }));
        return errors == 0 && drained ? 0 : 2;
    }
}
