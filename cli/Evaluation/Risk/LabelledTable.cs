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

    private static readonly string[] Missing = ["", "na", "n/a", "nan", "null", "?", "unknown", "missing"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">CSV, gzip-compressed where its name ends in <c>.gz</c>.</param>
    /// <param name="label">The column of the label: two values.</param>
    /// <param name="positive">The value that is a positive; null to tell it from the values. Usual ways to write yes and no are one
    /// value.</param>
    /// <param name="weights">A column that says how often a row counts, to the whole number; null where each counts once. It is no
    /// feature.</param>
    /// <param name="known">The table that was learned from, whose values are the only ones; null where there is none.</param>
    /// <exception cref="InvalidInputException">There is no such column, its values are not two, or one is not known.</exception>
    public static LabelledTable Read(string path, string label, string? positive = null, LabelledTable? known = null,
        string? weights = null)
    {
        var (names, columns) = Counted(path, weights, ReadColumns(path));
        var at = Array.IndexOf(names, label);
        if (at < 0)
        {
            throw new InvalidInputException($"'{path}' has no column {label}; it has {string.Join(", ", names)}.");
        }

        var kept = Enumerable.Range(0, columns[at].Count).Where(row => !Missing.Contains(columns[at][row].Trim().ToLowerInvariant()))
            .ToArray();
        string[] values = [.. kept.Select(row => columns[at][row].Trim()).Order(StringComparer.Ordinal).DistinctBy(KeyOf)];
        if (known is not null && values.FirstOrDefault(value => !known.Values.Contains(KeyOf(value))) is { } odd)
        {
            throw new InvalidInputException($"'{path}': the label {label} has the value {odd}, which the table learned from has not.");
        }

        positive ??= known?.PositiveValue ?? PositiveOf(path, label, values);
        var table = new TextTable([.. names], [.. columns.Select(column => kept.Select(row => column[row]).ToArray())]);
        var order = FeatureTable.TimeOrder(table);
        var labels = order.Select(row => KeyOf(columns[at][kept[row]]) == KeyOf(positive)).ToArray();
        return labels.Contains(true) && labels.Contains(false)
            ? new LabelledTable(new TextTable(table.Names, [.. table.Columns.Select(column => order.Select(row => column[row]).ToArray())]),
                labels, columns[at].Count - kept.Length)
            { PositiveValue = positive, Values = [.. values.Select(KeyOf)] }
            : throw new InvalidInputException($"'{path}': the column {label} does not hold both values; both are needed.");
    }

    /// <summary>The most that a row counts, 1 in 200: what was looked at more seldom would count too much.</summary>
    public const int MostTimes = 200;

    /// <summary>The rows as often as their weights say, without the column of the weights.</summary>
    private static (string[] Names, List<string>[] Columns) Counted(string path, string? weights,
        (string[] Names, List<string>[] Columns) read)
    {
        if (weights is null)
        {
            return read;
        }

        var at = Array.IndexOf(read.Names, weights);
        if (at < 0)
        {
            throw new InvalidInputException($"'{path}' has no column {weights}; it has {string.Join(", ", read.Names)}.");
        }

        var times = read.Columns[at].Select((text, row) => ColumnProfile.NumberOf(text) is >= 0 and var weight
            ? (int)Math.Clamp(Math.Round(weight), 0, MostTimes)
            : throw new InvalidInputException($"'{path}': row {row + 1} has no weight of 0 or more in {weights}.")).ToArray();
        var left = Enumerable.Range(0, read.Names.Length).Where(column => column != at).ToArray();
        return ([.. left.Select(column => read.Names[column])], [.. left.Select(column => read.Columns[column]
            .SelectMany((value, row) => Enumerable.Repeat(value, times[row])).ToList())]);
    }

    /// <summary>Reads a file without looking for a label.</summary>
    public static TextTable ReadText(string path)
    {
        var (names, columns) = ReadColumns(path);
        return new TextTable([.. names], columns);
    }

    /// <summary>The value that is a positive.</summary>
    public string PositiveValue { get; private init; } = "";

    private IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Says that rows were left out, where some were.</summary>
    public void SayLeftOut(TextWriter text, string path)
    {
        if (Unlabelled > 0)
        {
            text.WriteLine($"'{path}': {Unlabelled} rows without a label are left out.");
        }
    }

    // One key for all the ways to write yes, and one for no.
    private static string KeyOf(string value) => value.Trim().ToLowerInvariant() is var small && Positive.Contains(small) ? Positive[0]
        : Negative.Contains(small) ? Negative[0] : small;

    private static string PositiveOf(string path, string label, string[] values)
    {
        if (values.Length != 2)
        {
            throw new InvalidInputException($"'{path}': the label {label} must have two values, such as 0 and 1; it has {values.Length}"
                + (values.Length is > 0 and < 8 ? $" ({string.Join(", ", values)})." : "."));
        }

        return values.FirstOrDefault(value => KeyOf(value) == Positive[0])
            ?? (values.FirstOrDefault(value => KeyOf(value) == Negative[0]) is { } negative
                ? values.First(value => value != negative)
                : throw new InvalidInputException(
                    $"'{path}': which of {values[0]} and {values[1]} is a positive? Name it with --positive."));
    }

    private static (string[] Names, List<string>[] Columns) ReadColumns(string path)
    {
        using var text = CaseFile.Open(path);
        using var csv = CaseFile.Csv(path, text);
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
