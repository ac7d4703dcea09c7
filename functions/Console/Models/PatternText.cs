namespace Compliance.Functions.Console.Models;

/// <summary>A pattern of facts in words: <c>birthDate- gender+</c> reads "Birth date differs, Gender agrees".</summary>
internal static class PatternText
{
    public static string Of(string pattern) => pattern.Length == 0
        ? "only the name is compared"
        : string.Join(", ", pattern.Split(' ').Select(fact =>
            $"{ConsoleText.OfFeature(fact[..^1])} {(fact[^1] == '-' ? "differs" : "agrees")}"));

    /// <summary>The pattern of a group.</summary>
    public static string OfGroup(string group) => Of(group[EntryLength(group)..].TrimStart(' '));

    /// <summary>The entry of a group. Keys of publishers may hold blanks, so the entry ends where the facts begin: each ends with a
    /// sign.</summary>
    public static string EntryOfGroup(string group) => group[..EntryLength(group)];

    private static int EntryLength(string group)
    {
        var end = group.Length;
        while (end > 0 && group[end - 1] is '+' or '-' && group.LastIndexOf(' ', end - 1) is > 0 and var blank
            && group[(blank + 1)..(end - 1)].All(char.IsAsciiLetter))
        {
            end = blank;
        }

        return end;
    }
}
