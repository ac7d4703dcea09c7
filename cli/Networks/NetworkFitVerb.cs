using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Networks;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Linkage;
using Compliance.Functions.Networks;

namespace Compliance.Cli.Networks;

/// <summary><c>networks fit</c>: proposes weights from what people labelled. Nothing that is in force changes by it.</summary>
internal static class NetworkFitVerb
{
    /// <summary>What <c>networks fit --facts</c> found; property names are the contract of its JSON.</summary>
    private sealed record RatesSummary(int Accounts, int Same, int NotSame, HeldOutWords HeldOut, IReadOnlyList<FittedRate> Rates);

    public static Command Create(CliConsole console)
    {
        var records = new Option<string?>("--records") { Description = "CSV of records of which it is known whose they are (.gz or not)." };
        var (column, parts, ignore) = (GroupsColumn(), GroupParts(), Ignored());
        var facts = new Option<string?>("--facts") { Description = "Facts of accounts, as networks run reads them." };
        var same = new Option<string[]>("--same") { Description = "A pair that one actor runs, A=B." };
        var notSame = new Option<string[]>("--not-same") { Description = "A pair that different people run, A=B." };
        var stored = new Option<bool>("--stored")
        { Description = "Facts and officers' words of the store that COMPLIANCE_DATA_DIR names." };
        var seed = Seed();
        var output = new Option<string>("--output") { Description = "The file of the proposal.", Required = true };
        var command = new Command("fit", "Propose weights from records with groups, or from pairs of accounts that officers spoke of. It "
            + "writes a file and changes nothing; measured on a half that was not fitted on.")
        { records, column, parts, ignore, facts, same, notSame, stored, seed, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(output);
            if (parsed.GetValue(records) is { } file)
            {
                FitRecords(console, RecordFile.Read(file, parsed.GetRequiredValue(column), parsed.GetValue(parts),
                    parsed.GetValue(ignore) ?? []), parsed.GetValue(seed), path);
                return CliCommands.Done;
            }

            var (network, words) = parsed.GetValue(stored) ? await StoredAsync(console, cancellation)
                : parsed.GetValue(facts) is { } named ? Named(NetworkFile.Read(named), parsed.GetValue(same) ?? [],
                    parsed.GetValue(notSame) ?? [])
                : throw new InvalidInputException("Name --records, --facts or --stored: what is the fit made on?");
            FitRates(console, network, words, parsed.GetValue(seed), path);
            return CliCommands.Done;
        });
        return command;
    }

    internal static Option<string> GroupsColumn() => new("--groups-column")
    { Description = "The column that says whose a record is.", DefaultValueFactory = _ => "group" };

    internal static Option<int> GroupParts()
    {
        var parts = new Option<int>("--groups-parts")
        { Description = "How many parts of that column, between hyphens, say it (2 for r-12 of r-12-b); 0 for all." };
        parts.RequireAtLeast(0);
        return parts;
    }

    internal static Option<string[]> Ignored() => new("--ignore") { Description = "A column that is not compared." };

    internal static Option<ulong> Seed() => new("--seed") { Description = "Which half is held out.", DefaultValueFactory = _ => 1 };

    private static void FitRecords(CliConsole console, (IReadOnlyList<string> Fields, IReadOnlyList<LabelledRecord> Records) read,
        ulong seed, string path)
    {
        var summary = RecordEvaluation.Run(read.Fields, read.Records, seed, null);
        NetworkModelFile.Write(path, LinkageFit.Of(read.Fields, read.Records, seed)!);
        Summaries.Print(console, summary);
    }

    private static void FitRates(CliConsole console, NamedNetwork network, OfficerRulings words, ulong seed, string path)
    {
        if (words.Same.Length < NetworkRateFit.FewestPairs)
        {
            throw new InvalidInputException($"A fit needs {NetworkRateFit.FewestPairs} pairs of accounts that one actor runs; there are "
                + $"{words.Same.Length}. Nothing was written.");
        }

        var (model, rates) = NetworkRateFit.Of(network.Facts, NetworkModel.Current, words.Same);
        NetworkModelFile.Write(path, model);
        Summaries.Print(console, new RatesSummary(network.Facts.Accounts, words.Same.Length, words.NotSame.Length,
            HeldOutWords.Of(network.Facts, words, seed), rates));
    }

    private static (NamedNetwork, OfficerRulings) Named(NamedNetwork network, string[] same, string[] notSame)
        => (network, new OfficerRulings([.. same.Select(pair => NetworkVerbs.Pair(network, pair))],
            [.. notSame.Select(pair => NetworkVerbs.Pair(network, pair))]));

    private static async Task<(NamedNetwork, OfficerRulings)> StoredAsync(CliConsole console, CancellationToken cancellation)
    {
        await using var services = StoredService.Open(console, replace: added => added.AddSingleton<ArtefactStore>()
            .AddSingleton<NetworkFactStore>().AddSingleton<NetworkLoader>());
        var snapshot = await services.GetRequiredService<NetworkLoader>().LoadAsync(cancellation);
        var network = snapshot.Build();
        return (network, snapshot.Rulings(network));
    }
}
