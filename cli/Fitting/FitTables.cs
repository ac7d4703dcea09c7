using System.Globalization;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;
using Spectre.Console;

namespace Compliance.Cli.Fitting;

/// <summary>A fit as tables a person can read, and as rows for <c>ScoringProfiles.tsv</c>.</summary>
internal static class FitTables
{
    /// <summary>Folds, repetitions, strangers and rows.</summary>
    public static void Show(IAnsiConsole console, FitRun run)
    {
        Write(console, "folds", ["repetition", "fold", "pairs", "groups", "F1"],
            run.Folds.Select(fold => new[] { Text(fold.Repeat), Text(fold.Fold), Text(fold.Cases), Text(fold.Groups), Text(fold.F1) }));
        Write(
            console, "repetitions", ["repetition", "F1", "best F1", "at", "confident errors"],
            run.Repeats.Select((one, i) =>
                new[] { Text(i + 1), Text(one.F1), Text(one.BestF1), Text(one.BestThreshold), Text(one.ConfidentErrors) }));
        Write(console, "strangers who would raise an alert, per 1,000, name alone", ["cut", "per 1,000"],
            run.StrangersPer1000.Select(one => new[] { Text(one.Cut), Text(one.Per1000) }));
        if (!run.CompaniesPer1000.IsEmpty)
        {
            Write(console, "companies that would raise an alert, per 1,000", ["cut", "per 1,000"],
                run.CompaniesPer1000.Select(one => new[] { Text(one.Cut), Text(one.Per1000) }));
        }

        Write(console, "rules of the catalogue that are below their floors or had to weigh more", ["rule", "recall", "floor", "weight"],
            run.Rules.Where(rule => rule.Recall < rule.Floor || rule.Weight > 1)
                .Select(rule => new[] { rule.Rule, Text(rule.Recall), Text(rule.Floor), Text(rule.Weight) }));
        Write(console, "rows", ["row", "fitted", "in force"], RowsOf(run.Model)
            .Select(row => new[] { row.Row, Text(row.Weight), Text(ScoringProfile.All[0].WeightOf(row.Row)) }));
    }

    /// <summary>The fitted rows by the names they bear in a profile, rounded as there.</summary>
    public static IEnumerable<(string Row, double Weight)> RowsOf(LinearFit model) => NameFeatureFacts.All
        .Select(feature => ($"name.{feature}", Rounded(model.Weights[(int)feature]))).Prepend(("name.bias", Rounded(model.Bias)));

    /// <summary>Writes the rows with the profile's own beside them; nothing where no file is named.</summary>
    public static void WriteRows(string? path, LinearFit model)
    {
        if (path is not null)
        {
            File.WriteAllLines(
                path,
                RowsOf(model).Select(row => $"{row.Row}\t{Text(row.Weight)}\t{Text(ScoringProfile.All[0].WeightOf(row.Row))}")
                    .Prepend($"# row\tfitted\t{ScoringProfile.All[0].Id}"));
        }
    }

    private static void Write(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(title) };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(row);
        }

        console.Write(table);
    }

    // No negative zero: a weight held at its bound reads 0.
    private static double Rounded(double weight) => Math.Round(weight, 2) + 0.0;

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
