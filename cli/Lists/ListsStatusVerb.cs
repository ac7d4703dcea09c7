using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Lists;

/// <summary><c>lists status</c>: which lists are there, of what date, how complete.</summary>
internal static class ListsStatusVerb
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command("status",
            "Show every list: its date, its age, how many parties and names it has, how many of its rows could not be read.") { json };
        var directory = ListsChoice.DirectoryOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var versions = ListsChoice.Directory(parsed, directory, console) is { } path
                ? [.. LoadedLists.Read(path, console, cancellation).Snapshots.Select(snapshot => snapshot.Version)
                    .OrderBy(version => version.Code)]
                : await StoredAsync(console, cancellation);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, versions.Select(version => new Status(version, console.Time.GetUtcNow())));
            }
            else
            {
                ListTables.Show(console.Answers, versions, console.Time.GetUtcNow());
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static async Task<ImmutableArray<ListVersion>> StoredAsync(CliConsole console, CancellationToken cancellation)
    {
        if (!StoredLists.Exist(console))
        {
            throw new InvalidInputException(
                $"no list is stored in '{StoredLists.DirectoryOf(console)}' yet: bring some in with lists import DIR or lists refresh, "
                    + $"or look at files with --lists DIR.");
        }

        using var stored = StoredLists.Open(console, toRead: true);
        return await stored.VersionsAsync(cancellation);
    }

    /// <summary>One list of <c>--json</c>.</summary>
    internal sealed record Status(string Code, DateTimeOffset? PublishedAt, double AgeHours, bool Stale, int Parties, int Names,
        int Quarantined, string ContentHash, bool Sample)
    {
        public Status(ListVersion version, DateTimeOffset now)
            : this(
                version.Code.Value, version.PublishedAt, Math.Round(version.AgeAt(now).TotalHours, 2), version.IsStaleAt(now),
                    version.PartyCount, version.NameCount,
                version.QuarantinedCount, version.ContentHash, version.IsSample)
        {
        }
    }
}
