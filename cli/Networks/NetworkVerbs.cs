using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Networks;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;

namespace Compliance.Cli.Networks;

/// <summary>A cluster of a run; property names are the contract of its JSON.</summary>
internal sealed record ClusterRow(string Cluster, IReadOnlyList<string> Members, double Weakest, int Edges, IReadOnlyList<string> HeldBy);

/// <summary>What <c>networks run</c> found.</summary>
internal sealed record NetworkRunSummary(string Model, int Accounts, int Facts, int Rounds, IReadOnlyList<ClusterRow> Clusters,
    IReadOnlyList<string> LooksAlike, int LeadsFiled);

/// <summary>What <c>networks explain</c> and <c>networks cut</c> say.</summary>
internal sealed record NetworkAnswer(bool SameCluster, double Probability, IReadOnlyList<string> Steps, string? Cut, bool CutIsLeast);

/// <summary><c>networks</c>: which accounts one actor runs, and on what that rests. It never acts.</summary>
internal static class NetworkVerbs
{
    public static Command Create(CliConsole console)
    {
        var run = new Command("run", "Find clusters in a file of facts.");
        var (facts, same, notSame) = (FactsOption(), PairOption("--same", "A pair that an officer said one actor runs, A=B."),
            PairOption("--not-same", "A pair that an officer said different people run, A=B."));
        var leads = new Option<bool>("--leads")
        { Description = "File each cluster as a lead of the queue of coordination, with its evidence." };
        run.Options.Add(facts);
        run.Options.Add(same);
        run.Options.Add(notSame);
        run.Options.Add(leads);
        var model = ModelOption();
        run.Options.Add(model);
        run.SetAction(async (parsed, cancellation) =>
        {
            var network = NetworkFile.Read(parsed.GetRequiredValue(facts));
            var generation = Run(network, parsed.GetValue(same) ?? [], parsed.GetValue(notSame) ?? [],
                parsed.GetValue(model));
            var filed = parsed.GetValue(leads) ? await FileAsync(console, network, generation, cancellation) : 0;
            var edges = generation.Edges.ToLookup(edge => generation.Clusters[edge.Pair.A]);
            Summaries.Print(console, new NetworkRunSummary(NetworkModel.Version, network.Facts.Accounts, network.Facts.Count,
                generation.Rounds, [.. generation.Groups().Select(group => Row(network, generation, group, [.. edges[group[0]]]))],
                [.. generation.Leads.Select(pair => $"{network.Accounts[pair.A]} and {network.Accounts[pair.B]}")], filed));
            return CliCommands.Done;
        });
        return new Command("networks", "Which accounts one actor runs, and on what that rests.")
        {
            run,
            NetworkFitVerb.Create(console),
            Ask(console, "explain", "Say what links two accounts, step by step."),
            Ask(console, "cut", "Say what evidence keeps two accounts together: without it they are apart."),
        };
    }

    private static Command Ask(CliConsole console, string name, string summary)
    {
        var (one, other) = (new Argument<string>("A") { Description = "An account." }, new Argument<string>("B")
        { Description = "Another." });
        var (facts, same, notSame) = (FactsOption(), PairOption("--same", "An officer's word: one actor, A=B."),
            PairOption("--not-same", "An officer's word: different people, A=B."));
        var model = ModelOption();
        var command = new Command(name, summary) { one, other, facts, same, notSame, model };
        command.SetAction((parsed, _) =>
        {
            var network = NetworkFile.Read(parsed.GetRequiredValue(facts));
            var generation = Run(network, parsed.GetValue(same) ?? [], parsed.GetValue(notSame) ?? [],
                parsed.GetValue(model));
            var (a, b) = (Find(network, parsed.GetRequiredValue(one)), Find(network, parsed.GetRequiredValue(other)));
            if (a == b)
            {
                throw new InvalidInputException($"Two different accounts are needed; both are '{network.Accounts[a]}'.");
            }

            string Account(int account) => network.Accounts[account];
            var steps = WidestPath.Between(generation, a, b)
                .Select(step => NetworkTexts.Of(generation, step, Account, network.LabelOf)).ToList();
            var cut = name == "cut" ? EvidenceCut.Between(generation, a, b) : null;
            var text = cut is null ? null : NetworkTexts.Of(cut, network.LabelOf);
            foreach (var line in steps.Append(text).OfType<string>())
            {
                console.Error.WriteLine(line);
            }

            var pair = new NetworkEdge(AccountPair.Of(a, b), generation.Score(a, b).Probability, EdgeKind.Evidence);
            Summaries.Print(console, new NetworkAnswer(generation.Clusters[a] == generation.Clusters[b], Math.Round(pair.Probability, 4),
                steps.Count > 0 ? steps : [NetworkTexts.Of(generation, pair, Account, network.LabelOf)], text, cut?.IsLeast ?? false));
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    private static async Task<int> FileAsync(CliConsole console, NamedNetwork network, NetworkGeneration generation,
        CancellationToken cancellation)
    {
        await using var services = StoredService.Open(console);
        var (store, groups) = (services.GetRequiredService<LeadStore>(), generation.Groups());
        var edges = generation.Edges.ToLookup(edge => generation.Clusters[edge.Pair.A]);
        foreach (var group in groups)
        {
            var (lead, occurrence) = NetworkLeads.Of(network, generation, group, network.Accounts[group[0]], [.. edges[group[0]]],
                console.Time.GetUtcNow());
            await store.ReceiveAsync(lead, occurrence, cancellation);
        }

        return groups.Length;
    }

    /// <summary>A pair of accounts as it is written, A=B.</summary>
    /// <exception cref="InvalidInputException">It is none, or the facts do not name them.</exception>
    internal static AccountPair Pair(NamedNetwork network, string text) => text.Split('=') is [var a, var b] && a != b
        ? AccountPair.Of(Find(network, a), Find(network, b))
        : throw new InvalidInputException($"'{text}' is no pair; write A=B.");

    private static NetworkGeneration Run(NamedNetwork network, string[] same, string[] notSame, string? model)
        => CanonicalRun.Run(network.Facts, NetworkModelFile.ReadRates(model), new OfficerRulings(
            [.. same.Select(text => Pair(network, text))], [.. notSame.Select(text => Pair(network, text))]));

    private static int Find(NamedNetwork network, string account) => network.Find(account) is >= 0 and var place ? place
        : throw new InvalidInputException($"The facts name no account '{account}'.");

    private static ClusterRow Row(NamedNetwork network, NetworkGeneration generation, IReadOnlyList<int> group, List<NetworkEdge> edges)
    {
        return new ClusterRow(network.Accounts[group[0]], [.. group.Select(account => network.Accounts[account])],
            Math.Round(edges.Min(edge => edge.Probability), 4), edges.Count, group.Count > NetworkLeads.MostCut ? []
                : [.. EvidenceCut.Holding(generation, group[0]).Select(cut => NetworkTexts.Of(cut, network.LabelOf))]);
    }

    internal static Option<string?> ModelOption() => new("--model")
    { Description = "Proposed weights that networks fit wrote, in place of those in force." };

    private static Option<string> FactsOption() => new("--facts")
    { Description = $"CSV account,type,value,first,last (.gz or not). Types: {NetworkFile.TypeNames}.", Required = true };

    private static Option<string[]> PairOption(string name, string text) => new(name) { Description = text };
}
