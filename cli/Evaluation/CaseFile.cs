using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Compliance.Cli.Evaluation;

/// <summary>A file of labelled cases: CSV or JSON lines, gzip-compressed where its name ends in <c>.gz</c>.</summary>
internal static class CaseFile
{
    /// <summary>The name without <c>.gz</c>, which tells the layout.</summary>
    public static string PlainName(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;

    /// <summary>Opens the text.</summary>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public static StreamReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"'{path}' is not a file of cases: it does not exist.");
        }

        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        return new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
    }

    /// <summary>Reads CSV. A quotation mark that is never closed would swallow the rows after it: its line is named.</summary>
    public static CsvReader Csv(string path, TextReader text) => CsvReader.Create(text, CsvReaderOptions.Default with
    {
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = record => throw new InvalidInputException(record.Reason == CsvMalformedReason.UnterminatedQuote
            ? $"'{path}', line {record.LineNumber}: a quotation mark is opened there and never closed."
            : $"'{path}', line {record.LineNumber}: broken quotation marks; a mark inside a quoted field is written twice."),
    });

    /// <summary>The rows of a CSV file by column name; a row's place is its first line.</summary>
    /// <exception cref="InvalidInputException">A required column is missing.</exception>
    public static IEnumerable<CaseRow> Rows(string path, params string[] required)
    {
        using var text = Open(path);
        using var csv = Csv(path, text);
        csv.ReadHeader();
        string[] columns = [.. csv.Headers];
        foreach (var column in required)
        {
            if (!columns.Contains(column, StringComparer.Ordinal))
            {
                throw new InvalidInputException($"'{path}' has no column {column}; it has {string.Join(", ", columns)}.");
            }
        }

        while (csv.Read())
        {
            var cells = new Dictionary<string, string>(columns.Length, StringComparer.Ordinal);
            for (var at = 0; at < columns.Length; at++)
            {
                cells[columns[at]] = at < csv.FieldCount ? csv.GetString(at) : "";
            }

            yield return new CaseRow(path, csv.LineNumber, cells);
        }
    }

    /// <summary>The objects of a file of JSON lines, with their line numbers.</summary>
    /// <exception cref="InvalidInputException">A line is not JSON.</exception>
    public static IEnumerable<(int Line, JsonElement Value)> Objects(string path)
    {
        using var text = Open(path);
        var line = 0;
        while (text.ReadLine() is { } json)
        {
            line++;
            if (string.IsNullOrWhiteSpace(json))
            {
                continue;
            }

            yield return (line, Parse(path, line, json));
        }
    }

    private static JsonElement Parse(string path, int line, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"'{path}', line {line}: not JSON ({error.Message}).", error);
        }
    }
}

/// <summary>One row of a CSV file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Its line.</param>
/// <param name="Cells">Its values by column.</param>
internal sealed record CaseRow(string Path, long Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The trimmed value of a column; empty where the file has no such column.</summary>
    public string this[string column] => Cells.TryGetValue(column, out var value) ? value.Trim() : "";
}
