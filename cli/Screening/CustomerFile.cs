using System.Text;

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
    private const int MostShown = 300;

    private static readonly (string Field, string[] Names)[] Columns =
    [
        ("name", ["name", "fullname", "customername", "partyname", "legalname"]),
        ("birth date", ["birthdate", "dateofbirth", "dob", "born"]),
        ("country", ["country", "countrycode", "residencecountry", "countryofresidence", "nationality"]),
        ("type", ["type", "kind", "partytype", "customertype", "entitytype"]),
        ("id", ["id", "customerid", "accountid", "subjectid", "reference"]),
    ];

    /// <summary>How many rows follow the header.</summary>
    /// <exception cref="InvalidInputException">The file does not exist, is no text, or has no column for names.</exception>
    public static int Count(string path) => Rows(path).Count();

    /// <summary>Streams the rows.</summary>
    /// <exception cref="InvalidInputException">The file does not exist, is no text, or has no column for names.</exception>
    public static IEnumerable<CustomerRow> Rows(string path)
    {
        using var text = Open(path);
        var lines = new CustomerLines(text);
        var at = Map(path, lines.Header);
        foreach (var record in lines.Records())
        {
            string Field(string name) => at.TryGetValue(name, out var column) && column < record.Fields.Count
                ? record.Fields[column].Trim() : "";
            var problem = record.Problem ?? (record.Fields.Count > lines.Header.Count
                ? $"the row has {record.Fields.Count} fields, the header {lines.Header.Count}" : null);
            var reading = problem is not null ? new SubjectReading(null, problem)
                : SubjectReading.Of(Field("name"), Field("birth date"), Field("country"), Field("type"), Field("id"));
            yield return new CustomerRow(record.Line, Field("id"), Field("name"), reading);
        }
    }

    private static StreamReader Open(string path) => File.Exists(path)
        ? new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), Encoding.UTF8,
            detectEncodingFromByteOrderMarks: true)
        : throw new InvalidInputException($"'{path}' is not a customer file: it does not exist.");

    private static Dictionary<string, int> Map(string path, IReadOnlyList<string> headers)
    {
        if (headers.Any(header => header.Any(letter => char.IsControl(letter) || letter == '\uFFFD')))
        {
            throw new InvalidInputException(
                $"'{path}' is no CSV file: its first line is no text. Save it as CSV in UTF-8, not as a spreadsheet's own file.");
        }

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
                    + $"{Shown(string.Join(", ", headers))}.");
    }

    private static string Shown(string columns) => columns.Length <= MostShown ? columns : columns[..MostShown] + "…";
}
