using System.Globalization;
using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>A score that OFAC's search tool showed, or the range in which it must lie where a name was not returned.</summary>
/// <param name="Searched">The name searched for.</param>
/// <param name="Listed">The listed name.</param>
/// <param name="Least">Least score, 0 to 1.</param>
/// <param name="Most">Largest score, 0 to 1.</param>
internal sealed record OfacScoreCase(string Searched, string Listed, double Least, double Most)
{
    /// <summary>How near an emulated score must come to count as reproduced: five points of a hundred.</summary>
    public const double Tolerance = 0.05;

    private const double Rounding = 1e-9;

    /// <summary>Our emulation's score.</summary>
    public double Emulated => OfacEmulation.Score(Searched, Listed);

    /// <summary>How far the emulation lies outside the range.</summary>
    public double Distance => Math.Max(0, Math.Max(Least - Emulated, Emulated - Most));

    /// <summary>True where the emulation comes within the tolerance; shown scores are whole points, so the emulation is compared in whole
    /// points too.</summary>
    public bool IsReproduced => Math.Round(Distance, 2) <= Tolerance + Rounding;

    /// <summary>Reads a CSV with <c>query_name, candidate_name, score_min, score_max</c>.</summary>
    /// <exception cref="InvalidInputException">A score is not a number from 0 to 1.</exception>
    public static IReadOnlyList<OfacScoreCase> Read(string path) =>
        [.. CaseFile.Rows(path, "query_name", "candidate_name", "score_min", "score_max")
        .Select(row => new OfacScoreCase(row["query_name"], row["candidate_name"], Number(row, "score_min", 0),
        Number(row, "score_max", 1)))];

    private static double Number(CaseRow row, string column, double absent) => row[column] switch
    {
        "" => absent,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1 =>
            score,
        var text => throw new InvalidInputException(
            $"'{row.Path}', line {row.Line}: {column} is '{text}', but a score is a number from 0 to 1."),
    };
}
