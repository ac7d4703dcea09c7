using System.Text.Json;

namespace Compliance.Functions.Tests.ReadMe;

/// <summary>Compares a shortened answer, as a document shows it, with a whole one: what is shown must be there, and say the same.</summary>
internal static class JsonExcerpt
{
    /// <summary>Scores and contributions are shown rounded, and move a little when the model is fitted again; a decision does
    /// not.</summary>
    private const double NumberTolerance = 0.05;

    /// <summary>Values that no two answers share, and the profile, whose version rises whenever it is fitted again.</summary>
    private static readonly string[] Unrepeatable = ["screeningId", "profile"];

    /// <summary>Where the excerpt says something that the whole does not; empty where it is true.</summary>
    public static IEnumerable<string> Differences(JsonElement shown, JsonElement whole, string path = "$")
    {
        if (shown.ValueKind != whole.ValueKind && !(IsFlag(shown) && IsFlag(whole)))
        {
            return [$"{path}: shown is {shown.GetRawText()}, answered was {whole.GetRawText()}"];
        }

        return shown.ValueKind switch
        {
            JsonValueKind.Object => shown.EnumerateObject().SelectMany(property => Property(property, whole, $"{path}.{property.Name}")),
            JsonValueKind.Array => shown.EnumerateArray().SelectMany((item, index) => Item(item, whole, $"{path}[{index}]")),
            JsonValueKind.Number => Math.Abs(shown.GetDouble() - whole.GetDouble()) <= NumberTolerance ? []
                : [$"{path}: shown is {shown}, answered was {whole}"],
            _ => shown.GetRawText() == whole.GetRawText() || shown.ToString() == whole.ToString()
                ? [] : [$"{path}: shown is {shown}, answered was {whole}"],
        };
    }

    private static IEnumerable<string> Property(JsonProperty shown, JsonElement whole, string path) =>
        !whole.TryGetProperty(shown.Name, out var answered) ? [$"{path}: not in the answer"]
        : Unrepeatable.Contains(shown.Name) ? []
        : Differences(shown.Value, answered, path);

    private static IEnumerable<string> Item(JsonElement shown, JsonElement whole, string path)
    {
        var closest = whole.EnumerateArray().Select(answered => Differences(shown, answered, path).ToArray())
            .MinBy(differences => differences.Length);
        return closest ?? [$"{path}: the array is empty"];
    }

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
