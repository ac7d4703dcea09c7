using System.Collections.Immutable;
using Compliance.Lists.Jurisdictions;
using CsvHelper;

namespace Compliance.Functions.Console.Models;

/// <summary>A shipped policy table as its file states it: every row with its dates, authority and source.</summary>
public sealed record ShownPolicyTable(string Name, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

/// <summary>The shipped tables for the policy page.</summary>
internal static class ShownPolicyTables
{
    private static readonly Lazy<ImmutableArray<ShownPolicyTable>> Shipped =
        new(() => [.. PolicyLibrary.Embedded().Select(pair => Read(pair.Key, pair.Value))]);

    /// <summary>All tables by name.</summary>
    public static ImmutableArray<ShownPolicyTable> All => Shipped.Value;

    /// <summary>The table of a name; the first where there is none.</summary>
    public static ShownPolicyTable Find(string? name)
        => All.FirstOrDefault(table => table.Name == name) ?? All.First(table => table.Name == "embargoed-places");

    /// <summary>A column's heading: <c>checked</c> reads "Checked".</summary>
    public static string Heading(string column) => string.Concat(column[..1].ToUpperInvariant(), column.AsSpan(1)).Replace('_', ' ');

    private static ShownPolicyTable Read(string file, string text)
    {
        using var reader = new StringReader(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#'))));
        using var csv = CsvReader.Create(reader, CsvReaderOptions.Default);
        csv.ReadHeader();
        ImmutableArray<string> columns = [.. csv.Headers];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(at => csv.GetString(at))]);
        }

        return new ShownPolicyTable(file[..file.IndexOf('.', StringComparison.Ordinal)], columns, rows.ToImmutable());
    }
}
