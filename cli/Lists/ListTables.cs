using System.Globalization;
using Compliance.Functions.Watchlists.History;
using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli.Lists;

/// <summary>Lists, their versions and their events as tables a person can read.</summary>
internal static class ListTables
{
    /// <summary>One row per list version.</summary>
    public static void Show(IAnsiConsole console, IEnumerable<ListVersion> versions, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("list", "title", "published");
        foreach (var column in new[] { "age (h)", "parties", "names", "not read" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumns("stale", "content");
        foreach (var version in versions)
        {
            table.AddRow(
                version.Code.Value,
                Markup.Escape(ListLibrary.Descriptors.FirstOrDefault(descriptor => descriptor.Code == version.Code)?.Title ?? ""),
                version.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unstated",
                version.AgeAt(now).TotalHours.ToString("0.0", CultureInfo.InvariantCulture),
                Count(version.PartyCount), Count(version.NameCount), Count(version.QuarantinedCount),
                version.IsStaleAt(now) ? "stale" : "",
                version.ContentHash[..Math.Min(12, version.ContentHash.Length)]);
        }

        console.Write(table);
    }

    /// <summary>The events of a list, newest last.</summary>
    public static void Show(IAnsiConsole console, IEnumerable<ListEvent> events)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("no.", "when", "what", "by", "version");
        foreach (var column in new[] { "added", "amended", "delisted" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("reason");
        foreach (var happened in events)
        {
            table.AddRow(
                happened.Sequence.ToString(CultureInfo.InvariantCulture),
                    happened.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), ListText.Of(happened.Kind),
                Markup.Escape(happened.By), Short(happened.Hash), Count(happened.Delta?.Added), Count(happened.Delta?.Amended),
                    Count(happened.Delta?.Delisted), Markup.Escape(happened.Reason ?? ""));
        }

        console.Write(table);
    }

    /// <summary>The versions of a list that are kept, newest last.</summary>
    public static void Show(IAnsiConsole console, IEnumerable<StoredVersion> versions, string? inUse)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("version", "published", "received", "state");
        foreach (var column in new[] { "parties", "names", "not read" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("files");
        foreach (var stored in versions)
        {
            var version = stored.Version;
            table.AddRow(
                Short(version.ContentHash), version.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ?? "unstated", version.RetrievedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                version.ContentHash == inUse ? "in use"
                    : stored.State.ToString().ToLowerInvariant(), Count(version.PartyCount), Count(version.NameCount),
                    Count(version.QuarantinedCount),
                Markup.Escape(string.Join(", ", stored.Sources.Select(source => $"{source.File} {Short(source.Sha256)}"))));
        }

        console.Write(table);
    }

    private static string Short(string hash) => hash[..Math.Min(12, hash.Length)];

    private static string Count(int? value) => value is { } stated ? Count(stated) : "";

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
