using System.CommandLine;
using System.Globalization;
using Compliance.Functions.Tool.Evaluation;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tool.Verbs;

/// <summary><c>evaluate queries</c>: are listed parties found, at which rank, how fast.</summary>
internal static class EvaluateQueriesVerb
{
    // FuzzySharp's own default cut is 0; 0.9 is where its users set it for names.
    internal const double BaselineThreshold = 0.9;

    public static Command Create(ToolConsole console)
    {
        var command = new Command("queries", "Ask for parties known to be on the lists and measure at which rank they come, and how long a screening takes.");
        var options = new EvaluateOptions(command, "CSV (query_name, candidate_name, optional query_dob, query_country, schema); .gz is read too.", needsLists: true);
        var top = new Option<int>("--top") { Description = "How many first ranks count for foundTop5.", DefaultValueFactory = _ => 5 };
        command.Options.Add(top);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, options, parsed, parsed.GetValue(top), cancellation)));
        return command;
    }

    /// <summary>The engine that the command line asks for, over compiled lists.</summary>
    internal static IPartySearch Search(EvaluateOptions options, ParseResult parsed, LoadedLists lists, DateTimeOffset now) => options.IsBaseline(parsed)
        ? new FuzzySharpPartySearch(lists.Corpus.Index, options.Threshold(parsed) ?? BaselineThreshold)
        : new CompliancePartySearch(new ScreeningContext { Corpus = lists.Corpus, Profile = options.Profile(parsed), Now = now });

    private static int Run(ToolConsole console, EvaluateOptions options, ParseResult parsed, int top, CancellationToken cancellation)
    {
        var cases = QueryCase.Read(options.File(parsed), options.Limit(parsed));
        if (cases.Count == 0)
        {
            throw new InvalidInputException($"'{options.File(parsed)}' has no query.");
        }

        var lists = LoadedLists.From(options.Lists(parsed), console, cancellation);
        var search = Search(options, parsed, lists, console.Time.GetUtcNow());
        var results = Progress.Over(console, "queries", cases.Count, onCase => QueryEvaluation.Run(search, cases, onCase, cancellation));
        var timing = QueryEvaluation.Time(search, cases, cancellation);
        Summaries.WriteRows(options.Out(parsed), results.Select(result => new Row(result, search.Threshold)));

        var names = Enumerable.Range(0, lists.Corpus.Index.PartyCount).SelectMany(at => lists.Corpus.Index.PartyAt(at).Names).Select(name => FoldedName.Of(name.Text)).ToHashSet(StringComparer.Ordinal);
        var absent = cases.Count(one => !names.Contains(FoldedName.Of(one.Expected)));
        names.Clear();
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases.Count} queries, {timing.Count} timed screenings; {absent} names asked for stand on none of these lists"));
        Summaries.Print(console, new QuerySummary
        {
            Queries = cases.Count,
            FoundTop1 = results.Count(result => result.Rank == 1),
            FoundTop5 = results.Count(result => result.Rank <= top),
            FoundAboveThreshold = results.Count(result => result.Score >= search.Threshold),
            Parties = lists.Parties,
            Names = lists.Names,
            LatencyMicros = timing.Percentiles(),
            ScreensPerSecond = Math.Round(timing.Count / timing.TotalSeconds, 1),
            IndexBuildMs = Math.Round(lists.Built.TotalMilliseconds, 1),
            IndexLoadMs = null,
            PeakMemoryMb = ProcessMemory.PeakMb(),
            ResidentMemoryMb = ProcessMemory.ResidentMb(),
        });
        return ToolCommands.Done;
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Id, string Category, string Query, string Expected, int? Rank, double? Score, bool AboveThreshold, string? BestEntry, string? BestName, double? BestScore)
    {
        public Row(QueryResult result, double threshold)
            : this(
                result.Case.Id, result.Case.Category, result.Case.Subject.Name, result.Case.Expected, result.Rank, Rounded(result.Score), result.Score >= threshold,
                result.Best?.Party.Entry.ToString(), result.Best?.Name, Rounded(result.Best?.Score))
        {
        }

        private static double? Rounded(double? score) => score is { } value ? Math.Round(value, 6) : null;
    }
}
