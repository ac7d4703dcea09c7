using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cli.Evaluation.Variations;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate variations</c>: are listed parties found when their names reach us changed, by kind of change and by
/// script.</summary>
internal static class EvaluateVariationsVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("variations",
            "Draw listed names by a seed, vary them (order, initials, typos, lookalikes, other scripts …) and measure whether their "
                + "parties are found.");
        var lists = new Option<string>("--lists")
        { Description = "Directory tree of official list files, or one such file.", Required = true };
        var seed = new Option<ulong>("--seed")
        { Description = "The same seed over the same lists draws the same cases.", DefaultValueFactory = _ => 1 };
        var perKind = new Option<int>("--per-kind")
        { Description = "Most cases of each kind; of names in other scripts, of each script.", DefaultValueFactory = _ => 200 };
        var profile = new Option<string>("--profile")
        { Description = "Scoring profile: weights and thresholds.", DefaultValueFactory = _ => ScoringProfile.All[0].Name };
        var outFile = new Option<string?>("--out") { Description = "CSV file to write, a row per case." };
        profile.AcceptOnlyFromAmong([.. ScoringProfile.All.Select(one => one.Name)]);
        perKind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--per-kind is a number of cases, 1 or more.");
            }
        });
        foreach (var option in new Option[] { lists, seed, perKind, profile, outFile })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            console, parsed.GetRequiredValue(lists), parsed.GetValue(seed), parsed.GetValue(perKind),
                ScoringProfile.Named(parsed.GetRequiredValue(profile)), parsed.GetValue(outFile), cancellation)));
        return command;
    }

    private static int Run(CliConsole console, string path, ulong seed, int perKind, ScoringProfile profile, string? outFile,
        CancellationToken cancellation)
    {
        var index = LoadedLists.From(path, console, cancellation).Corpus.Index;
        var cases = VariationCases.Draw(index, seed, perKind);
        var results = Progress.Over(console, "variations", cases.Length,
            onCase => VariationEvaluation.Run(cases, index, profile, onCase, cancellation));
        Summaries.WriteRows(outFile,
            results.Select(result =>
            new CaseRow(result.Case.Kind, result.Case.Script, result.Case.Query, result.Case.Listed, result.Case.Entry.ToString(),
            result.Rank, result.Score, result.Score >= profile.Threshold)));
        var rows = VariationEvaluation.Summarise(results, profile.Threshold);
        MeasureTables.Show(console.Notes, $"{profile.Id} at {profile.Threshold}", rows);
        Summaries.Print(console, new Summary(cases.Length, seed, perKind, profile.Threshold, rows));
        return CliCommands.Done;
    }

    /// <summary>A row of <c>--out</c>.</summary>
    private sealed record CaseRow(VariationKind Kind, string Script, string Query, string Listed, string Entry, int? Rank, double? Score,
        bool AboveThreshold);

    /// <summary>The summary of <c>evaluate variations</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Cases, ulong Seed, int PerKind, double Threshold, ImmutableArray<VariationRow> Kinds);
}
