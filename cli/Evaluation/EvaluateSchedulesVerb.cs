using System.CommandLine;
using Compliance.Cli.Evaluation.Schedules;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate schedules</c> and <c>evaluate races</c>: does the alert workflow hold under crashes, skewed clocks and two officers
/// at once.</summary>
internal static class EvaluateSchedulesVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("schedules",
            "Run random schedules of screenings, claims, verdicts, bulk verdicts, crashes and skewed clocks over the alert workflow, and "
                + "of what two people decide for many (policies, models, the ladder, words, bands, operations); an independent reading "
                + "judges them.");
        return OfSchedules(console, command, "--count", ScheduleEvaluation.Run, summary => (summary.Faults == 0, []));
    }

    /// <summary>A command that runs schedules from seeds, prints what went wrong first and then the summary.</summary>
    /// <param name="console">Where it prints.</param>
    /// <param name="command">Its name and description.</param>
    /// <param name="countOption">The option that says how many.</param>
    /// <param name="run">Runs so many from a seed.</param>
    /// <param name="judge">Whether all held, and examples of what did not.</param>
    public static Command OfSchedules<TSummary>(CliConsole console, Command command, string countOption,
        Func<int, int, Action, CancellationToken, TSummary> run, Func<TSummary, (bool Held, IReadOnlyList<string> Examples)> judge)
    {
        var count = CountOption(countOption, 100_000);
        var seed = new Option<int>("--seed")
        { Description = "Seed of the first schedule; each has its own.", DefaultValueFactory = _ => 0 };
        command.Options.Add(count);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) =>
        {
            var summary = Progress.Over(console, "schedules", parsed.GetValue(count),
                onCase => run(parsed.GetValue(count), parsed.GetValue(seed), onCase, cancellation));
            var (held, examples) = judge(summary);
            foreach (var example in examples)
            {
                console.Error.WriteLine(example);
            }

            Summaries.Print(console, summary);
            return Task.FromResult(held ? CliCommands.Done : CliCommands.Faulty);
        });
        return command;
    }

    /// <summary>The races on a store in a directory of its own.</summary>
    public static Command CreateRaces(CliConsole console)
    {
        var command = new Command("races",
            "Let two instances of the service claim the same alert and then decide it at the same moment, on a real embedded store; "
                + "exactly one must win each time.");
        var count = CountOption("--count", 10_000);
        command.Options.Add(count);
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("compliance-races-");
            try
            {
                using var storage = EmbeddedStorage.Open(folder.FullName, TimeProvider.System);
                var summary =
                    await Progress.Over(console, "races", parsed.GetValue(count),
                    onCase => RaceEvaluation.RunAsync(storage.Records, parsed.GetValue(count), TimeProvider.System, onCase, cancellation));
                Summaries.Print(console, summary);
                return summary.ExactlyOneWinner == summary.Races && summary.WrongRecords == 0 ? CliCommands.Done : CliCommands.Faulty;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    /// <summary>A number of cases, one or more.</summary>
    public static Option<int> CountOption(string name, int standard)
    {
        var option = new Option<int>(name)
        { Description = $"How many, 1 or more; {standard} by default.", DefaultValueFactory = _ => standard };
        option.RequireAtLeast(1);
        return option;
    }
}
