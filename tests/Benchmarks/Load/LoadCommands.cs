using System.Globalization;

namespace Compliance.Benchmarks.Load;

/// <summary>
/// Measurements of the running service, each bounded in time and on loopback only: <c>load throughput|swaps|kills|action-kills|cold</c>. The last line
/// is one JSON object.
/// </summary>
internal static class LoadCommands
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- load WHAT [--lists DIR] [--executable FILE] [--seconds N] [--connections N] [--rate N] [--every S] [--customers N]
          throughput  screenings a second and latencies, embedded store, durable evidence        (60 s, 64 connections)
          swaps       the same while a list changes every minute: errors, memory                  (600 s, 16 connections)
          kills       kill -9 every 10 s under load, then every answer and every alert is checked (300 s, 16 connections)
          action-kills  kill -9 at random moments while actions are taken and lifted and a router follows (300 s, 16 connections)
          cold        process start to first real answer with a compiled index                    (10 starts)
        --rate: requests a second that throughput and swaps offer, evenly; without it each connection asks again as soon as it was answered
        --every, --customers: seconds between two changes of the list (60), and how many people come again and again (20000)
        --executable: artifacts/package/compliance (./publish.sh) where it is there, else the Release build
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            options[args[i]] = args[i + 1];
        }

        if (args.Length == 0 || args.Length % 2 == 0
            || options.Keys.Except(["--lists", "--executable", "--seconds", "--connections", "--rate", "--every", "--customers"]).Any()
            || Executable(options) is not { } executable)
        {
            Console.Error.WriteLine(Usage);
            return 1;
        }

        var machine = Machine.Current;
        Console.WriteLine(
            $"{machine.Cpu}, {machine.Cores} cores, {machine.System}, {machine.Runtime}; service and load generator share the machine; "
                + $"{Path.GetRelativePath(".", executable)}");
        var lists = options.GetValueOrDefault("--lists") is { } directory ? Path.GetFullPath(directory) : null;
        var data = Directory.CreateTempSubdirectory("compliance-load-").FullName;
        try
        {
            return args[0] switch
            {
                "throughput" =>
                    await ThroughputRun.RunAsync(executable, lists, data, Number("--seconds", 60), Number("--connections", 64),
                    Number("--rate", 0)),
                "swaps" =>
                    await SwapRun.RunAsync(executable, lists, data, Number("--seconds", 600), Number("--connections", 16),
                    Number("--rate", 0), Number("--every", 60), Number("--customers", 20_000)),
                "kills" => await KillRun.RunAsync(executable, lists, data, Number("--seconds", 300), Number("--connections", 16)),
                "action-kills" => await ActionKillRun.RunAsync(executable, data, Number("--seconds", 300), Number("--connections", 16)),
                "cold" => await ColdStartRun.RunAsync(executable, lists, data),
                _ => Unknown(),
            };
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        int Number(string name, int otherwise)
            => options.TryGetValue(name, out var text) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
    }

    private static int Unknown()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }

    private static string? Executable(Dictionary<string, string> options) =>
        new[] { options.GetValueOrDefault("--executable"), "artifacts/package/compliance-service",
        "artifacts/bin/Compliance.Functions/release/compliance-service" }
            .Where(path => path is not null && File.Exists(path)).Select(path => Path.GetFullPath(path!)).FirstOrDefault();
}
