using Compliance.Lists.Reading;

namespace Compliance.Lists.UsOfac;

/// <summary>A row of an OFAC CSV file: <c>-0-</c> and empty fields are null, the first field is the entry number.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Line">The line it starts on.</param>
/// <param name="Key">The entry number.</param>
/// <param name="Fields">The fields, trimmed; null where not stated.</param>
internal sealed record OfacCsvRow(string File, long Line, string Key, string?[] Fields)
{
    /// <summary>The row as quarantined.</summary>
    public QuarantinedRow Quarantine(string reason) => new(File, $"line {Line}", reason);
}

/// <summary>Streams the rows of an OFAC CSV file.</summary>
internal static class OfacCsvRows
{
    private const string Null = "-0-";

    /// <summary>The rows that have all columns and an entry number; others are quarantined. No file, no rows.</summary>
    /// <exception cref="ListFormatException">The file is empty, or its last row is cut off.</exception>
    public static IEnumerable<OfacCsvRow> Read(ListFile? file, int columns, List<QuarantinedRow> quarantined)
    {
        if (file is null)
        {
            yield break;
        }

        QuarantinedRow? shortRow = null;
        foreach (var row in CsvRows.Read(file, quarantined))
        {
            if (shortRow is not null)
            {
                quarantined.Add(shortRow);
                shortRow = null;
            }

            var key = row.Fields[0].Trim();
            if (row.Fields.Length != columns)
            {
                shortRow = new QuarantinedRow(file.Path, $"line {row.Line}", $"{row.Fields.Length} columns where the form has {columns}");
            }
            else if (key.Length == 0 || !key.All(char.IsAsciiDigit))
            {
                quarantined.Add(new QuarantinedRow(file.Path, $"line {row.Line}", $"'{key}' is not an entry number: digits only"));
            }
            else
            {
                yield return new OfacCsvRow(file.Path, row.Line, key, Array.ConvertAll(row.Fields, ValueOf));
            }
        }

        if (shortRow is not null)
        {
            throw new ListFormatException($"{file.Path}: the last row, {shortRow.Location}, has {shortRow.Reason}; the file was cut off.");
        }
    }

    /// <summary>The comments column must keep its outer blanks: it is joined in mid-word. Other columns are trimmed where they are
    /// used.</summary>
    private static string? ValueOf(string field) => field.AsSpan().Trim() is "" or Null ? null : field;
}
