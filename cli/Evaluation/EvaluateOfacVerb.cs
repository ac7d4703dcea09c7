using System.CommandLine;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate ofac</c>: how near the emulation comes to scores that OFAC's search tool showed.</summary>
internal static class EvaluateOfacVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("ofac", "Compare the emulation of OFAC's search score with scores the tool showed.");
        var file = new Argument<string>("FILE")
        { Description = "CSV (query_name, candidate_name, score_min, score_max), scores from 0 to 1." };
        var outFile = new Option<string?>("--out") { Description = "CSV file to write, a row per case." };
        command.Arguments.Add(file);
        command.Options.Add(outFile);
        command.SetAction(parsed => Run(console, parsed.GetRequiredValue(file), parsed.GetValue(outFile)));
        return command;
    }

    private static int Run(CliConsole console, string file, string? outFile)
    {
        var cases = OfacScoreCase.Read(file);
        if (cases.Count == 0)
        {
            throw new InvalidInputException($"'{file}' has no score.");
        }

        Summaries.WriteRows(outFile, cases.OrderByDescending(one => one.Distance));
        Summaries.Print(console, OfacScoreSummary.Of(cases));
        return CliCommands.Done;
    }
}
