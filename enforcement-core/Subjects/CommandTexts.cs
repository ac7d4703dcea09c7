using System.Globalization;
using System.Text;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>What words that somebody sends may hold: anything that is written, nothing that hides or reorders what is written.</summary>
public static class CommandTexts
{
    /// <summary>Most characters of a reason or a note.</summary>
    public const int MaxChars = 4000;

    /// <summary>What stands against words; null where nothing does.</summary>
    /// <param name="text">The words; null where none were given.</param>
    /// <param name="max">Most characters.</param>
    public static string? Problem(string? text, int max = MaxChars)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Create(CultureInfo.InvariantCulture, $"Nothing is written; 1 to {max} characters are needed.");
        }

        if (text.Length > max)
        {
            return string.Create(CultureInfo.InvariantCulture, $"There are {text.Length} characters; at most {max} are allowed.");
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsHidden(rune))
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"U+{rune.Value:X4} is not allowed: it cannot be seen, or changes the order of what can.");
            }
        }

        return null;
    }

    /// <summary>What stands against words, as a refusal of the field that bears them; null where nothing does.</summary>
    /// <param name="text">The words; null where none were given.</param>
    /// <param name="field">The field, as a JSON path.</param>
    /// <param name="name">What the words are.</param>
    /// <param name="max">Most characters.</param>
    public static Refusal? Refusal(string? text, string field = "$.text", string name = "The reason", int max = MaxChars)
        => Problem(text, max) is { } problem ? new Refusal(RefusalCode.BadText, $"{name}: {problem}") { Field = field } : null;

    // Line breaks and tabs are written; other controls, and the marks that turn the direction of text (UAX #9), are not.
    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\r' or '\t')
        && (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
            || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C);
}
