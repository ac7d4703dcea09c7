using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Compliance.Benchmarks.Load;

/// <summary>
/// Load while a list changes every minute: the corpus is compiled and swapped under the requests. The list that changes is one of invented people beside the real
/// ones, in the form of the United Nations under that list's code where no other file of it is there, so that the guards let it pass.
/// </summary>
internal static class SwapRun
{
    private static readonly TimeSpan SwapEvery = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string executable, string? lists, string data, int seconds, int connections)
    {
        if (lists is null)
        {
            Console.Error.WriteLine("swaps needs --lists DIR: a directory of official files.");
            return 1;
        }

        var own = Path.Combine(data, "lists");
        Copy(lists, own);
        var changing = Directory.EnumerateFiles(own, "*.xml", SearchOption.AllDirectories).FirstOrDefault(file => Head(file).Contains("<CONSOLIDATED_LIST", StringComparison.Ordinal));
        if (changing is null)
        {
            Console.Error.WriteLine("swaps needs the list of the United Nations (XML) among the lists: it is the one that is changed.");
            return 2;
        }

        var subjects = LoadSubjects.From(own, TimeProvider.System.GetUtcNow());
        await using var service = new ServiceProcess(executable, own, Path.Combine(data, "store"));
        service.Start();
        await service.WaitUntilReadyAsync();
        var clients = new LoadClients(service.Http, subjects, connections, "swap");
        using var stop = new CancellationTokenSource();
        var load = clients.RunAsync(processMayDie: false, stop.Token);
        var (swaps, memory, corpora, clock) = (0, new List<double>(), new HashSet<string>(), Stopwatch.StartNew());
        for (var next = SwapEvery; clock.Elapsed.TotalSeconds < seconds && !load.IsFaulted; )
        {
            await Task.Delay(5000);
            memory.Add(service.ResidentMb);
            corpora.Add(await CorpusAsync(service.Http));
            if (clock.Elapsed >= next)
            {
                Change(changing, ++swaps);
                next += SwapEvery;
            }
        }

        await stop.CancelAsync();
        await load;
        var errors = clients.Outcomes.Where(pair => pair.Key is not ("allow" or "review" or "block")).Sum(pair => pair.Value);
        var third = Math.Max(1, memory.Count / 3);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "swaps",
            connections,
            seconds = Math.Round(clock.Elapsed.TotalSeconds),
            swaps,
            corpora = corpora.Count,
            screenings = clients.Latencies.Count,
            perSecond = Math.Round(clients.Latencies.Count / clock.Elapsed.TotalSeconds),
            p50Ms = clients.Latencies.Percentile(0.5),
            p99Ms = clients.Latencies.Percentile(0.99),
            maxMs = clients.Latencies.Percentile(1),
            errors,
            outcomes = clients.Outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            residentMbFirstThird = Math.Round(memory.Take(third).Average(), 1),
            residentMbLastThird = Math.Round(memory.TakeLast(third).Average(), 1),
            residentMbMost = memory.Max(),
        }));
        return errors == 0 && corpora.Count >= swaps ? 0 : 2;
    }

    /// <summary>Gives the first entity of the file another first name: another content, the same count.</summary>
    private static void Change(string file, int swap)
    {
        var text = File.ReadAllText(file);
        var start = text.IndexOf("<FIRST_NAME>", StringComparison.Ordinal) + "<FIRST_NAME>".Length;
        var end = text.IndexOf("</FIRST_NAME>", start, StringComparison.Ordinal);
        var beside = file + ".new";
        File.WriteAllText(beside, string.Create(CultureInfo.InvariantCulture, $"{text[..start]}Invented Name {(char)('A' + (swap % 26))}{(char)('a' + (swap / 26))}{text[end..]}"));
        File.Move(beside, file, overwrite: true);
    }

    private static async Task<string> CorpusAsync(HttpClient http)
    {
        using var document = JsonDocument.Parse(await http.GetByteArrayAsync("/api/v1/lists"));
        return document.RootElement.GetProperty("corpusHash").GetString() ?? "";
    }

    private static string Head(string file)
    {
        var buffer = new byte[512];
        using var stream = File.OpenRead(file);
        return Encoding.UTF8.GetString(buffer, 0, stream.Read(buffer));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
