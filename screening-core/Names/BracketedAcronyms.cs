namespace Compliance.ScreeningCore.Names;

/// <summary>Acronyms in brackets behind what they abbreviate: "Korean National Insurance Company (KNIC)". They say nothing that the name
/// does not say, and who writes the name leaves them out as often as not.</summary>
internal static class BracketedAcronyms
{
    private const int MinLetters = 2;
    private const int MaxLetters = 8;

    // A name of fewer words may be told from others by the acronym alone: "Insurance Company (KNIC)".
    private const int LeastWords = 3;

    /// <summary>The name without the acronym; null where it has none, or too little is left.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Without(string raw) =>
        Read(raw) is { } read && read.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= LeastWords ? read : null;

    /// <summary>The name without an acronym that stands behind it without brackets: capitals that are initials of its words in their
    /// order.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Behind(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= LeastWords || words[^1].Length is < MinLetters or > MaxLetters || !words[^1].All(char.IsUpper))
        {
            return null;
        }

        var at = 0;
        foreach (var word in words[..^1])
        {
            at += at < words[^1].Length && char.ToUpperInvariant(word[0]) == words[^1][at] ? 1 : 0;
        }

        return at == words[^1].Length ? string.Join(' ', words[..^1]) : null;
    }

    /// <summary>The name without the acronym however little is left; null where it has none.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Read(string raw)
    {
        var open = raw.IndexOf('(', StringComparison.Ordinal);
        var close = open < MinLetters ? -1 : raw.IndexOf(')', open);
        return close - open is > MinLetters and <= MaxLetters + 1
            && raw[(open + 1)..close].All(letter => char.IsUpper(letter) || letter is '.' or '-' or '&')
                ? string.Concat(raw.AsSpan(0, open).TrimEnd(), raw.AsSpan(close + 1)) : null;
    }
}
