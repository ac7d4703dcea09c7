using System.Globalization;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>Brings numbers in the names of organisations to one word: "forty four" is 44, and "number 39", "No. 39" and "номер 39" are 39.
/// </summary>
internal static class NumberPhrases
{
    /// <summary>Rewrites the words of one name in place.</summary>
    public static void Rewrite(List<string> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] is "number" or "numero" or "nummer" or "nomer" or "no" or "nr" or "num" or "номер" or "номера"
                && IsNumber(words[i + 1]))
            {
                words.RemoveAt(i);
            }

            if (i + 1 < words.Count && IsTens(words[i], out var tens) && IsUnits(words[i + 1], out var units))
            {
                words[i] = (tens + units).ToString(CultureInfo.InvariantCulture);
                words.RemoveAt(i + 1);
            }
        }
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]) || NumberWords.TryNumber(word, out _);

    private static bool IsTens(string word, out int value) =>
        NumberWords.TryNumber(word, out value) && !char.IsAsciiDigit(word[0]) && value is >= 20 and <= 90 && value % 10 == 0
        && !NumberWords.TryRoman(word, out _);

    private static bool IsUnits(string word, out int value) =>
        NumberWords.TryNumber(word, out value) && !char.IsAsciiDigit(word[0]) && value is >= 1 and <= 9
        && !NumberWords.TryRoman(word, out _);
}
