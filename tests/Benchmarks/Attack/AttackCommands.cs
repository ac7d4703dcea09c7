using System.Globalization;
using System.Text.Json;

namespace Compliance.Benchmarks.Attack;

/// <summary>
/// Attacks on the running service that take too long for a test: <c>attack chatty|receivers|names|races|disk</c>. The last line is one
/// JSON object; the code is 0 where the bound held and 3 where it did not.
/// </summary>
internal static class AttackCommands
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- attack WHAT [--count N] [--data DIR] [--executable FILE]
          chatty     N screenings of one subject, and blocks of others meanwhile: the worst time until the alert of a block is open (3000)
          receivers  nine receivers of webhooks that never answer: the worst time of N deliveries to the tenth (10)
          names      102 names in one request, by script; the client leaves: processor time that the service still spends (1 each)
          races      N at the same time: one idempotency key, one event, one lead (64): each happens once
          disk       screens until the disk of DIR is full (mount a small one there: mount -t tmpfs -o size=96m none DIR), and after it
                     has room again: nothing that was answered is lost, and a full service is not ready
        """;

    private static readonly JsonSerializerOptions Answers = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            options[args[i]] = args[i + 1];
        }

        if (args.Length == 0 || args.Length % 2 == 0 || options.Keys.Except(["--count", "--data", "--executable"]).Any())
        {
            Console.Error.WriteLine(Usage);
            return 1;
        }

        int Count(int otherwise) => options.TryGetValue("--count", out var text)
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
        return args[0] switch
        {
            "chatty" => await ChattyRun.RunAsync(Count(3000)),
            "receivers" => await ReceiverRun.RunAsync(Count(10)),
            "names" => await NamesRun.RunAsync(Count(1)),
            "races" => await RaceRun.RunAsync(Count(64)),
            "disk" when options.GetValueOrDefault("--data") is { } data
                => await DiskRun.RunAsync(data, options.GetValueOrDefault("--executable")),
            _ => Unknown(),
        };
    }

    /// <summary>Writes what was found; the code of the command.</summary>
    public static int End(object found, bool held)
    {
        Console.WriteLine(JsonSerializer.Serialize(found, Answers));
        return held ? 0 : 3;
    }

    private static int Unknown()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
