using System.CommandLine;
using Compliance.Cli.Evaluation.Networks;
using Compliance.EnforcementCore.Networks.Worlds;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate networks</c>: are operations found, and who is merged with them.</summary>
internal static class EvaluateNetworksVerb
{
    private const int FewestAccounts = 100;

    public static Command Create(CliConsole console)
    {
        var world = new Option<string>("--world")
        { Description = "The invented world: A (operations that do not take care) or B (that do).", DefaultValueFactory = _ => "A" };
        world.RequireOneOf("A", "B");
        var accounts = new Option<int>("--accounts") { Description = "Accounts of the world.", DefaultValueFactory = _ => 100_000 };
        accounts.RequireAtLeast(FewestAccounts, "number of accounts");
        var seed = new Option<ulong>("--seed") { Description = "Which world.", DefaultValueFactory = _ => 1 };
        var edges = new Option<string?>("--edges")
        { Description = "Transfers (CSV a,b; .gz or not): measure on these instead of a world." };
        var groups = new Option<string?>("--groups") { Description = "Reported groups (CSV group,address)." };
        var population = new Option<string?>("--population") { Description = "Everybody (CSV address,eliminated)." };
        var command = new Command("networks",
            "Find clusters in an invented world, or in transfers with reported groups; plain union-find with a cut-off runs beside it.")
        { world, accounts, seed, edges, groups, population };
        command.SetAction((parsed, _) =>
        {
            if (parsed.GetValue(edges) is not { } transfers)
            {
                Summaries.Print(console, NetworkWorldEvaluation.Run(WorldParameters.Find(parsed.GetRequiredValue(world))!,
                    parsed.GetValue(accounts), parsed.GetValue(seed)));
            }
            else if (parsed.GetValue(groups) is { } reported && parsed.GetValue(population) is { } everybody)
            {
                Summaries.Print(console, TransferEvaluation.Run(transfers, reported, everybody));
            }
            else
            {
                throw new InvalidInputException("--edges needs --groups and --population.");
            }

            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }
}
