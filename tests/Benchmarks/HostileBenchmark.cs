using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compliance.Tests.Shared.Hostile;

namespace Compliance.Benchmarks;

/// <summary><c>-- hostile [REQUESTS] [SEED]</c>: hostile requests against the whole service; none may fail it, hang
/// it or make it grow.</summary>
internal static class HostileBenchmark
{
    private const string Key = "key-of-the-hostile";
    private const int Usual = 100_000;
    private const int Connections = 48;

    /// <summary>A heap that is larger afterwards by more than this has grown: caches that are bounded fill within the first
    /// tenth.</summary>
    private const double MostGrowthMb = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        var requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Usual;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        await using var service = await MeasuredService.StartAsync(
            "--environment", "Production",
            "--COMPLIANCE_API_KEYS", $"hostile:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}:admin",
            "--COMPLIANCE_RATE_ADDRESS", "0",
            "--COMPLIANCE_RATE_CALLER", "0");
        var first = await HostileRun.RunAsync(service.Address, Key, requests / 10, seed, Connections);
        var before = Memory();
        var rest = await HostileRun.RunAsync(service.Address, Key, requests - (requests / 10), seed + 1000, Connections);
        var after = Memory();
        string[] failures = [.. first.Failures, .. rest.Failures];
        foreach (var failure in failures.Take(10))
        {
            Console.WriteLine(failure);
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                requests,
                seed,
                seconds = Math.Round(first.Seconds + rest.Seconds, 1),
                statuses = rest.Statuses,
                failures = failures.Length,
                slowestMs = Math.Round(Math.Max(first.SlowestMs, rest.SlowestMs)),
                heapMbAfterATenth = before.HeapMb,
                heapMbAtTheEnd = after.HeapMb,
                threadsAfterATenth = before.Threads,
                threadsAtTheEnd = after.Threads,
            },
            Answers));
        return failures.Length == 0 && after.HeapMb - before.HeapMb < MostGrowthMb ? 0 : 3;
    }

    private static readonly JsonSerializerOptions Answers = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static (double HeapMb, int Threads) Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return (Math.Round(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, 1), process.Threads.Count);
    }
}
