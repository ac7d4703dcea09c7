namespace Compliance.Cli.Evaluation;

/// <summary>The summary of <c>evaluate ofac</c>; property names are the contract of its JSON.</summary>
/// <param name="Cases">Scores compared.</param>
/// <param name="Within5Points">Scores that the emulation comes within five points of.</param>
/// <param name="Share">The same as a share.</param>
/// <param name="MeanDistance">Mean distance, 0 to 1.</param>
/// <param name="LargestDistance">Largest distance, 0 to 1.</param>
internal sealed record OfacScoreSummary(int Cases, int Within5Points, double Share, double MeanDistance, double LargestDistance)
{
    /// <summary>Measures the cases; at least one.</summary>
    public static OfacScoreSummary Of(IReadOnlyCollection<OfacScoreCase> cases) => new(
        cases.Count, cases.Count(one => one.IsReproduced), Math.Round((double)cases.Count(one => one.IsReproduced) / cases.Count, 4),
        Math.Round(cases.Average(one => one.Distance), 4), Math.Round(cases.Max(one => one.Distance), 4));
}
