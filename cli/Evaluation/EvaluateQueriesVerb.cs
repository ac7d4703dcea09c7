using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate queries</c>: are listed parties found, at which rank, how fast.</summary>
internal static class EvaluateQueriesVerb
{
    // FuzzySharp's own default cut is 0; 0.9 is where its users set it for names.
    internal const double BaselineThreshold = 0.9;

    public static Command Create(CliConsole console)
    {
        var command = new Command("queries",
            "Ask for parties known to be on the lists and measure at which rank they come, and how long a screening takes.");
        var options = new EvaluateOptions(command,
            "CSV (query_name, candidate_name, optional query_dob, query_country, schema); .gz is read too.", needsLists: true);
        var top = new Option<int>("--top") { Description = "How many first ranks count for foundTop5.", DefaultValueFactory = _ => 5 };
        command.Options.Add(top);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, options, parsed, parsed.GetValue(top), cancellation)));
        return command;
    }

    /// <summary>The engine that the command line asks for, over compiled lists.</summary>
    internal static IPartySearch Search(EvaluateOptions options, ParseResult parsed, ScreeningCorpus corpus, DateTimeOffset now)
        => options.IsBaseline(parsed)
        ? new FuzzySharpPartySearch(corpus.Index, options.Threshold(parsed) ?? BaselineThreshold)
        : new CompliancePartySearch(new ScreeningContext { Corpus = corpus, Profile = options.Profile(parsed), Now = now });

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, int top, CancellationToken cancellation)
    {
        var cases = QueryCase.Read(options.File(parsed), options.Limit(parsed));
        if (cases.Count == 0)
        {
            throw new InvalidInputException($"'{options.File(parsed)}' has no query.");
        }

        var (corpus, built, loaded) = Compile(options.Lists(parsed), console, cancellation);
        var search = Search(options, parsed, corpus, console.Time.GetUtcNow());
        var results = Progress.Over(console, "queries", cases.Count, onCase => QueryEvaluation.Run(search, cases, onCase, cancellation));
        var timing = QueryEvaluation.Time(search, cases, cancellation);
        Summaries.WriteRows(options.Out(parsed), results.Select(result => new Row(result, search.Threshold)));

        var names = Enumerable.Range(0, corpus.Index.PartyCount).SelectMany(at => corpus.Index.PartyAt(at).Names)
            .Select(name => FoldedName.Of(name.Text)).ToHashSet(StringComparer.Ordinal);
        var absent = cases.Count(one => !names.Contains(FoldedName.Of(one.Expected)));
        names.Clear();
        console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"{cases.Count} queries, {timing.Count} timed screenings; {absent} names asked for stand on none of these lists"));
        Summaries.Print(console, new QuerySummary
        {
            Queries = cases.Count,
            FoundTop1 = results.Count(result => result.Rank == 1),
            FoundTop5 = results.Count(result => result.Rank <= top),
            FoundAboveThreshold = results.Count(result => result.Score >= search.Threshold),
            Parties = corpus.Index.PartyCount,
            Names = corpus.Lists.Sum(list => list.NameCount),
            LatencyMicros = timing.Percentiles(),
            ScreensPerSecond = Math.Round(timing.Count / timing.TotalSeconds, 1),
            IndexBuildMs = Math.Round(built.TotalMilliseconds, 1),
            IndexLoadMs = Math.Round(loaded.TotalMilliseconds, 1),
            PeakMemoryMb = ProcessMemory.PeakMb(),
            ResidentMemoryMb = ProcessMemory.ResidentMb(),
        });
        return CliCommands.Done;
    }

    // What is measured is what the service runs on: the compiled file, mapped. What it was compiled from is not kept.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ScreeningCorpus Corpus, TimeSpan Built, TimeSpan Loaded) Compile(string path, CliConsole console,
    CancellationToken cancellation)
    {
        var lists = LoadedLists.From(path, console, cancellation);
        var folder = Directory.CreateTempSubdirectory("compliance-evaluate-").FullName;
        try
        {
            var file = Path.Combine(folder, CorpusFile.NameOf(lists.Corpus.Hash));
            MappedCorpusFile.Save(lists.Corpus, file);
            var start = Stopwatch.GetTimestamp();
            var load = MappedCorpusFile.Load(file);
            var loaded = Stopwatch.GetElapsedTime(start);
            console.Notes.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                $"compiled file of {new FileInfo(file).Length / 1048576.0:0.0} MiB, loaded in {loaded.TotalMilliseconds:0.0} ms"));
            return load is CorpusLoad.Loaded corpus
                ? (corpus.Corpus, lists.Built, loaded)
                : throw new InvalidOperationException($"The compiled file cannot be loaded: {load}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Id, string Category, string Query, string Expected, int? Rank, double? Score, bool AboveThreshold,
        string? BestEntry, string? BestName, double? BestScore)
    {
        public Row(QueryResult result, double threshold)
            : this(
                result.Case.Id, result.Case.Category, result.Case.Subject.Name, result.Case.Expected, result.Rank, Rounded(result.Score),
                    result.Score >= threshold,
                result.Best?.Party.Entry.ToString(), result.Best?.Name, Rounded(result.Best?.Score))
        {
        }

        private static double? Rounded(double? score) => score is { } value ? Math.Round(value, 6) : null;
    }
}
