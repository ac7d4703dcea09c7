using System.CommandLine;
using Compliance.Cli.Evaluation.World;
using Compliance.Cli.Policies;
using Spectre.Console;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate world</c>: the location verdict on a labelled world that is made up, beside two simple rules.</summary>
internal static class EvaluateWorldVerb
{
    private const int DefaultSeed = 20261122;
    private const int DefaultPeople = 40_000;

    public static Command Create(CliConsole console)
    {
        var seed = new Option<int>("--seed")
        { Description = "Seed of the world; the same seed gives the same people.", DefaultValueFactory = _ => DefaultSeed };
        var people = new Option<int>("--people")
        { Description = "How many people, 100 to 1000000.", DefaultValueFactory = _ => DefaultPeople };
        var policy = PolicyFolder.Option();
        people.Require(value => value is >= 100 and <= 1_000_000, "--people is a number from 100 to 1000000.");
        var command = new Command("world",
            "Judge a synthetic world of travellers, emigrants, VPN users, border regions, shared addresses, stolen cards and satellites: "
                + "calibration, and cost beside two simple rules. Nobody in it exists.")
        {
            seed, people, policy,
        };
        command.SetAction(parsed =>
        {
            var rules = PolicyFolder.Read(parsed.GetValue(policy));
            var day = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime);
            var world = new SyntheticWorld(parsed.GetValue(seed)).People(parsed.GetValue(people));
            var summary = WorldEvaluation.Run(parsed.GetValue(seed), world, rules.LocationOn(day), rules.Id);
            Show(console, summary);
            Summaries.Print(console, summary);
            return CliCommands.Done;
        });
        return command;
    }

    private static void Show(CliConsole console, WorldSummary summary)
    {
        var costs = new Table().Border(TableBorder.Rounded).AddColumns("rule", "missed", "wrongly refused", "reviewed", "cost in reviews");
        foreach (var cost in summary.Costs)
        {
            costs.AddRow(cost.Rule, FormattableString.Invariant($"{cost.Missed}"), FormattableString.Invariant($"{cost.WronglyRefused}"),
                FormattableString.Invariant($"{cost.Reviewed}"), FormattableString.Invariant($"{cost.Cost:N0}"));
        }

        var lives = new Table().Border(TableBorder.Rounded).AddColumns("life (synthetic)", "people", "refused", "reviewed", "served");
        foreach (var life in summary.Lives)
        {
            lives.AddRow(life.Life, FormattableString.Invariant($"{life.People}"), FormattableString.Invariant($"{life.Refused}"),
                FormattableString.Invariant($"{life.Reviewed}"), FormattableString.Invariant($"{life.Served}"));
        }

        console.Notes.Write(costs);
        console.Notes.Write(lives);
    }
}
