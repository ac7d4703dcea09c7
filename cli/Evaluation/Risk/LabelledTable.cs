using CsvHelper;
using Compliance.EnforcementCore.Risk.Learning;

namespace Compliance.Cli.Evaluation.Risk;

/// <summary>A CSV file with a label, its rows in the order of time.</summary>
/// <param name="Table">The columns.</param>
/// <param name="Labels">True for a positive.</param>
/// <param name="Unlabelled">Rows without a label; they are left out.</param>
internal sealed record LabelledTable(TextTable Table, bool[] Labels, int Unlabelled)
{
    private static readonly string[] Positive = ["1", "true", "yes", "y", "t", "fraud", "positive", "bad", "1.0"];
    private static readonly string[] Negative = ["0", "false", "no", "n", "f", "legit", "negative", "good", "0.0"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">CSV, gzip-compressed where its name ends in <c>.gz</c>.</param>
    /// <param name="label">The column of the label: two values.</param>
    /// <param name="positive">The value that is a positive; null to tell it from the values.</param>
    /// <exception cref="InvalidInputException">There is no such column, or its values are not two.</exception>
    public static LabelledTable Read(string path, string label, string? positive = null)
    {
        var (names, columns) = ReadColumns(path);
        var at = Array.IndexOf(names, label);
        if (at < 0)
        {
            throw new InvalidInputException($"'{path}' has no column {label}; it has {string.Join(", ", names)}.");
        }

        var kept = Enumerable.Range(0, columns[at].Count).Where(row => columns[at][row].Trim().Length > 0).ToArray();
        positive ??= PositiveOf(path, label, [.. kept.Select(row => columns[at][row].Trim()).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)]);
        var table = new TextTable([.. names], [.. columns.Select(column => kept.Select(row => column[row]).ToArray())]);
        var order = FeatureTable.TimeOrder(table);
        var labels = order.Select(row => columns[at][kept[row]].Trim() == positive).ToArray();
        return labels.Contains(true) && labels.Contains(false)
            ? new LabelledTable(new TextTable(table.Names, [.. table.Columns.Select(column => order.Select(row => column[row]).ToArray())]),
                labels, columns[at].Count - kept.Length)
            { PositiveValue = positive }
            : throw new InvalidInputException($"'{path}': the column {label} does not hold both values; both are needed.");
    }

    /// <summary>Reads a file without looking for a label.</summary>
    public static TextTable ReadText(string path)
    {
        var (names, columns) = ReadColumns(path);
        return new TextTable([.. names], columns);
    }

    /// <summary>The value that is a positive.</summary>
    public string PositiveValue { get; private init; } = "";

    private static string PositiveOf(string path, string label, string[] values)
    {
        if (values.Length != 2)
        {
            throw new InvalidInputException($"'{path}': the label {label} must have two values, such as 0 and 1; it has {values.Length}"
                + (values.Length is > 0 and < 8 ? $" ({string.Join(", ", values)})." : "."));
        }

        return values.FirstOrDefault(value => Positive.Contains(value.ToLowerInvariant()))
            ?? (values.FirstOrDefault(value => Negative.Contains(value.ToLowerInvariant())) is { } negative
                ? values.First(value => value != negative)
                : throw new InvalidInputException(
                    $"'{path}': which of {values[0]} and {values[1]} is a positive? Name it with --positive."));
    }

    private static (string[] Names, List<string>[] Columns) ReadColumns(string path)
    {
        using var text = CaseFile.Open(path);
        using var csv = CsvReader.Create(text, CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        string[] names = [.. csv.Headers.Select(name => name.Trim())];
        if (names.Length != names.Distinct(StringComparer.Ordinal).Count())
        {
            throw new InvalidInputException($"'{path}' names a column twice.");
        }

        var columns = names.Select(_ => new List<string>()).ToArray();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            for (var at = 0; at < names.Length; at++)
            {
                var value = at < csv.FieldCount ? csv.GetString(at) : "";
                columns[at].Add(known.TryGetValue(value, out var same) ? same : known.Count < 100_000 ? known[value] = value : value);
            }
        }

        return columns.Length > 0 && columns[0].Count > 0 ? (names, columns) : throw new InvalidInputException($"'{path}' has no rows.");
    }
}
