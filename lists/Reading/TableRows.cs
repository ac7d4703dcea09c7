namespace Compliance.Lists.Reading;

/// <summary>A row of a table with a header: values by the name of their column, cleaned.</summary>
internal sealed class TableRow(string file, string location, IReadOnlyDictionary<string, int> columns, string?[] fields)
{
    /// <summary>Where the row stands, such as <c>line 12</c>.</summary>
    public string Location { get; } = location;

    /// <summary>The value of a column, cleaned; null where it is empty or where the table has no such column.</summary>
    public string? this[string column]
        => columns.TryGetValue(column, out var index) && index < fields.Length ? PublishedValue.Clean(fields[index]) : null;

    /// <summary>The value of a column as published, line breaks included; null where the table has no such column.</summary>
    public string? Raw(string column) => columns.TryGetValue(column, out var index) && index < fields.Length ? fields[index] : null;

    /// <summary>Names of the columns.</summary>
    public IEnumerable<string> Columns => columns.OrderBy(column => column.Value).Select(column => column.Key);

    /// <summary>The row as quarantined.</summary>
    public QuarantinedRow Quarantine(string reason) => new(file, Location, reason);
}

/// <summary>Streams tables whose header names their columns. Columns are found by name, in any order: publishers have moved and added
/// columns without notice.</summary>
internal static class TableRows
{
    private const int HeaderWithin = 20;

    /// <summary>The rows below the header.</summary>
    /// <param name="file">The file, already expanded.</param>
    /// <param name="quarantined">Receives rows with more or fewer fields than the header, and rows with broken quotation marks.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <param name="required">Columns without which the file is not of this form; the first row that holds them all is the header.</param>
    /// <exception cref="ListFormatException">No header, or the last row is cut off.</exception>
    public static IEnumerable<TableRow> Read(ListFile file, ICollection<QuarantinedRow> quarantined, char separator,
        params string[] required)
    {
        Dictionary<string, int>? columns = null;
        var width = 0;
        QuarantinedRow? shortRow = null;
        foreach (var row in CsvRows.Read(file, quarantined, separator))
        {
            if (columns is null)
            {
                columns = HeaderOf(row.Fields, required);
                width = row.Fields.Length;
                RefuseWithout(columns, row.Line, file, required);
                continue;
            }

            if (shortRow is not null)
            {
                quarantined.Add(shortRow);
                shortRow = null;
            }

            var location = $"line {row.Line}";
            if (row.Fields.Length < width)
            {
                shortRow = new QuarantinedRow(file.Path, location, $"{row.Fields.Length} columns where the header has {width}");
            }
            else if (row.Fields.Length > width && row.Fields.Skip(width).Any(field => !string.IsNullOrWhiteSpace(field)))
            {
                quarantined.Add(new QuarantinedRow(file.Path, location, $"{row.Fields.Length} columns where the header has {width}"));
            }
            else
            {
                yield return new TableRow(file.Path, location, columns, row.Fields);
            }
        }

        RefuseWithout(columns, long.MaxValue, file, required);
        if (shortRow is not null)
        {
            throw new ListFormatException($"{file.Path}: the last row, {shortRow.Location}, has {shortRow.Reason}; the file was cut off.");
        }
    }

    /// <summary>The columns of a header by name; null where a required one is missing. Of two columns with one name the first
    /// counts.</summary>
    public static Dictionary<string, int>? HeaderOf(IReadOnlyList<string?> fields, IEnumerable<string> required)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < fields.Count; i++)
        {
            if (PublishedValue.Clean(fields[i]) is { } name)
            {
                columns.TryAdd(name, i);
            }
        }

        return required.All(columns.ContainsKey) ? columns : null;
    }

    private static void RefuseWithout(Dictionary<string, int>? columns, long line, ListFile file, string[] required)
    {
        if (columns is null && line > HeaderWithin)
        {
            throw new ListFormatException(
                $"{file.Path}: no header with the columns {string.Join(", ", required)} within the first {HeaderWithin} lines.");
        }
    }
}
