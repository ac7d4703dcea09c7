using CsvHelper;

namespace Compliance.Cli.Screening;

/// <summary>One row of a customer file.</summary>
/// <param name="Line">The line it starts on, from 1; the header is line 1.</param>
/// <param name="Id">The customer's id; empty where the file has none.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Reading">The subject, or what is wrong with the row.</param>
internal sealed record CustomerRow(long Line, string Id, string Name, SubjectReading Reading);

/// <summary>
/// Customers as a CSV file with a header; the separator is detected, columns are found by many names in any case
/// (<c>name</c>, <c>Full Name</c>, <c>DOB</c>, <c>birth_date</c> …). Only the name is required.
/// </summary>
internal static class CustomerFile
{
    private const int MaxRowBytes = 1 << 20;

    private static readonly (string Field, string[] Names)[] Columns =
    [
        ("name", ["name", "fullname", "customername", "partyname", "legalname"]),
        ("birth date", ["birthdate", "dateofbirth", "dob", "born"]),
        ("country", ["country", "countrycode", "residencecountry", "countryofresidence", "nationality"]),
        ("type", ["type", "kind", "partytype", "customertype", "entitytype"]),
        ("id", ["id", "customerid", "accountid", "subjectid", "reference"]),
    ];

    /// <summary>How many rows follow the header.</summary>
    /// <exception cref="InvalidInputException">The file does not exist or has no column for names.</exception>
    public static int Count(string path)
    {
        using var csv = Open(path);
        Map(path, csv);
        var rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        return rows;
    }

    /// <summary>Streams the rows.</summary>
    /// <exception cref="InvalidInputException">The file does not exist or has no column for names.</exception>
    public static IEnumerable<CustomerRow> Rows(string path)
    {
        using var csv = Open(path);
        var at = Map(path, csv);
        while (csv.Read())
        {
            string Field(string name) => at.TryGetValue(name, out var column) && column < csv.FieldCount ? csv.GetString(column).Trim()
                : "";
            var reading = csv.FieldCount > csv.Headers.Count
                ? new SubjectReading(null, $"the row has {csv.FieldCount} fields, the header {csv.Headers.Count}")
                : SubjectReading.Of(Field("name"), Field("birth date"), Field("country"), Field("type"), Field("id"));
            yield return new CustomerRow(csv.LineNumber, Field("id"), Field("name"), reading);
        }
    }

    private static CsvReader Open(string path) => File.Exists(path)
        ? CsvReader.Create(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read),
            CsvReaderOptions.Default
                with
            { TrackLineNumbers = true, MaxRecordSize = MaxRowBytes, MalformedData = CsvMalformedDataHandling.Recover })
        : throw new InvalidInputException($"'{path}' is not a customer file: it does not exist.");

    private static Dictionary<string, int> Map(string path, CsvReader csv)
    {
        csv.ReadHeader();
        string[] headers = [.. csv.Headers];
        var keys = headers.Select(header => string.Concat(header.Where(char.IsLetterOrDigit)).ToUpperInvariant()).ToArray();
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, names) in Columns)
        {
            var column = names.Select(name => Array.IndexOf(keys, name.ToUpperInvariant())).FirstOrDefault(found => found >= 0, -1);
            if (column >= 0)
            {
                at[field] = column;
            }
        }

        return at.ContainsKey("name")
            ? at
            : throw new InvalidInputException(
                $"'{path}' has no column for names: one of {string.Join(", ", Columns[0].Names)}. Its columns are "
                    + $"{string.Join(", ", headers)}.");
    }
}
