using System.CommandLine;
using Compliance.Cli.Evaluation.Networks;
using Compliance.Cli.Networks;
using Compliance.EnforcementCore.Networks.Worlds;
using Compliance.Functions.Storage;

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
        var records = new Option<string?>("--records")
        { Description = "Records of which it is known whose they are (CSV): fit weights on half of the groups, measure on the others." };
        var (column, parts, ignore) = (NetworkFitVerb.GroupsColumn(), NetworkFitVerb.GroupParts(), NetworkFitVerb.Ignored());
        var model = NetworkVerbs.ModelOption();
        var stored = new Option<bool>("--stored")
        { Description = "Take the accounts of the world into an embedded store made for it, and count what that takes." };
        var command = new Command("networks", "Find clusters in an invented world, or in transfers with reported groups, or pairs of "
            + "records; plain union-find with a cut-off runs beside it.")
        { world, accounts, seed, edges, groups, population, records, column, parts, ignore, model, stored };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(stored))
            {
                return EvaluateStoredVerbs.OnStoreAsync(console, async services =>
                {
                    var summary = await NetworkStoreEvaluation.RunAsync(services.GetRequiredService<IRecordStore>(),
                        WorldParameters.Find(parsed.GetRequiredValue(world))!, parsed.GetValue(accounts), parsed.GetValue(seed),
                        cancellation);
                    Summaries.Print(console, summary);
                    return summary.Lost == 0 ? CliCommands.Done : CliCommands.Faulty;
                });
            }

            if (parsed.GetValue(records) is { } file)
            {
                var (fields, read) = RecordFile.Read(file, parsed.GetRequiredValue(column), parsed.GetValue(parts),
                    parsed.GetValue(ignore) ?? []);
                Summaries.Print(console, RecordEvaluation.Run(fields, read, parsed.GetValue(seed),
                    parsed.GetValue(model) is { } weights ? NetworkModelFile.ReadLinkage(weights, fields) : null));
            }
            else if (parsed.GetValue(edges) is not { } transfers)
            {
                Summaries.Print(console, NetworkWorldEvaluation.Run(WorldParameters.Find(parsed.GetRequiredValue(world))!,
                    parsed.GetValue(accounts), parsed.GetValue(seed), NetworkModelFile.ReadRates(parsed.GetValue(model))));
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
