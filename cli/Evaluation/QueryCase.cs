using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>A query whose answer is known: the party that bears a certain name.</summary>
/// <param name="Id">The case's id, or its line.</param>
/// <param name="Subject">Who is asked for.</param>
/// <param name="Expected">The name that the party sought bears on its list.</param>
/// <param name="Category">The file's own grouping.</param>
internal sealed record QueryCase(string Id, ScreeningSubject Subject, string Expected, string Category)
{
    /// <summary>Reads a CSV with <c>query_name, candidate_name</c> and, where present, <c>id, schema, query_dob, query_country,
    /// category</c>.</summary>
    public static IReadOnlyList<QueryCase> Read(string path, int? limit) =>
        [.. CaseFile.Rows(path, "query_name", "candidate_name")
            .Select(row => new QueryCase(NamePairLayout.Id(row), NamePairLayout.Subject(row), row["candidate_name"], row["category"]))
            .Take(limit ?? int.MaxValue)];
}
