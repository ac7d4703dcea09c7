using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Names;

/// <summary>Names that are written so that nothing can be compared: without a letter, or letter by letter.</summary>
public static class SpelledNames
{
    // Initials of a person are fewer; a name that is spelt out has at least as many letters.
    private const int LeastLetters = 6;

    /// <summary>True where a name is stated and has no letter of any script.</summary>
    public static bool HasNoLetters(string name) => name.Length > 0 && !NameFolding.WellFormed(name).EnumerateRunes().Any(Rune.IsLetter);

    /// <summary>A name that is written letter by letter, its letters joined: <c>V l a d i m i r   P u t i n</c> as <c>Vladimir Putin</c>,
    /// or
    /// as one word where the blanks between words are no wider than those between letters. Null for every other name.</summary>
    public static string? Joined(string name)
    {
        if (name.Length < (2 * LeastLetters) - 1 || !IsSpelled(name))
        {
            return null;
        }

        var (text, blanks) = (new StringBuilder(name.Length), 0);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetter(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                text.Append(blanks > 1 && text.Length > 0 ? " " : "").Append(rune.ToString());
                blanks = 0;
            }
            else
            {
                blanks++;
            }
        }

        return text.ToString();
    }

    // Every word is one letter, whatever stands between them.
    private static bool IsSpelled(string name)
    {
        var (letters, run) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                letters++;
                if (++run > 1 || Scripts.ScriptRanges.ScriptOf(rune.ToString()) is Scripts.Script.Han or Scripts.Script.Hangul)
                {
                    return false;
                }
            }
            else if (Rune.IsDigit(rune))
            {
                return false;
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                run = 0;
            }
        }

        return letters >= LeastLetters;
    }
}
