using System.CommandLine;
using Compliance.Cli.Evaluation.Appeals;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate appeals</c>: is every appeal decided with reasons by somebody who took no part, and does winning it undo exactly
/// what was contested.</summary>
internal static class EvaluateAppealsVerb
{
    /// <summary>Exit code where a fault was found.</summary>
    private const int Faulty = 3;

    public static Command Create(CliConsole console)
    {
        var command = new Command("appeals",
            "Run random schedules of actions, strikes and appeals that are taken, asked about, decided, agreed with, declined and taken "
                + "back by whoever tries; a reading of the bare facts judges who decided, with which reasons, and what was undone.");
        var count = EvaluateSchedulesVerb.CountOption("--schedules", 100_000);
        var seed = new Option<int>("--seed")
        { Description = "Seed of the first schedule; each has its own.", DefaultValueFactory = _ => 0 };
        command.Options.Add(count);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) =>
        {
            var summary = Progress.Over(console, "schedules", parsed.GetValue(count),
                onCase => AppealEvaluation.Run(parsed.GetValue(count), parsed.GetValue(seed), onCase, cancellation));
            foreach (var example in summary.Examples)
            {
                console.Error.WriteLine(example);
            }

            Summaries.Print(console, summary);
            return Task.FromResult(summary.Faults == 0 ? CliCommands.Done : Faulty);
        });
        return command;
    }
}
