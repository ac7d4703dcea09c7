using System.CommandLine;
using Compliance.Functions.Tool.Evaluation;
using Compliance.Functions.Tool.Lists;

namespace Compliance.Functions.Tool.Verbs;

/// <summary><c>lists diff</c>: what changed between two versions of official files.</summary>
internal static class ListsDiffVerb
{
    public static Command Create(ToolConsole console)
    {
        var old = new Argument<string>("OLD") { Description = "Directory tree of official list files, or one such file: the earlier version." };
        var @new = new Argument<string>("NEW") { Description = "The later version." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the entries instead of tables." };
        var show = new Option<int>("--show") { Description = "Most parties to show per list and kind of change.", DefaultValueFactory = _ => 20 };
        var command = new Command("diff", "Compare two versions of official files: parties added, removed and amended, list by list.") { old, @new, json, show };
        command.SetAction((parsed, cancellation) =>
        {
            var before = LoadedLists.Read(parsed.GetRequiredValue(old), console, cancellation);
            var after = LoadedLists.Read(parsed.GetRequiredValue(@new), console, cancellation);
            var comparisons = ListComparison.Of(before.Snapshots, after.Snapshots);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, comparisons.Select(comparison => new Change(comparison)));
                return Task.FromResult(ToolCommands.Done);
            }

            foreach (var comparison in comparisons)
            {
                ListTables.Show(console.Answers, comparison, Math.Max(0, parsed.GetValue(show)));
            }

            return Task.FromResult(ToolCommands.Done);
        });
        return command;
    }

    /// <summary>One list of <c>--json</c>.</summary>
    private sealed record Change(string List, DateTimeOffset? OldPublishedAt, DateTimeOffset? NewPublishedAt, string[] Added, string[] Removed, string[] Amended)
    {
        public Change(ListComparison comparison)
            : this(
                comparison.List.Value, comparison.Old?.PublishedAt, comparison.New?.PublishedAt,
                [.. comparison.Added.Select(party => party.Entry.ToString())],
                [.. comparison.Removed.Select(party => party.Entry.ToString())],
                [.. comparison.Amended.Select(party => party.Entry.ToString())])
        {
        }
    }
}
