using System.Text;

namespace Compliance.ScreeningCore.Policies.Text;

/// <summary>What a piece of text is.</summary>
internal enum PolicyTokenKind
{
    /// <summary>A word, a number, a day or a length of time: the reader knows which by what it expects.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A mark such as <c>&lt;=</c>.</summary>
    Mark,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of text with its place.</summary>
internal readonly record struct PolicyToken(PolicyTokenKind Kind, string Text, int Line, int Column, bool BeginsLine);

/// <summary>Cuts a text into words, texts and marks. <c>#</c> begins a comment; ends of lines only end words.</summary>
internal static class PolicyScanner
{
    private static readonly string[] Marks = ["<=", ">=", "!=", "<", ">", "=", "(", ")", ",", ":"];

    /// <summary>All pieces; the last is the end.</summary>
    /// <exception cref="PolicyProblemException">A letter that means nothing, or a quote without an end.</exception>
    public static List<PolicyToken> Scan(string text)
    {
        var tokens = new List<PolicyToken>();
        var (at, line, lineStart, begins) = (0, 1, 0, true);
        while (at < text.Length)
        {
            var letter = text[at];
            if (letter == '\n')
            {
                (at, line, begins) = (at + 1, line + 1, true);
                lineStart = at;
            }
            else if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter == '#')
            {
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            }
            else
            {
                var (kind, read, length) = One(text, at, line, at - lineStart + 1);
                tokens.Add(new PolicyToken(kind, read, line, at - lineStart + 1, begins));
                (at, begins) = (at + length, false);
            }
        }

        tokens.Add(new PolicyToken(PolicyTokenKind.End, "", line, at - lineStart + 1, true));
        return tokens;
    }

    private static (PolicyTokenKind Kind, string Text, int Length) One(string text, int at, int line, int column)
    {
        if (text[at] == '"')
        {
            return Quoted(text, at, line, column);
        }

        foreach (var mark in Marks)
        {
            if (string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0)
            {
                return (PolicyTokenKind.Mark, mark, mark.Length);
            }
        }

        var end = at;
        while (end < text.Length && IsOfWord(text, end))
        {
            end++;
        }

        return end > at ? (PolicyTokenKind.Word, text[at..end], end - at)
            : throw new PolicyProblemException(new PolicyProblem(line, column, $"“{text[at]}” means nothing here."));
    }

    // A colon belongs to a word only inside it: “models:” ends a word, “ota:4812532” does not.
    private static bool IsOfWord(string text, int at) => char.IsAsciiLetterOrDigit(text[at])
        || text[at] is '_' or '.' or '-' or '/' or '*' or '+' or '@' or '§'
        || (text[at] == ':' && at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] is '*' or '/'));

    private static (PolicyTokenKind Kind, string Text, int Length) Quoted(string text, int at, int line, int column)
    {
        var read = new StringBuilder();
        for (var end = at + 1; end < text.Length && text[end] != '\n'; end++)
        {
            if (text[end] == '"')
            {
                return (PolicyTokenKind.Text, read.ToString(), end - at + 1);
            }

            if (text[end] == '\\' && end + 1 < text.Length && text[end + 1] is '"' or '\\')
            {
                end++;
            }

            if (char.IsControl(text[end]) || text[end] is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
            {
                throw new PolicyProblemException(new PolicyProblem(line, column,
                    "A text may not hold control characters or marks that turn the direction of writing."));
            }

            read.Append(text[end]);
        }

        throw new PolicyProblemException(new PolicyProblem(line, column, "The quote has no end on this line."));
    }
}
