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

    // So many initials must agree where other letters of the words stand among them: "(MITEC)".
    private const int LeastInitials = 3;

    // So many words are a name by themselves, whatever the bracket says: "(VNIIEF)" is an acronym in another language.
    private const int ManyWords = 6;

    // A name of fewer words may be told from others by the acronym alone: "Insurance Company (KNIC)".
    private const int LeastWords = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(" -–—/,.'’\"“”«»‘&");

    /// <summary>The listed name without its acronym; null where it has none, or too little is left.</summary>
    /// <param name="raw">The name as published.</param>
    public static string? Without(string raw) =>
        Parts(raw) is var (outside, inside)
            && outside.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is >= LeastWords and var words
            && (words >= ManyWords || AreInitialsOf(inside, outside) || AreLettersOf(inside, outside)
                || (outside.Any(char.IsLower) && Abbreviates(inside, outside))) ? outside : null;

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

        return letters.Length >= LeastCertain && (letters.Length <= MaxForeignLetters || AreInOrder(letters, outside));
    }

    // Letters of the words in their order, with the first initial and enough others among them.
    private static bool AreLettersOf(string inside, string outside)
    {
        var letters = string.Concat(inside.Where(char.IsLetter));
        if (letters.Length < LeastInitials || char.ToUpperInvariant(outside[0]) != letters[0] || !AreInOrder(letters, outside))
        {
            return false;
        }

        // The most letters that are initials in their order.
        var most = new int[letters.Length + 1];
        foreach (var range in outside.AsSpan().SplitAny(Breaks))
        {
            var word = outside.AsSpan()[range];
            var before = 0;
            for (var at = 1; at <= letters.Length && word.Length > 0; at++)
            {
                var here = most[at];
                most[at] = char.ToUpperInvariant(word[0]) == letters[at - 1] ? before + 1 : Math.Max(here, most[at - 1]);
                before = here;
            }
        }

        return most[^1] >= LeastInitials;
    }

    private static bool AreInOrder(string letters, string outside)
    {
        var at = 0;
        foreach (var letter in outside)
        {
            at += at < letters.Length && char.ToUpperInvariant(letter) == letters[at] ? 1 : 0;
        }

        return at == letters.Length;
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
