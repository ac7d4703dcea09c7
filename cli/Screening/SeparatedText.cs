using System.Text;

namespace Compliance.Cli.Screening;

/// <summary>
/// Text of fields with a separator, as spreadsheets write it: a field in quotes may hold the separator, doubled quotes and line breaks.
/// </summary>
internal static class SeparatedText
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The separator of a header: the one that stands in it most often.</summary>
    public static char SeparatorOf(string header) => Separators.MaxBy(one => header.Count(letter => letter == one));

    /// <summary>The fields of a text.</summary>
    /// <param name="text">One line, or several where a quoted field goes over lines.</param>
    /// <param name="separator">Between fields.</param>
    /// <param name="fields">The fields; those before the fault where there is one.</param>
    public static SeparatedFault Read(string text, char separator, out List<string> fields)
    {
        fields = [];
        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                if (Quoted(text, ref at) is not { } quoted)
                {
                    return SeparatedFault.OpenQuote;
                }

                fields.Add(quoted);
                if (at < text.Length && text[at] != separator)
                {
                    return SeparatedFault.AfterQuote;
                }
            }
            else
            {
                var end = text.IndexOf(separator, at) is var found and >= 0 ? found : text.Length;
                fields.Add(text[at..end]);
                at = end;
            }

            if (at >= text.Length)
            {
                return SeparatedFault.None;
            }

            at++;
        }
    }

    // Null where the quotes never end; otherwise the place after them.
    private static string? Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Append('"');
                at++;
            }
            else
            {
                at++;
                return value.ToString();
            }
        }

        return null;
    }
}

/// <summary>What is wrong with a text of separated fields.</summary>
internal enum SeparatedFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A field begins with a quote, and none ends it.</summary>
    OpenQuote,

    /// <summary>Text stands between the quote that ends a field and the separator.</summary>
    AfterQuote,
}
