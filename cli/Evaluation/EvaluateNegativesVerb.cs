using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation.Negatives;
using Compliance.Cli.Evaluation.Validation;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate negatives</c>: how many customers who are on no list would be stopped, and how many of them blocked.</summary>
internal static class EvaluateNegativesVerb
{
    // A pass over this many people first, so that the times are of a warm engine.
    private const int WarmUpScreenings = 200;

    public static Command Create(CliConsole console)
    {
        var command = new Command("negatives",
            "Screen customers who are on no list and count the alerts (reviews and blocks) and the blocks at sign-up.");
        var options = new EvaluateOptions(command,
            "People: CSV (full_name, date_of_birth, gender, place_of_birth, nationality). Companies: CSV (full_name). .gz is read too. "
                + "Not needed for brands, addresses, memo lines and identifiers, which are invented.", needsLists: true, needsFile: false);
        var fields = new Option<string>("--fields")
        { Description = "What people state: their name alone, or all the file has.", DefaultValueFactory = _ => "all" };
        fields.RequireOneOf("name", "all");
        var kind = new Option<string>("--kind")
        { Description = "Which customers: " + string.Join(", ", StrangerKind.All) + ".", DefaultValueFactory = _ => StrangerKind.Person };
        kind.RequireOneOf(StrangerKind.All);
        var unstated = new Option<bool>("--kind-unstated") { Description = "Leave out whether a customer is a person or a company." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of what is invented.", DefaultValueFactory = _ => 1 };
        var engines = new Option<int>("--engines")
        {
            Description = "Of so many of the customers, show how many FuzzySharp and Jaro-Winkler alert on by their names; each costs them "
                + "a scan of all listed names.",
        };
        var written = new Option<string[]>("--written")
        {
            Description =
                "Write the people or companies by these rules or families of evaluate variations, and show the alerts of each rule "
                + "beside those of the same customers as they stand in the file. May be repeated.",
            AllowMultipleArgumentsPerToken = true,
        };
        foreach (var option in new Option[] { fields, kind, unstated, seed, engines, written })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, options, parsed, new Asked(
            parsed.GetRequiredValue(kind), parsed.GetValue(fields) == "all", !parsed.GetValue(unstated), parsed.GetValue(seed),
                parsed.GetValue(engines), parsed.GetValue(written) ?? []),
                cancellation)));
        return command;
    }

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, Asked asked, CancellationToken cancellation)
    {
        var file = StrangerKind.IsOfFile(asked.Kind) ? options.File(parsed) : null;
        var people = Strangers.Of(asked.Kind, file, asked.AllFields, asked.KindStated, options.Limit(parsed), asked.Seed);
        if (people.IsEmpty)
        {
            throw new InvalidInputException($"'{file}' has no {asked.Kind}.");
        }

        var corpus = LoadedLists.From(options.Lists(parsed), console, cancellation).Corpus;
        if (asked.Written.Length > 0)
        {
            return RunWritten(console, options.Out(parsed), asked, people, ContextOf(options, parsed, corpus, asked,
                console.Time.GetUtcNow()), cancellation);
        }

        var (alerted, timing) = options.IsBaseline(parsed)
            ? Baseline(console, EvaluateQueriesVerb.Search(options, parsed, corpus, console.Time.GetUtcNow()), people, cancellation)
            : Own(console, ContextOf(options, parsed, corpus, asked, console.Time.GetUtcNow()), people, cancellation);
        Summaries.WriteRows(options.Out(parsed), alerted.SelectMany(Rows));
        var blocks = alerted.Count(one => one.Decision == Decision.Block);
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{alerted.Length} of {people.Length} ({asked.Kind}) raise an alert, {blocks} a block, "
                + $"{(asked.AllFields ? "all fields" : "name only")} "
                + $"stated"));
        ImmutableArray<EngineAlerts>? others = asked.Engines > 0
            ? OthersOn(console, corpus, people, asked.Engines, cancellation) : null;
        Summaries.Print(console, new NegativeSummary(people.Length, alerted.Length, Per1000(alerted.Length, people.Length),
            timing.Percentiles(),
            asked.Kind, blocks, Per1000(blocks, people.Length))
        { Engines = others });
        return CliCommands.Done;
    }

    private static int RunWritten(CliConsole console, string? outFile, Asked asked, ImmutableArray<Stranger> people,
        ScreeningContext context, CancellationToken cancellation)
    {
        var (rows, alerted) = (ImmutableArray.CreateBuilder<WrittenRow>(), new List<StrangerResult>());
        foreach (var rule in VariationCatalogue.Named(asked.Written))
        {
            var strangers = WrittenStrangers.Of(people, rule, asked.Seed);
            if (!strangers.IsEmpty)
            {
                rows.Add(WrittenStrangers.Measure(rule, strangers, context, alerted.Add, cancellation));
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{rule.Id,-40} {rows[^1].AlertsPer1000,7:0.0} of 1,000 (as they are {rows[^1].PlainPer1000:0.0}), "
                        + $"{rows[^1].Blocks} blocks, {strangers.Length} customers"));
            }
        }

        Summaries.WriteRows(outFile, alerted.SelectMany(Rows));
        Summaries.Print(console, rows.ToImmutable());
        return CliCommands.Done;
    }

    // Where somebody is counts for addresses; for the others the list gate alone, as its figures always were.
    private static ScreeningContext ContextOf(EvaluateOptions options, ParseResult parsed, ScreeningCorpus corpus, Asked asked,
        DateTimeOffset now) => new()
        {
            Corpus = corpus,
            Profile = options.Profile(parsed),
            Now = now,
            Policy = asked.Kind == StrangerKind.Address ? PolicyLibrary.Load() : null,
        };

    private static (ImmutableArray<StrangerResult> Alerted, LatencySample Timing) Own(CliConsole console, ScreeningContext context,
        ImmutableArray<Stranger> people, CancellationToken cancellation)
    {
        foreach (var person in people.Take(WarmUpScreenings))
        {
            StrangerEvaluation.Screen(person, context);
        }

        var timing = new LatencySample();
        var alerted = ImmutableArray.CreateBuilder<StrangerResult>();
        Progress.Over(console, "strangers", people.Length, onCase =>
        {
            foreach (var person in people)
            {
                cancellation.ThrowIfCancellationRequested();
                var result = timing.Time(() => StrangerEvaluation.Screen(person, context));
                if (result.Decision != Decision.Allow)
                {
                    alerted.Add(result);
                }

                onCase();
            }

            return alerted.Count;
        });
        return (alerted.ToImmutable(), timing);
    }

    // The library that we are compared with knows names and one threshold: what reaches it is an alert.
    private static (ImmutableArray<StrangerResult> Alerted, LatencySample Timing) Baseline(CliConsole console, IPartySearch search,
        ImmutableArray<Stranger> people, CancellationToken cancellation)
    {
        var timing = new LatencySample();
        return ([.. Progress.Over(console, "strangers", people.Length, onCase => people.Where(person =>
        {
            cancellation.ThrowIfCancellationRequested();
            onCase();
            return timing.Time(() => search.Alerts(person.Subject));
        }).ToArray()).Select(person => new StrangerResult(person, Decision.Review, [], "baseline"))], timing);
    }

    // Spread evenly over the customers.
    private static ImmutableArray<EngineAlerts> OthersOn(CliConsole console, ScreeningCorpus corpus, ImmutableArray<Stranger> people,
        int most, CancellationToken cancellation)
    {
        Stranger[] sample = [.. people.Where((_, at) => at % Math.Max(1, people.Length / most) == 0).Take(most)];
        var alerts = PlainEngines.AlertsPer1000(corpus.Index, sample, cancellation) ?? [];
        ImmutableArray<EngineAlerts> others =
            [.. alerts.Select((per1000, at) => new EngineAlerts(PlainEngines.Names[at], sample.Length, Math.Round(per1000, 2)))];
        foreach (var other in others)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{other.Engine} at {PlainEngines.Threshold:0.00}: {other.Per1000:0.0} of 1,000, over {other.Customers} of them"));
        }

        return others;
    }

    private static double Per1000(int some, int all) => Math.Round(1000.0 * some / all, 2);

    // One row per hit, so that it can be seen which listed names attract strangers.
    private static IEnumerable<Row> Rows(StrangerResult result) => result.Hits.IsEmpty
        ? [new Row(result.Stranger.Line, result.Stranger.Shown, result.Decision, "", "", 0, result.Decision, result.Reason)]
        : result.Hits.Select(hit => new Row(result.Stranger.Line, result.Stranger.Shown, result.Decision, hit.Entry.ToString(),
            hit.Match.Name.Text, Math.Round(hit.Match.Score, 6), hit.Outcome, hit.Reason.Code));

    private sealed record Asked(string Kind, bool AllFields, bool KindStated, ulong Seed, int Engines, string[] Written);

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(long Line, string Subject, Decision Decision, string Entry, string ListedName, double Score,
        Decision HitDecision, string Reason);
}
