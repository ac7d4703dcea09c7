namespace Compliance.Functions.Console.Models;

/// <summary>A pattern of facts in words: <c>birthDate- gender+</c> reads "Birth date differs, Gender agrees".</summary>
internal static class PatternText
{
    public static string Of(string pattern) => pattern.Length == 0
        ? "only the name is compared"
        : string.Join(", ", pattern.Split(' ').Select(fact =>
            $"{ConsoleText.OfFeature(fact[..^1])} {(fact[^1] == '-' ? "differs" : "agrees")}"));

    /// <summary>The pattern of a group.</summary>
    public static string OfGroup(string group)
        => Of(group.IndexOf(' ', StringComparison.Ordinal) is var blank && blank < 0 ? "" : group[(blank + 1)..]);
}
