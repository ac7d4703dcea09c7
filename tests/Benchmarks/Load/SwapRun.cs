using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Compliance.Benchmarks.Load;

/// <summary>
/// Load while a list changes again and again: the corpus is compiled and swapped under the requests. The list that changes is the newest of
/// the United Nations, whose first entity gets another first name each time. The same customers come again and again, so that what grows is
/// not what they leave behind.
/// </summary>
internal static partial class SwapRun
{
    public static async Task<int> RunAsync(string executable, string? lists, string data, int seconds, int connections, int rate,
        int every, int customers)
    {
        if (lists is null)
        {
            Console.Error.WriteLine("swaps needs --lists DIR: a directory of official files.");
            return 1;
        }

        var own = Path.Combine(data, "lists");
        Copy(lists, own);
        var changing = Directory.EnumerateFiles(own, "*.xml", SearchOption.AllDirectories)
            .Where(file => Head(file).Contains("<CONSOLIDATED_LIST", StringComparison.Ordinal))
            .MaxBy(file => Generated().Match(Head(file)).Value, StringComparer.Ordinal);
        if (changing is null)
        {
            Console.Error.WriteLine("swaps needs the list of the United Nations (XML) among the lists: it is the one that is changed.");
            return 2;
        }

        var subjects = LoadSubjects.From(own, TimeProvider.System.GetUtcNow());
        await using var service = new ServiceProcess(executable, own, Path.Combine(data, "store"));
        service.Start();
        await service.WaitUntilReadyAsync();
        var clients = new LoadClients(service.Http, subjects, connections, "swap") { Rate = rate, Customers = customers };
        using var stop = new CancellationTokenSource();
        var load = clients.RunAsync(processMayDie: false, stop.Token);
        var (swaps, memory, corpora, clock) = (0, new List<ProcessMemory>(), new HashSet<string>(), Stopwatch.StartNew());
        for (var next = every; clock.Elapsed.TotalSeconds < seconds && !load.IsFaulted;)
        {
            await Task.Delay(5000);
            memory.Add(service.Memory);
            corpora.Add(await CorpusAsync(service.Http));
            if (clock.Elapsed.TotalSeconds >= next)
            {
                Change(changing, ++swaps);
                next += every;
                Console.Error.WriteLine(
                    $"{clock.Elapsed.TotalSeconds,6:0} s: swap {swaps}, {clients.Outcomes.Values.Sum()} screenings, {memory[^1]}");
            }
        }

        await stop.CancelAsync();
        await load;
        var errors = clients.Outcomes.Where(pair => pair.Key is not ("allow" or "review" or "block")).Sum(pair => pair.Value);
        double[] Thirds(Func<ProcessMemory, double> part)
            => [.. memory.Chunk(Math.Max(1, (memory.Count + 2) / 3)).Select(third => Math.Round(third.Average(part), 1))];
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = "swaps",
            connections,
            rate,
            customers,
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
            ownMbByThird = Thirds(one => one.OwnMb),
            filesMbByThird = Thirds(one => one.FilesMb),
            ownMbMost = memory.Max(one => one.OwnMb),
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
        File.WriteAllText(beside,
            string.Create(CultureInfo.InvariantCulture,
            $"{text[..start]}Invented Name {(char)('A' + (swap % 26))}{(char)('a' + (swap / 26))}{text[end..]}"));
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
            if (file.EndsWith(".xml.gz", StringComparison.Ordinal))
            {
                using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
                using var plain = File.Create(target[..^".gz".Length]);
                packed.CopyTo(plain);
            }
            else
            {
                File.Copy(file, target);
            }
        }
    }

    [GeneratedRegex("dateGenerated=\"[^\"]*\"")]
    private static partial Regex Generated();
}
