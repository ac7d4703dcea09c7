using System.Globalization;
using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Functions.Tool.Lists;

/// <summary>Lists and their changes as tables a person can read.</summary>
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

    /// <summary>Counts per list, and the parties behind them.</summary>
    public static void Show(IAnsiConsole console, ListComparison comparison, int mostParties)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{comparison.List}  {Day(comparison.Old)} to {Day(comparison.New)}")) };
        table.AddColumns("change", "entry", "name", "kind", "programmes");
        foreach (var (change, parties) in new[] { ("added", comparison.Added), ("removed", comparison.Removed), ("amended", comparison.Amended) })
        {
            foreach (var party in parties.Take(mostParties))
            {
                table.AddRow(
                    change, Markup.Escape(party.Entry.ToString()), Markup.Escape(party.PrimaryName.Text), party.Kind.ToString().ToLowerInvariant(),
                    Markup.Escape(string.Join(", ", party.Designations.Select(designation => designation.Programme).Distinct())));
            }

            if (parties.Length > mostParties)
            {
                table.AddRow(change, "", FormattableString.Invariant($"and {parties.Length - mostParties} more"), "", "");
            }
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{comparison.List}: {comparison.Added.Length} added, {comparison.Removed.Length} removed, {comparison.Amended.Length} amended");
    }

    private static string Day(ListVersion? version) => version is null ? "absent" : version.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "undated";

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
