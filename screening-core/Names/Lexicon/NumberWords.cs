using System.Collections.Frozen;
using System.Globalization;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Numbers in names: digits, ordinals, Roman numerals, number words of many languages (see <c>NumberWords.tsv</c>). Tokens are
/// folded.</summary>
public static class NumberWords
{
    private const int MaxDigits = 9;
    private const int MaxRomanLetters = 7;

    private static readonly FrozenDictionary<string, int> Words = LexiconTable.Rows("NumberWords.tsv", columns: 3)
        .ToFrozenDictionary(row => row[0], row => int.Parse(row[1], NumberStyles.None, CultureInfo.InvariantCulture),
            StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] OrdinalEndings =
        ["st", "nd", "rd", "th", "er", "ere", "re", "e", "eme", "o", "a", "os", "as", "te", "ter", "y", "yy", "ya", "i", "inci", "ci"];

    /// <summary>
    /// The value of a token that can hardly be anything else: digits up to nine places, an ordinal such as 3rd, a Roman numeral from ii to
    /// xxxix that is no common name, a number word. Single letters and vi, xi (Vietnamese and Chinese names) need <see cref="TryRoman"/>.
    /// </summary>
    public static bool TryNumber(ReadOnlySpan<char> token, out int value) =>
        TryDigits(token, out value) || Lookup.TryGetValue(token, out value)
        || (token.Length > 1 && token is not ("vi" or "xi") && TryRoman(token, out value));

    /// <summary>The value of a well-formed Roman numeral of the letters i, v and x, from 1 to 39, whatever else the letters may
    /// mean.</summary>
    public static bool TryRoman(ReadOnlySpan<char> token, out int value)
    {
        value = 0;
        if (token.IsEmpty || token.Length > MaxRomanLetters)
        {
            return false;
        }

        var tens = 0;
        while (tens < token.Length && token[tens] == 'x')
        {
            tens++;
        }

        var units = token[tens..] switch
        {
            "" => 0,
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            "v" => 5,
            "vi" => 6,
            "vii" => 7,
            "viii" => 8,
            "ix" => 9,
            _ => -1,
        };
        if (tens > 3 || units < 0)
        {
            return false;
        }

        value = (tens * 10) + units;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> token, out int value)
    {
        var digits = 0;
        while (digits < token.Length && char.IsAsciiDigit(token[digits]))
        {
            digits++;
        }

        value = 0;
        return digits is > 0 and <= MaxDigits
            && (digits == token.Length || IsOrdinalEnding(token[digits..]))
            && int.TryParse(token[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsOrdinalEnding(ReadOnlySpan<char> ending)
    {
        foreach (var known in OrdinalEndings)
        {
            if (ending.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
