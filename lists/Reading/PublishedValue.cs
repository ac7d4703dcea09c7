using System.Text;
using System.Text.RegularExpressions;

namespace Compliance.Lists.Reading;

/// <summary>Cleans published values: white space of any kind becomes one blank, ends are trimmed, marks of text direction are dropped;
/// nothing else is changed.</summary>
public static partial class PublishedValue
{
    /// <summary>The cleaned value; null where nothing remains.</summary>
    public static string? Clean(string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (IsClean(value))
        {
            return value.Length == 0 ? null : value;
        }

        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            if (IsDirectionMark(letter))
            {
                continue;
            }

            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
            {
                text.Append(letter);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        var cleaned = text.ToString().TrimEnd(' ');
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>The text without the elements of a web page that publishers leave in names: <c>&lt;span lang="ru"&gt;</c>,
    /// <c>&lt;br/&gt;</c>; an angle
    /// bracket that begins no element stays.</summary>
    public static string WithoutMarkup(string value) =>
        value.Contains('<', StringComparison.Ordinal) ? Element().Replace(value, " ") : value;

    /// <summary>True for words that stand where nothing is known: "na", "N/A", "-", "unknown", "none identified".</summary>
    public static bool IsPlaceholder(string value) =>
        value.ToUpperInvariant() is "NA" or "N/A" or "-" or "--" or "UNKNOWN" or "NONE IDENTIFIED" or "NONE" or "UNDETERMINED";

    [GeneratedRegex(@"</?(?:span|b|i|u|p|br|em|strong|font|div|sup|sub|a|bdo|bdi)(?:\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    private static bool IsClean(string value)
    {
        var blank = true;
        foreach (var letter in value)
        {
            var space = letter == ' ';
            if ((space && blank) || (!space && (char.IsWhiteSpace(letter) || char.IsControl(letter) || IsDirectionMark(letter))))
            {
                return false;
            }

            blank = space;
        }

        return !blank || value.Length == 0;
    }

    /// <summary>Embeddings, overrides, isolates and marks of direction; the joiners that Persian and Indic spelling needs are
    /// kept.</summary>
    private static bool IsDirectionMark(char letter)
        => letter is '\u200E' or '\u200F' or '\u061C' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
