using System.CommandLine;
using System.Globalization;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate scenarios</c>: does the whole engine decide as the rules ask.</summary>
internal static class EvaluateScenariosVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("scenarios",
            "Decide end-to-end cases with every gate and compare with the decision that the rules ask for.");
        var options = new EvaluateOptions(command, "CSV (id, channel, input_json, expected_decision, reason); .gz is read too.",
            needsLists: true);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(console, options, parsed, cancellation)));
        return command;
    }

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        if (options.IsBaseline(parsed))
        {
            throw new InvalidInputException(
                "--engine fuzzysharp compares names only and decides nothing; scenarios are measured with --engine compliance.");
        }

        var cases = ScenarioCase.Read(options.File(parsed), options.Limit(parsed));
        var lists = LoadedLists.From(options.Lists(parsed), console, cancellation);
        var context = new ScreeningContext
        { Corpus = lists.Corpus, Profile = options.Profile(parsed), Now = console.Time.GetUtcNow(), Policy = PolicyLibrary.Load() };
        var results = ScenarioEvaluation.Run(cases, ForChannel, cancellation);
        Summaries.WriteRows(options.Out(parsed), results.Select(result => new Row(result)));
        console.Error.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"{results.Count(result => result.Agrees)} of {results.Length} scenarios decided as expected"));
        Summaries.Print(console, new ScenarioSummary(
            results.Length,
            results.Count(result => result.Agrees),
            [.. results.Where(result => !result.Agrees)
                .Select(result => new ScenarioDisagreement(result.Case.Id, result.Case.Expected, result.Actual, result.Reasons))]));
        return CliCommands.Done;

        // As the service does it: money in flight is judged by the payment profile, unless the command line names one for all.
        ScreeningContext ForChannel(Channel channel) => channel == Channel.Payment && !options.NamesProfile(parsed)
            ? context with { Profile = options.Profile(parsed, "payment") }
            : context;
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record Row(string Id, string Expected, string Actual, bool Agrees, string Action, string Reasons, string Authorities,
        string ExpectedReason, string NotCarried)
    {
        public Row(ScenarioResult result)
            : this(
                result.Case.Id, result.Case.Expected, result.Actual, result.Agrees, result.Outcome.Action.ToString(),
                    string.Join(" | ", result.Reasons),
                string.Join(" | ", result.Authorities), result.Case.Reason, string.Join(" ", result.NotCarried))
        {
        }
    }
}
