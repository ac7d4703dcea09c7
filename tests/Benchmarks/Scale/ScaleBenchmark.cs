using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Negatives;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks.Scale;

/// <summary>
/// <c>-- scale build --lists DIR --parties N --out FILE [--seed N]</c> compiles invented parties with the statistics of real lists;
/// <c>-- scale screen FILE [--queries N] [--exact N] [--slowest N] [--people CSV] [--companies CSV]</c> measures a fresh process that maps the file. Each
/// ends with one JSON object.
/// </summary>
internal static class ScaleBenchmark
{
    private const string Usage = "usage: scale build --lists DIR --parties N --out FILE [--seed N]\n"
        + "       scale screen FILE [--queries N] [--exact N] [--slowest N] [--people CSV] [--companies CSV]";

    private const int WarmUp = 200;
    private static readonly JsonSerializerOptions Answers = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static int Run(string[] args)
    {
        var options = Options(args);
        return args switch
        {
            ["build", ..] when options.ContainsKey("--lists") && options.ContainsKey("--out") => Build(options),
            ["screen", var file, ..] => Screen(file, options),
            _ => Fail(),
        };
    }

    private static int Build(Dictionary<string, string> options)
    {
        var now = TimeProvider.System.GetUtcNow();
        var count = int.Parse(options.GetValueOrDefault("--parties", "50000"), CultureInfo.InvariantCulture);
        var seed = ulong.Parse(options.GetValueOrDefault("--seed", "21"), CultureInfo.InvariantCulture);
        var statistics = new ListStatistics(ListLibrary.ReadNewest(DirectoryFiles.Enumerate(options["--lists"]), now).Snapshots
            .SelectMany(snapshot => snapshot.Parties));
        var (before, start, processor) = (ProcessMemory.ResidentMb(), Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(ListStatistics.Code, now), statistics.Make(count, seed))]);
        var compiled = Stopwatch.GetElapsedTime(start);
        MappedCorpusFile.Save(corpus, options["--out"]);
        Print(new
        {
            machine = Machine.Current,
            parties = corpus.Index.PartyCount,
            names = corpus.Index.NameCount,
            seed,
            compileSeconds = Math.Round(compiled.TotalSeconds, 1),
            withWritingSeconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 1),
            processorSeconds = Math.Round((Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds, 1),
            statisticsMb = before,
            peakMb = ProcessMemory.PeakMb(),
            fileMb = Math.Round(new FileInfo(options["--out"]).Length / 1048576.0, 1),
        });
        GC.KeepAlive(statistics);
        return 0;
    }

    private static int Screen(string file, Dictionary<string, string> options)
    {
        var start = Stopwatch.GetTimestamp();
        var corpus = ((CorpusLoad.Loaded)MappedCorpusFile.Load(file)).Corpus;
        var loaded = Stopwatch.GetElapsedTime(start);
        var afterLoad = ProcessMemory.ResidentMb();
        var context = new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.Named("onboarding"), Now = corpus.Lists[0].RetrievedAt };
        var subjects = Subjects.From(corpus.Index, WarmUp + int.Parse(options.GetValueOrDefault("--queries", "2000"),
            CultureInfo.InvariantCulture));
        foreach (var subject in subjects.Take(WarmUp))
        {
            Decide(subject, context);
        }

        var (all, processor, compared) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var subject in subjects.Skip(WarmUp))
        {
            var (wall, own, before) = (Stopwatch.GetTimestamp(), ThreadClock.Now, PartyMatcher.ComparedOnThisThread);
            Decide(subject, context);
            all.Add(Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
            processor.Add((ThreadClock.Now - own).TotalMilliseconds);
            compared.Add(PartyMatcher.ComparedOnThisThread - before);
        }

        foreach (var at in Enumerable.Range(0, processor.Count).OrderByDescending(at => processor[at])
            .Take(int.Parse(options.GetValueOrDefault("--slowest", "0"), CultureInfo.InvariantCulture)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{processor[at],9:N2} ms {compared[at],9:N0} compared  {subjects[WarmUp + at].Name} {subjects[WarmUp + at].BirthDate}"));
        }

        var matcher = new PartyMatcher(corpus.Index, context.Profile);
        var candidates = subjects.Skip(WarmUp).Take(200).Select(subject => (double)matcher.CountCandidates(subject)).ToArray();
        var resident = ProcessMemory.ResidentMb();
        Print(new
        {
            machine = Machine.Current,
            parties = corpus.Index.PartyCount,
            names = corpus.Index.NameCount,
            loadMs = Math.Round(loaded.TotalMilliseconds, 0),
            afterLoadMb = afterLoad,
            residentMb = resident,
            managedMb = Math.Round(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, 1),
            queries = all.Count,
            wallMs = new { p50 = Percentiles.At(all, 0.5, 2), p99 = Percentiles.At(all, 0.99, 2), worst = Percentiles.At(all, 1, 2) },
            processorMs = new
            {
                p50 = Percentiles.At(processor, 0.5, 2),
                p99 = Percentiles.At(processor, 0.99, 2),
                worst = Percentiles.At(processor, 1, 2),
            },
            compared = new { p50 = Percentiles.At(compared, 0.5), p99 = Percentiles.At(compared, 0.99) },
            candidates = new { p50 = Percentiles.At(candidates, 0.5), p99 = Percentiles.At(candidates, 0.99) },
            people = AlertsPer1000(options.GetValueOrDefault("--people"), StrangerKind.Person, context),
            companies = AlertsPer1000(options.GetValueOrDefault("--companies"), StrangerKind.Organization, context),
            exact = Exact(corpus, context, [.. subjects.Skip(WarmUp).Take(
                int.Parse(options.GetValueOrDefault("--exact", "0"), CultureInfo.InvariantCulture))]),
        });
        return 0;
    }

    private static void Decide(ScreeningSubject subject, ScreeningContext context) =>
        ScreeningEngine.Decide(new ScreeningRequest { Subject = subject }, context);

    /// <summary>How many of the samples find exactly what a comparison with every listed name finds.</summary>
    private static object? Exact(ScreeningCorpus corpus, ScreeningContext context, ScreeningSubject[] samples)
    {
        if (samples.Length == 0)
        {
            return null;
        }

        var least = context.Profile.NearMissThreshold;
        var expected = ScaleScan.AtOrAbove(samples, corpus.Index, context.Profile, least);
        var matcher = new PartyMatcher(corpus.Index, context.Profile);
        var (same, found) = (0, 0);
        for (var at = 0; at < samples.Length; at++)
        {
            var actual = matcher.Find(samples[at], least, 100_000).Where(match => !match.IsRaisedBelow || match.Score >= least)
                .ToDictionary(match => match.Party.Entry, match => match.Score);
            same += expected[at].Count == actual.Count && expected[at].All(one => actual.TryGetValue(one.Key, out var score)
                && Math.Abs(score - one.Value) <= 1e-9) ? 1 : 0;
            found += expected[at].Count;
        }

        return new { samples = samples.Length, same, found };
    }

    private static double? AlertsPer1000(string? file, string kind, ScreeningContext context)
    {
        if (file is null)
        {
            return null;
        }

        var strangers = Strangers.Of(kind, file, allFields: kind == StrangerKind.Person, kindStated: true, limit: 1_000, seed: 1);
        return Math.Round(1000.0 * strangers.Count(one => StrangerEvaluation.Screen(one, context).Decision != Decision.Allow)
            / strangers.Length, 1);
    }

    private static Dictionary<string, string> Options(string[] args) => args.Zip(args.Skip(1))
        .Where(pair => pair.First.StartsWith("--", StringComparison.Ordinal)).ToDictionary(pair => pair.First, pair => pair.Second);

    private static void Print<T>(T summary) => Console.WriteLine(JsonSerializer.Serialize(summary, Answers));

    private static int Fail()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
