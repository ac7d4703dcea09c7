using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Lists;

/// <summary><c>lists diff</c>: what changed between two versions, of files or of the store.</summary>
internal static class ListsDiffVerb
{
    public static Command Create(CliConsole console)
    {
        var old = new Argument<string>("OLD")
        {
            Description =
                "The earlier version: a directory tree of official list files, one such file, or a stored version as CODE@HASH, "
                + "CODE@yyyy-MM-dd, or CODE for the one in use."
        };
        var @new = new Argument<string>("NEW") { Description = "The later version." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the entries instead of tables." };
        var show = new Option<int>("--show")
        { Description = "Most parties to show per list and kind of change.", DefaultValueFactory = _ => 20 };
        var command = new Command("diff",
            "Compare two versions: parties added, removed and amended, list by list, with the fields that were amended.")
            { old, @new, json, show };
        command.SetAction(async (parsed, cancellation) =>
        {
            var start = Stopwatch.GetTimestamp();
            var (before, after) =
                (await ReadAsync(parsed.GetRequiredValue(old), console, cancellation),
                await ReadAsync(parsed.GetRequiredValue(@new), console, cancellation));
            var reading = Stopwatch.GetElapsedTime(start);
            var comparisons = ListComparison.Of(before, after);
            await console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture,
                $"both versions read in {reading.TotalMilliseconds:0} ms, compared in "
                    + $"{comparisons.Sum(one => one.Took.TotalMilliseconds):0} ms"));
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, comparisons.Select(comparison => new Change(comparison)));
                return CliCommands.Done;
            }

            foreach (var comparison in comparisons)
            {
                ListDiffTables.Show(console.Answers, comparison, Math.Max(0, parsed.GetValue(show)));
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static async Task<ImmutableArray<WatchlistSnapshot>> ReadAsync(string text, CliConsole console, CancellationToken cancellation)
    {
        if (!StoredVersionChoice.Names(text))
        {
            return LoadedLists.Read(text, console, cancellation).Snapshots;
        }

        using var stored = StoredLists.Open(console, toRead: true);
        return await StoredVersionChoice.ReadAsync(stored, text, cancellation);
    }

    /// <summary>One list of <c>--json</c>.</summary>
    private sealed record Change(
        string List, DateTimeOffset? OldPublishedAt, DateTimeOffset? NewPublishedAt, string[] Added, string[] Removed, string[] Amended,
            AmendedField[] Fields, double CompareMillis)
    {
        public Change(ListComparison comparison)
            : this(
                comparison.List.Value, comparison.Old?.PublishedAt, comparison.New?.PublishedAt,
                [.. comparison.Delta.Added.Select(party => party.Entry.ToString())],
                [.. comparison.Delta.Delisted.Select(party => party.Entry.ToString())],
                [.. comparison.Delta.Amended.Select(one => one.After.Entry.ToString())],
                [.. comparison.Delta.Amended.SelectMany(one =>
                    one.Changes.Select(field => new AmendedField(one.After.Entry.ToString(), field.Field, field.Old, field.New)))],
                Math.Round(comparison.Took.TotalMilliseconds, 1))
        {
        }
    }

    /// <summary>A field of an amended party, with its canonical JSON before and after.</summary>
    private sealed record AmendedField(string Entry, string Field, string? Old, string? New);
}
