using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Matching.Learning;
using Spectre.Console;

namespace Compliance.Cli.Lists;

/// <summary><c>aliases</c>: which letters really alternate between names of one listed person; the table behind the edit costs.</summary>
internal static class AliasesVerb
{
    private const int ShownByDefault = 60;

    public static Command Create(CliConsole console)
    {
        var command = new Command("aliases",
            "Count which letters stand for one another between the names of listed persons: the statistic behind the edit costs.");
        var lists = new Option<string>("--lists")
        { Description = "Directory tree of official list files, or one such file.", Required = true };
        var top = new Option<int>("--top") { Description = "Rows to show.", DefaultValueFactory = _ => ShownByDefault };
        var outFile = new Option<string?>("--out") { Description = "CSV file to write all rows to." };
        foreach (var option in new Option[] { lists, top, outFile })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(console, parsed.GetRequiredValue(lists), parsed.GetValue(top), parsed.GetValue(outFile), cancellation)));
        return command;
    }

    private static int Run(CliConsole console, string path, int top, string? outFile, CancellationToken cancellation)
    {
        var parties = LoadedLists.Read(path, console, cancellation).Snapshots.SelectMany(snapshot => snapshot.Parties);
        var variants = AliasVariants.Of(parties);
        var kept = variants.Where(variant => variant.IsSafe).ToImmutableArray();
        var rewrites = Rewrites.Of(kept);
        Summaries.WriteRows(outFile, rewrites);
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("letters that alternate") };
        foreach (var column in new[] { "letters", "variants", "per 1,000 occurrences", "cost in tenths" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var rewrite in rewrites.Take(top))
        {
            table.AddRow(
                Markup.Escape(rewrite.Letters), rewrite.Count.ToString(CultureInfo.InvariantCulture),
                    rewrite.PerThousand.ToString("0.0", CultureInfo.InvariantCulture),
                rewrite.CostTenths?.ToString(CultureInfo.InvariantCulture) ?? "");
        }

        console.Notes.Write(table);
        Summaries.Print(console, new Summary(variants.Length, kept.Length, rewrites.Length, [.. rewrites.Take(top)]));
        return CliCommands.Done;
    }

    /// <summary>The summary of <c>aliases</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Variants, int Kept, int Rewrites, ImmutableArray<Rewrite> Top);
}
