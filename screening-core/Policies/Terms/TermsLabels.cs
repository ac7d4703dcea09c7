using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Policies.Terms;

/// <summary>How a line of a text in Markdown begins a clause, and what the clause is called.</summary>
internal static class TermsLabels
{
    private const int MaxTitleLetters = 100;

    /// <summary>The number at the beginning of a line, such as <c>3.2</c> or <c>D.4</c>, without marks of emphasis; empty where it has
    /// none.</summary>
    public static string NumberOf(string line)
    {
        var text = Begin(line);
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '\\'
            || (end == 0 && char.IsAsciiLetterUpper(text[end]) && text.Length > 1 && text[1] is '.' or '\\')))
        {
            end++;
        }

        var number = text[..end].Replace("\\", "", StringComparison.Ordinal);
        var closed = number.EndsWith('.') || number.Contains('.', StringComparison.Ordinal) || (end < text.Length && text[end] == ')');
        var parts = number.TrimEnd('.').Split('.');
        return closed && end < text.Length && (text[end] is ' ' or '*' or ')' or '_') && parts.All(part => part.Length is > 0 and < 4)
            ? number.TrimEnd('.') : "";
    }

    /// <summary>A line without the number that it begins with.</summary>
    public static string WithoutNumber(string line)
    {
        var text = Begin(line);
        return NumberOf(line).Length == 0 ? text : text.TrimStart("0123456789.\\".ToCharArray()) is var rest
            && rest.Length > 1 && char.IsAsciiLetterUpper(rest[0]) && rest[1] is '.' or '\\'
            ? rest[1..].TrimStart("0123456789.\\ )*_".ToCharArray()) : rest.TrimStart(" )*_".ToCharArray());
    }

    /// <summary>The title in bold type that follows a number, or holds it; empty where there is none.</summary>
    public static string TitleOf(string line)
    {
        var text = WithoutNumber(line);
        var opened = line.IndexOf("**", StringComparison.Ordinal) is var first and >= 0 && first <= line.Length - text.Length;
        return opened && text.IndexOf("**", StringComparison.Ordinal) is var end and > 0 ? text[..end] : "";
    }

    /// <summary>The title with which a paragraph begins, in bold type; empty where it has none.</summary>
    public static string BoldOf(string line)
    {
        var text = line.TrimStart().TrimStart("*-+".ToCharArray()) is var rest && rest.Length < line.TrimStart().Length
            && rest.StartsWith(' ') ? rest.TrimStart() : line.TrimStart();
        var end = text.StartsWith("**", StringComparison.Ordinal) ? text.IndexOf("**", 2, StringComparison.Ordinal) : -1;
        return end > 2 ? text[2..end] : "";
    }

    /// <summary>A title as it is cited: small letters and digits, with a hyphen for everything else; empty where nothing is
    /// left.</summary>
    public static string Slug(string title)
    {
        var plain = new StringBuilder();
        var target = 0;
        foreach (var letter in title.Normalize(NormalizationForm.FormKC))
        {
            // The target of a link is no part of a title.
            target = letter == '(' && plain.Length > 0 && plain[^1] == ']' ? 1 : letter == ')' && target > 0 ? 0 : target;
            if (target == 0)
            {
                plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : letter == ']' ? ']' : '-');
            }
        }

        return string.Join('-', plain.ToString().Split(['-', ']'], StringSplitOptions.RemoveEmptyEntries)) is { Length: <= MaxTitleLetters }
            slug ? slug : "";
    }

    /// <summary>The level of a heading, 1 to 6, and its text; null where a line is none.</summary>
    public static (int Level, string Title)? Heading(string line, string next)
    {
        var level = line.TakeWhile(letter => letter == '#').Count();
        if (level is > 0 and < 7 && level < line.Length && line[level] == ' ')
        {
            return (level, line[level..].Trim());
        }

        var under = next.TrimEnd();
        return line.Trim().Length > 0 && under.Length > 1 && !line.StartsWith(' ')
            ? under.All(letter => letter == '=') ? (1, line.Trim()) : under.All(letter => letter == '-') ? (2, line.Trim()) : null : null;
    }

    /// <summary>How far a line stands to the right, and whether it is an item of a list.</summary>
    public static (int Indent, bool IsItem) Item(string line)
    {
        var text = line.TrimStart();
        return (line.Length - text.Length, text.Length > 1 && text[0] is '*' or '-' or '+' && text[1] == ' ');
    }

    /// <summary>A line with spaces and tabulators in their one form. Other space counts: it is part of what was written.</summary>
    public static string Spaced(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var letter in line.TrimEnd(' ', '\t'))
        {
            var space = letter is ' ' or '\t';
            if (!space || text.Length == 0 || text[^1] != ' ')
            {
                text.Append(space ? ' ' : letter);
            }
        }

        return text.ToString();
    }

    private static string Begin(string line) => line.TrimStart().TrimStart("#*_[".ToCharArray()).TrimStart();

    /// <summary>How many numbers a number has, such as 2 for <c>3.2</c>.</summary>
    public static int Depth(string number) => number.Count(letter => letter == '.') + 1;

    /// <summary>A number or a title as a label is compared: without the section sign.</summary>
    public static string Cited(string clause) => clause.TrimStart('§').ToLower(CultureInfo.InvariantCulture);
}
