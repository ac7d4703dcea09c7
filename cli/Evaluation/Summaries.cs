using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;

namespace Compliance.Cli.Evaluation;

/// <summary>How an evaluation hands over its results: one JSON object as the last line of standard output, and a CSV row per case where
/// asked.</summary>
internal static class Summaries
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // Names come from strangers: one that begins with = must not run as a formula when a person opens the file.
    private static readonly CsvWriterOptions Csv =
        CsvWriterOptions.Default with { FormatProvider = CultureInfo.InvariantCulture, Injection = CsvInjection.Escape };

    /// <summary>Prints the summary.</summary>
    public static void Print<T>(CliConsole console, T summary) => console.Out.WriteLine(JsonSerializer.Serialize(summary, Json));

    /// <summary>Writes a row per case with the columns of the row type; nothing where no file is named.</summary>
    public static void WriteRows<TRow>(string? path, IEnumerable<TRow> rows)
    {
        if (path is null)
        {
            return;
        }

        using var csv = CsvWriter.Create(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), Csv, leaveOpen: false);
        var columns = typeof(TRow).GetProperties();
        csv.WriteHeader([.. columns.Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name))]);
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                csv.WriteField(column.GetValue(row));
            }

            csv.EndRecord();
        }
    }
}
