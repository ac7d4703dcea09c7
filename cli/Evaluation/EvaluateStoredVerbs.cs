using System.CommandLine;
using Compliance.Cli.Evaluation.Stored;
using Compliance.Cli.Service;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate stored</c> and <c>evaluate notices</c>: enforcement on an embedded store made for the measurement.</summary>
internal static class EvaluateStoredVerbs
{
    /// <summary>Exit code where a fault was found.</summary>
    private const int Faulty = 3;

    public static Command CreateStored(CliConsole console)
    {
        var command = new Command("stored",
            "Take invented events in durably on an embedded store of its own, one key of them hot, and fold every subject anew.");
        var events = EvaluateSchedulesVerb.CountOption("--events", 20_000);
        var seed = new Option<int>("--seed") { Description = "Seed of the events.", DefaultValueFactory = _ => 0 };
        command.Options.Add(events);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => OnStoreAsync(console, async services =>
        {
            var summary = await StoredEvaluation.RunAsync(services, parsed.GetValue(events), parsed.GetValue(seed), cancellation);
            Summaries.Print(console, summary);
            return summary.Refused + summary.Differences == 0 ? CliCommands.Done : Faulty;
        }));
        return command;
    }

    public static Command CreateNotices(CliConsole console)
    {
        var command = new Command("notices",
            "Deliver invented notices of a provider, some several times and all in any order, and compare the leads with what was told.");
        var deliveries = EvaluateSchedulesVerb.CountOption("--deliveries", 10_000);
        var seed = new Option<int>("--seed") { Description = "Seed of the deliveries.", DefaultValueFactory = _ => 0 };
        command.Options.Add(deliveries);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => OnStoreAsync(console, async services =>
        {
            var summary = await NoticeEvaluation.RunAsync(services, parsed.GetValue(deliveries), parsed.GetValue(seed), cancellation);
            Summaries.Print(console, summary);
            return summary.Lost + summary.Doubled + summary.Mismatched == 0 ? CliCommands.Done : Faulty;
        }));
        return command;
    }

    private static async Task<int> OnStoreAsync(CliConsole console, Func<IServiceProvider, Task<int>> run)
    {
        var directory = Directory.CreateTempSubdirectory("compliance-evaluate-");
        try
        {
            await using var services = StoredService.Open(console, mustExist: false, directory.FullName);
            return await run(services);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
