using System.Buffers;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// Acronyms beside what they abbreviate: "Korean National Insurance Company (KNIC)". They say nothing that the name does not say, and who
/// writes the name leaves them out as often as not. A word in brackets that abbreviates nothing is part of the name: "PRIVATE MILITARY
/// COMPANY (WAGNER)".
/// </summary>
internal static class BracketedAcronyms
{
    private const int MinLetters = 2;
    private const int MaxLetters = 8;

    // Among small letters, three or four capitals are an acronym, of another language where not of this one: "Federal Security Service
    // (FSB)". Two are as often a place: "(HK)".
    private const int LeastCertain = 3;
    private const int MaxForeignLetters = 4;

    // A name of fewer words may be told from others by the acronym alone: "Insurance Company (KNIC)".
    private const int LeastWords = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" -–—/,.'’\"“”«»‘&");

    /// <summary>The listed name without its acronym; null where it has none, or too little is left.</summary>
    /// <param name="raw">The name as published.</param>
    public static string? Without(string raw) =>
        Parts(raw) is var (outside, inside) && outside.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= LeastWords
            && (AreInitialsOf(inside, outside) || (outside.Any(char.IsLower) && Abbreviates(inside, outside))) ? outside : null;

    /// <summary>The name without an acronym that stands behind it without brackets.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Behind(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= LeastWords || words[^1].Length is < MinLetters or > MaxLetters || !words[^1].All(char.IsUpper))
        {
            return null;
        }

        var name = string.Join(' ', words[..^1]);
        return AreInitialsOf(words[^1], name) ? name : null;
    }

    /// <summary>A customer's name without capitals in brackets, whatever they say and however little is left; null where it has none. It
    /// is a reading beside the whole name.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Read(string raw) => Parts(raw)?.Outside;

    /// <summary>True where the letters are initials of the words in their order; words may be passed over.</summary>
    /// <param name="acronym">Capitals; other signs among them are passed over.</param>
    /// <param name="name">The words.</param>
    public static bool AreInitialsOf(ReadOnlySpan<char> acronym, ReadOnlySpan<char> name)
    {
        var at = NextLetter(acronym, 0);
        foreach (var range in name.SplitAny(Breaks))
        {
            var word = name[range];
            if (at < acronym.Length && word.Length > 0 && char.ToUpperInvariant(word[0]) == acronym[at])
            {
                at = NextLetter(acronym, at + 1);
            }
        }

        return at == acronym.Length;
    }

    // Letters of the words in their order (KOMID, NORINCO), or few enough for an acronym of another language; no place and no legal form.
    private static bool Abbreviates(string inside, string outside)
    {
        var letters = string.Concat(inside.Where(char.IsLetter));
        var folded = letters.ToLowerInvariant();
        if (PlaceWords.IsPlaceWord(folded) || OrganisationForms.TryClass(folded, out _) || GenericWords.TryConcept(folded, out _))
        {
            return false;
        }

        var at = 0;
        foreach (var letter in outside)
        {
            at += at < letters.Length && char.ToUpperInvariant(letter) == letters[at] ? 1 : 0;
        }

        return letters.Length >= LeastCertain && (letters.Length <= MaxForeignLetters || at == letters.Length);
    }

    private static (string Outside, string Inside)? Parts(string raw)
    {
        var open = raw.IndexOf('(', StringComparison.Ordinal);
        var close = open < MinLetters ? -1 : raw.IndexOf(')', open);
        return close - open is > MinLetters and <= MaxLetters + 1
            && raw[(open + 1)..close] is var inside && inside.All(letter => char.IsUpper(letter) || letter is '.' or '-' or '&')
                ? (string.Concat(raw.AsSpan(0, open).TrimEnd(), raw.AsSpan(close + 1)), inside) : null;
    }

    private static int NextLetter(ReadOnlySpan<char> acronym, int from)
    {
        while (from < acronym.Length && !char.IsLetter(acronym[from]))
        {
            from++;
        }

        return from;
    }
}
