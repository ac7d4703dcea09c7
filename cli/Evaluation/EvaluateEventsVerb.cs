using System.CommandLine;
using Compliance.Cli.Evaluation.Events;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate events</c>: does the order in which events arrive change what is counted.</summary>
internal static class EvaluateEventsVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("events",
            "Take the same invented events in by many orders of arrival and compare every counter, byte for byte; a naive count over the "
                + "events themselves judges the windows.");
        var orders = EvaluateSchedulesVerb.CountOption("--order", 100);
        var events = EvaluateSchedulesVerb.CountOption("--events", 5_000);
        var seed = new Option<int>("--seed") { Description = "Seed of the events.", DefaultValueFactory = _ => 0 };
        command.Options.Add(orders);
        command.Options.Add(events);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) =>
        {
            var summary = Progress.Over(console, "orders", parsed.GetValue(orders),
                onCase => EventEvaluation.Run(parsed.GetValue(events), parsed.GetValue(orders), parsed.GetValue(seed), onCase,
                    cancellation));
            Summaries.Print(console, summary);
            return Task.FromResult(summary.Differences + summary.Refused + summary.Wrong == 0 ? CliCommands.Done : CliCommands.Faulty);
        });
        return command;
    }
}
