using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Compliance.Cli.Evaluation;

/// <summary>Rows of measures as a table: a column per property, named as in the JSON.</summary>
internal static class MeasureTables
{
    /// <summary>Shows rows.</summary>
    public static void Show<TRow>(IAnsiConsole console, string title, IEnumerable<TRow> rows)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        var columns = typeof(TRow).GetProperties();
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(JsonNamingPolicy.CamelCase.ConvertName(column.Name))
            { Alignment = column.PropertyType == typeof(string) ? Justify.Left : Justify.Right });
        }

        foreach (var row in rows)
        {
            table.AddRow(
                [.. columns.Select(column => Markup.Escape(Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? ""))]);
        }

        console.Write(table);
    }
}
