using System.Collections.Frozen;

namespace Compliance.Functions.Console.Models;

/// <summary>Codes of the transparency report in words; the files keep the codes.</summary>
public static class TransparencyText
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["all"] = "All",
        ["not"] = "Not automated",
        ["solely"] = "Solely automated",
        ["median_hours_to_decision"] = "Hours to a decision, half within",
        ["p90_hours_to_decision"] = "Hours to a decision, nine in ten within",
        ["reversed_share"] = "Share overturned or varied",
        ["automated_share"] = "Share decided by machine",
        ["acted_on_law"] = "Acted on by law",
        ["acted_on_terms"] = "Acted on by the terms",
        ["kept_back"] = "Kept back by law",
        ["came_back"] = "Came back undelivered",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A code in words; a language stays its tag.</summary>
    public static string Of(string code)
    {
        if (Words.TryGetValue(code, out var words) || code.Length <= 3)
        {
            return words ?? code;
        }

        var text = code.StartsWith("DECISION_", StringComparison.Ordinal) ? code["DECISION_".Length..] : code;
        text = text.Replace('_', ' ').Replace('.', ' ').ToLowerInvariant();
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
