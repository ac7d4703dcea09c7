using System.Buffers;
using System.Text;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>
/// Words in which letters are written as signs or digits that look like them, or were read so by a scanner: "Kh@l!l", "M0n3y Service",
/// "TechnoIogy", "Cornpany". Numbers of accounts behind a name are no part of it: "ivan.zorin1984".
/// </summary>
internal static class DisguisedWords
{
    private const int LeastLetters = 3;

    private static readonly SearchValues<char> Signs = SearchValues.Create("@!$€£|");

    // What scanners take for one another; the right letters first. Only a word of trade is mended so: names keep their letters, and the
    // comparison bears one or two wrong ones.
    private static readonly (string Right, string Read)[] Scans =
        [("m", "rn"), ("rn", "m"), ("w", "vv"), ("l", "i"), ("i", "l"), ("d", "cl"), ("cl", "d"), ("li", "h"), ("h", "li"), ("e", "c"),
            ("c", "e"), ("nn", "m"), ("ri", "n"), ("n", "ri"), ("b", "h"), ("h", "b"), ("u", "ii"), ("b", "8"), ("s", "5"), ("o", "0"),
            ("m", "nn")];

    /// <summary>The name with signs read as letters; null where none stands among letters.</summary>
    /// <param name="name">The name as written.</param>
    public static string? WithoutSigns(string name)
    {
        if (!name.AsSpan().ContainsAny(Signs))
        {
            return null;
        }

        var text = new StringBuilder(name.Length);
        var changed = false;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = i > 0 && char.IsLetter(text[i - 1])
                && (name[i] != '!' || (i + 1 < name.Length && char.IsLetterOrDigit(name[i + 1])))
                || (i + 1 < name.Length && char.IsLetter(name[i + 1]) && name[i] is '$' or '!' && (i == 0 || name[i - 1] is not ' '))
                ? name[i] switch { '@' => 'a', '!' => 'i', '$' => 's', '€' => 'e', '£' => 'l', '|' => 'l', _ => name[i] } : name[i];
            changed |= letter != name[i];
            text.Append(letter != name[i] && i > 0 && char.IsUpper(text[i - 1]) ? char.ToUpperInvariant(letter) : letter);
        }

        return changed ? text.ToString() : null;
    }

    /// <summary>An organisation's name with digits among letters read as letters, and words of trade mended that a scanner misread; null
    /// where it has neither.</summary>
    /// <param name="name">The name as written.</param>
    public static string? Mended(string name)
    {
        var words = name.Split(' ');
        var changed = false;
        for (var i = 0; i < words.Length; i++)
        {
            if (MendedWord(words[i]) is { } mended)
            {
                (words[i], changed) = (mended, true);
            }
        }

        return changed ? string.Join(' ', words) : null;
    }

    /// <summary>A person's name without numbers behind it and behind its words; null where it has none.</summary>
    /// <param name="name">The name as written.</param>
    public static string? WithoutNumbers(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return null;
        }

        var words = name.Split([' ', '.', '_', '-', '/', '#', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.TrimEnd("0123456789".ToCharArray())).Where(word => word.Any(char.IsLetter)).ToArray();
        return words.Length > 1 && !words.Any(word => word.Any(char.IsAsciiDigit)) ? string.Join(' ', words) : null;
    }

    private static string? MendedWord(string word)
    {
        var letters = word.Count(char.IsAsciiLetter);
        if (letters < LeastLetters || IsTrade(DistinctWords.Folded(word)))
        {
            return null;
        }

        // A digit before a letter and behind one stands for a letter; behind the letters it is a number.
        var plain = DistinctWords.Folded(word);
        if (plain.Length > LeastLetters && HasDigitAmongLetters(plain))
        {
            return Confusables.Unleet(plain + "x")[..^1];
        }

        // A capital I among small letters is an l.
        var read = word.AsSpan(1).Contains('I') && word.Any(char.IsLower) ? word[..1] + word[1..].Replace('I', 'l') : word;
        return read != word ? read : Scanned(DistinctWords.Folded(word));
    }

    private static bool HasDigitAmongLetters(string word)
    {
        for (var i = 1; i + 1 < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i]) && char.IsAsciiLetter(word[0]) && word.AsSpan(i).ContainsAnyInRange('a', 'z'))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Scanned(string word)
    {
        if (word.Length < LeastLetters + 1 || CommonWords.Contains(word) || PlaceWords.IsPlaceWord(word))
        {
            return null;
        }

        foreach (var (right, read) in Scans)
        {
            for (var at = word.IndexOf(read, StringComparison.Ordinal); at >= 0; at = word.IndexOf(read, at + 1, StringComparison.Ordinal))
            {
                var mended = string.Concat(word.AsSpan(0, at), right, word.AsSpan(at + read.Length));
                if (IsTrade(mended))
                {
                    return mended;
                }
            }
        }

        return null;
    }

    private static bool IsTrade(string word) => GenericWords.TryConcept(word, out _) || (word.Length > LeastLetters
        && OrganisationForms.TryClass(word, out _));
}
