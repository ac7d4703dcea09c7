using System.CommandLine;
using Compliance.Cli.Evaluation.Standings;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate standing</c>: does the standing of a subject say what was decided, whatever happened and in whatever order it
/// is told.</summary>
internal static class EvaluateStandingVerb
{
    /// <summary>Exit code where a fault was found.</summary>
    private const int Faulty = 3;

    public static Command Create(CliConsole console)
    {
        var command = new Command("standing",
            "Run random schedules of actions that overlap, are agreed with, expire, are lifted, overturned and rolled back, of strikes and "
                + "merges, told in order and out of order; a naive reading of the same facts judges every standing.");
        var count = EvaluateSchedulesVerb.CountOption("--schedules", 100_000);
        var seed = new Option<int>("--seed")
        { Description = "Seed of the first schedule; each has its own.", DefaultValueFactory = _ => 0 };
        command.Options.Add(count);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) =>
        {
            var summary = Progress.Over(console, "schedules", parsed.GetValue(count),
                onCase => StandingEvaluation.Run(parsed.GetValue(count), parsed.GetValue(seed), onCase, cancellation));
            foreach (var example in summary.Examples)
            {
                console.Error.WriteLine(example);
            }

            Summaries.Print(console, summary);
            return Task.FromResult(summary.Wrong + summary.Forbidden == 0 ? CliCommands.Done : Faulty);
        });
        return command;
    }
}
