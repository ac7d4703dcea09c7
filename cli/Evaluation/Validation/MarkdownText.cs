using System.Globalization;
using System.Text;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>Markdown, piece by piece, with numbers in invariant form.</summary>
internal sealed class MarkdownText
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a paragraph or heading and an empty line.</summary>
    public MarkdownText Add(string paragraph)
    {
        _text.Append(paragraph).Append("\n\n");
        return this;
    }

    /// <summary>Adds a table and an empty line; columns whose name begins with <c>&gt;</c> stand to the right.</summary>
    public MarkdownText Table(string[] columns, IEnumerable<string[]> rows)
    {
        Row(columns.Select(column => column.TrimStart('>')));
        Row(columns.Select(column => column.StartsWith('>') ? "--:" : "---"));
        foreach (var row in rows)
        {
            Row(row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)));
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share or an F1 with three decimals.</summary>
    public static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A share or an F1 with its interval.</summary>
    public static string Share(double value, Interval interval) => $"{Share(value)} [{Share(interval.Low)}, {Share(interval.High)}]";

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    private void Row(IEnumerable<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
