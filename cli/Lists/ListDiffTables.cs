using System.Globalization;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli.Lists;

/// <summary>What changed between two versions of a list, for people.</summary>
internal static class ListDiffTables
{
    private const int MostProgrammes = 12;

    /// <summary>The parties that changed, the fields of the amended ones, the programmes they belong to, and the counts.</summary>
    public static void Show(IAnsiConsole console, ListComparison comparison, int mostParties)
    {
        var delta = comparison.Delta;
        var table = new Table
        {
            Border = TableBorder.Rounded,
            Title =
            new TableTitle(Markup.Escape($"{comparison.List}  {Day(comparison.Old)} to {Day(comparison.New)}"))
        };
        table.AddColumns("change", "entry", "name", "kind", "programmes, or what was amended");
        Add(table, "added", delta.Added, mostParties, Programmes, party => party);
        Add(table, "removed", delta.Delisted, mostParties, Programmes, party => party);
        Add(table, "amended", delta.Amended, mostParties,
            one => string.Join('\n', one.Changes.Select(change => ChangedValues.Of(change).AsText())), one => one.After);
        if (table.Rows.Count > 0)
        {
            console.Write(table);
            ShowProgrammes(console, delta);
        }

        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
                $"{comparison.List}: {delta.Added.Length} added, {delta.Delisted.Length} removed, {delta.Amended.Length} amended (compared in {comparison.Took.TotalMilliseconds:0} ms)");
    }

    private static void Add<T>(Table table, string change, IReadOnlyList<T> items, int most, Func<T, string> what, Func<T,
        ListedParty> partyOf)
    {
        foreach (var item in items.Take(most))
        {
            var party = partyOf(item);
            table.AddRow(change, Markup.Escape(party.Entry.ToString()), Markup.Escape(party.PrimaryName.Text), party.Kind.ToString()
                .ToLowerInvariant(), Markup.Escape(what(item)));
        }

        if (items.Count > most)
        {
            table.AddRow(change, "", FormattableString.Invariant($"and {items.Count - most} more: --show {items.Count}"), "", "");
        }
    }

    private static void ShowProgrammes(IAnsiConsole console, WatchlistDelta delta)
    {
        var counts = delta.Changes
            .SelectMany(change => change.Latest.Designations.Select(designation => designation.Programme).Distinct()
                .Select(programme => (programme, change.Kind)))
            .GroupBy(pair => pair.programme, StringComparer.Ordinal)
            .Select(group =>
                (Programme: group.Key, Added: Count(group, ListChangeKind.Added), Removed: Count(group, ListChangeKind.Delisted),
                Amended: Count(group, ListChangeKind.Amended)))
            .OrderByDescending(row => row.Added + row.Removed + row.Amended).ThenBy(row => row.Programme, StringComparer.Ordinal).ToList();
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("programme");
        foreach (var column in new[] { "added", "removed", "amended" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in counts.Take(MostProgrammes))
        {
            table.AddRow(Markup.Escape(row.Programme), Number(row.Added), Number(row.Removed), Number(row.Amended));
        }

        if (counts.Count > MostProgrammes)
        {
            table.AddRow(FormattableString.Invariant($"and {counts.Count - MostProgrammes} more programmes"), "", "", "");
        }

        console.Write(table);
    }

    private static int Count(IEnumerable<(string Programme, ListChangeKind Kind)> group, ListChangeKind kind)
        => group.Count(pair => pair.Kind == kind);

    private static string Number(int value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Programmes(ListedParty party)
        => string.Join(", ", party.Designations.Select(designation => designation.Programme).Distinct());

    private static string Day(ListVersion? version)
        => version is null ? "absent" : version.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "undated";
}
