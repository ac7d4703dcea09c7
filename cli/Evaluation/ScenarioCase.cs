using System.Text.Json;

namespace Compliance.Cli.Evaluation;

/// <summary>One end-to-end case: what is known, and the decision that the rules ask for.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Channel">The channel in the file's words.</param>
/// <param name="Input">What is known.</param>
/// <param name="Expected"><c>allow</c>, <c>review</c> or <c>block</c>.</param>
/// <param name="Reason">Why, in the words of the case's author.</param>
internal sealed record ScenarioCase(string Id, string Channel, JsonElement Input, string Expected, string Reason)
{
    private static readonly string[] Decisions = ["allow", "review", "block"];

    /// <summary>Reads a CSV with <c>id, channel, input_json, expected_decision, reason</c>.</summary>
    /// <exception cref="InvalidInputException">A row's JSON or decision cannot be read.</exception>
    public static IReadOnlyList<ScenarioCase> Read(string path, int? limit) =>
        [.. CaseFile.Rows(path, "input_json", "expected_decision").Take(limit ?? int.MaxValue).Select(Case)];

    private static ScenarioCase Case(CaseRow row)
    {
        var expected = row["expected_decision"];
        if (!Decisions.Contains(expected))
        {
            throw new InvalidInputException(
                $"'{row.Path}', line {row.Line}: expected_decision is '{expected}'; it is one of {string.Join(", ", Decisions)}.");
        }

        try
        {
            using var json = JsonDocument.Parse(row["input_json"]);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new ScenarioCase(NamePairLayout.Id(row), row["channel"], json.RootElement.Clone(), expected, row["reason"])
                : throw new InvalidInputException($"'{row.Path}', line {row.Line}: input_json is not an object.");
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"'{row.Path}', line {row.Line}: input_json is not JSON ({error.Message}).", error);
        }
    }
}
