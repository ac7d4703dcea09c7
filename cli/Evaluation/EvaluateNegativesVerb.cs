using System.CommandLine;
using System.Globalization;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate negatives</c>: how many people who are on no list would be stopped.</summary>
internal static class EvaluateNegativesVerb
{
    // A pass over this many people first, so that the times are of a warm engine.
    private const int WarmUpScreenings = 200;

    public static Command Create(CliConsole console)
    {
        var command = new Command("negatives",
            "Screen people who are on no list and count the alerts: reviews and blocks that the list gate asks for at sign-up.");
        var options = new EvaluateOptions(command, "CSV (full_name, date_of_birth, gender, place_of_birth, nationality); .gz is read too.",
            needsLists: true);
        var fields = new Option<string>("--fields")
        { Description = "What the people state: their name alone, or all the file has.", DefaultValueFactory = _ => "all" };
        fields.AcceptOnlyFromAmong("name", "all");
        command.Options.Add(fields);
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(console, options, parsed, parsed.GetValue(fields) == "all", cancellation)));
        return command;
    }

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, bool allFields, CancellationToken cancellation)
    {
        var people = CleanPerson.Read(options.File(parsed), allFields, options.Limit(parsed));
        if (people.Count == 0)
        {
            throw new InvalidInputException($"'{options.File(parsed)}' has no person.");
        }

        var lists = LoadedLists.From(options.Lists(parsed), console, cancellation);
        var search = EvaluateQueriesVerb.Search(options, parsed, lists.Corpus, console.Time.GetUtcNow());
        foreach (var person in people.Take(options.IsBaseline(parsed) ? 1 : WarmUpScreenings))
        {
            search.Alerts(person.Subject);
        }

        var timing = new LatencySample();
        var alerted = new List<CleanPerson>();
        Progress.Over(console, "people", people.Count, onCase =>
        {
            foreach (var person in people)
            {
                cancellation.ThrowIfCancellationRequested();
                if (timing.Time(() => search.Alerts(person.Subject)))
                {
                    alerted.Add(person);
                }

                onCase();
            }

            return alerted.Count;
        });
        if (options.Out(parsed) is { } file)
        {
            Summaries.WriteRows(file, alerted.SelectMany(person => Rows(search, person)));
        }

        console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"{alerted.Count} of {people.Count} people raise an alert, {(allFields ? "all fields" : "name only")} stated"));
        Summaries.Print(console,
            new NegativeSummary(people.Count, alerted.Count, Math.Round(1000.0 * alerted.Count / people.Count, 2), timing.Percentiles()));
        return CliCommands.Done;
    }

    // One row per hit, so that it can be seen which listed names attract strangers.
    private static IEnumerable<Row> Rows(IPartySearch search, CleanPerson person) => search is CompliancePartySearch own
        ? own.ListDecision(person.Subject) is var (decision, outcome)
            ? outcome.Hits.Select(hit => new Row(
                person.Line, person.Subject.Name, decision, hit.Entry.ToString(), hit.Match.Name.Text, Math.Round(hit.Match.Score, 6),
                    hit.Outcome, hit.Reason.Code))
            : []
        : search.Rank(person.Subject, 5).Where(found => found.Score >= search.Threshold)
            .Select(found =>
                new Row(person.Line, person.Subject.Name, Decision.Review, found.Party.Entry.ToString(), found.Name, found.Score,
                Decision.Review, "baseline"));

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(long Line, string Subject, Decision Decision, string Entry, string ListedName, double Score,
        Decision HitDecision, string Reason);
}
