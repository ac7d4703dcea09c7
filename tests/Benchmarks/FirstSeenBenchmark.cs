using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks;

/// <summary><c>-- first-seen [--lists DIR] [--seed N] [--names N]</c>: what a name costs whose words were never met, by script, beside
/// Latin ones in the same run. Names are made of the same syllables in each script, so that they are pronounceable and nobody's. Scripts
/// take turns, so that noise meets all alike.</summary>
internal static class FirstSeenBenchmark
{
    private const int Batch = 20;

    private static readonly JsonSerializerOptions Answers = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly string[] Onsets = ["b", "v", "g", "d", "z", "k", "l", "m", "n", "p", "r", "s", "t", "f", "sh"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u"];

    private static readonly Dictionary<string, (string[] Onsets, string[] Vowels)> Alphabets = new()
    {
        ["latin"] = (Onsets, Vowels),
        ["cyrillic"] = (["б", "в", "г", "д", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "ш"],
            ["а", "е", "и", "о", "у"]),
        ["greek"] = (["μπ", "β", "γ", "δ", "ζ", "κ", "λ", "μ", "ν", "π", "ρ", "σ", "τ", "φ", "χ"],
            ["α", "ε", "ι", "ο", "ου"]),
        ["arabic"] = (["ب", "ف", "غ", "د", "ز", "ك", "ل", "م", "ن", "ح", "ر", "س", "ت", "ط", "ش"],
            ["ا", "ي", "", "و", "و"]),
        ["hebrew"] = (["ב", "ו", "ג", "ד", "ז", "ק", "ל", "מ", "נ", "פ", "ר", "ס", "ט", "פ", "ש"],
            ["א", "י", "י", "ו", "ו"]),
    };

    public static int Run(string[] args)
    {
        var seed = ulong.Parse(MeasuredLists.Option(args, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var names = int.Parse(MeasuredLists.Option(args, "--names") ?? "400", CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow();
        var corpus = ScreeningCorpus.Build(MeasuredLists.Read(MeasuredLists.Option(args, "--lists"), now));
        var context = new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.All[0], Now = now };
        var only = MeasuredLists.Option(args, "--script");
        var scripts = Alphabets.Keys.Concat(["han", "hangul", "katakana"])
            .Where(one => only is null || one == only || one == "latin").ToArray();
        var times = scripts.ToDictionary(one => one, _ => new List<double>());

        // The first rounds compile the code; their words are not met again.
        for (var round = -5; round < (names + Batch - 1) / Batch; round++)
        {
            foreach (var script in scripts)
            {
                var bits = new SplitMix(SplitMix.Hash(seed, (ulong)((round + 10) * 100 + Array.IndexOf(scripts, script))));
                for (var i = 0; i < Batch; i++)
                {
                    var subject = new ScreeningSubject { Kind = PartyKind.Individual, Name = NameOf(script, bits) };
                    var request = new ScreeningRequest { Subject = subject };
                    var start = Stopwatch.GetTimestamp();
                    ScreeningEngine.Decide(request, context);
                    if (round >= 0)
                    {
                        times[script].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                }
            }
        }

        var rows = scripts.Select(script => Row.Of(script, times[script])).ToArray();
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Script,-10} mean {row.MeanMs,8:0.000} ms, p50 {row.P50Ms,8:0.000}, "
                    + $"p99 {row.P99Ms,8:0.00}, worst {row.WorstMs,8:0.00}; "
                    + $"{row.MeanMs / rows[0].MeanMs,5:0.0} of latin by the mean, {row.P50Ms / rows[0].P50Ms,5:0.0} by the median"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new { machine = Machine.Current, seed, names, rows }, Answers));
        return 0;
    }

    private static string NameOf(string script, SplitMix bits) => script switch
    {
        "han" or "hangul" or "katakana" => WorstSearchBenchmark.Name(
            WorstSearchBenchmark.Scripts.First(one => one.Script == script), bits, script == "katakana" ? 2 : 1),
        _ => $"{Word(Alphabets[script], bits, 2 + bits.Below(2))} {Word(Alphabets[script], bits, 3 + bits.Below(2))}",
    };

    private static string Word((string[] Onsets, string[] Vowels) alphabet, SplitMix bits, int syllables) => string.Concat(
        Enumerable.Range(0, syllables).Select(_ =>
            alphabet.Onsets[bits.Below(alphabet.Onsets.Length)] + alphabet.Vowels[bits.Below(alphabet.Vowels.Length)]))
        + alphabet.Onsets[bits.Below(alphabet.Onsets.Length)];

    private sealed record Row(string Script, int Names, double MeanMs, double P50Ms, double P99Ms, double WorstMs)
    {
        public static Row Of(string script, List<double> times)
        {
            times.Sort();
            return new Row(script, times.Count, Math.Round(times.Average(), 4), Math.Round(times[times.Count / 2], 4),
                Math.Round(times[times.Count * 99 / 100], 3), Math.Round(times[^1], 3));
        }
    }
}
