using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Legal forms in their own script, on lower-cased tokens: "ооо", "شركة", "有限公司" (see
/// <c>OrganisationFormsOriginalScript.tsv</c>).</summary>
public static class OriginalScriptForms
{
    private const int MaxWords = 6;
    private const int MaxFormLengthChars = 96;

    private static readonly FrozenDictionary<string, Entry> Forms = Load();
    private static readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Forms.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestGlued = Forms.Where(form => form.Value.Closes).Max(form => form.Key.Length);

    /// <summary>All forms with the classes each may stand for.</summary>
    public static IEnumerable<KeyValuePair<string, OrganisationClass>> All
        => Forms.Select(form => KeyValuePair.Create(form.Key, form.Value.Class));

    /// <summary>The longest form that begins at <paramref name="start"/> and fills whole tokens.</summary>
    /// <param name="tokens">Lower-cased tokens in their own script.</param>
    /// <param name="start">Index of the first token of the form.</param>
    /// <param name="length">How many tokens it takes; 0 where there is none.</param>
    /// <param name="formClass">The classes it may stand for.</param>
    public static bool TryMatchAt(ReadOnlySpan<string> tokens, int start, out int length, out OrganisationClass formClass)
    {
        length = 0;
        formClass = OrganisationClass.None;
        Span<char> joined = stackalloc char[MaxFormLengthChars];
        var written = 0;
        for (var count = 1; count <= MaxWords && start + count <= tokens.Length; count++)
        {
            var token = tokens[start + count - 1];
            if (written + token.Length + 1 > joined.Length)
            {
                break;
            }

            if (count > 1)
            {
                joined[written++] = ' ';
            }

            token.CopyTo(joined[written..]);
            written += token.Length;
            if (Lookup.TryGetValue(joined[..written], out var entry))
            {
                length = count;
                formClass = entry.Class;
            }
        }

        return length > 0;
    }

    /// <summary>
    /// Finds a form glued to the beginning or end of one Han, kana or Hangul token, and what is left of the token. The rest is never empty:
    /// a token that is a form and nothing else is for <see cref="TryMatchAt"/>.
    /// </summary>
    /// <param name="token">One lower-cased token.</param>
    /// <param name="rest">The token without the form.</param>
    /// <param name="formClass">The classes the form may stand for.</param>
    public static bool TryStripGlued(ReadOnlySpan<char> token, out ReadOnlySpan<char> rest, out OrganisationClass formClass)
    {
        for (var size = Math.Min(LongestGlued, token.Length - 1); size > 0; size--)
        {
            if (Lookup.TryGetValue(token[^size..], out var closing) && closing.Closes)
            {
                rest = token[..^size];
                formClass = closing.Class;
                return true;
            }

            if (Lookup.TryGetValue(token[..size], out var opening) && opening.Opens)
            {
                rest = token[size..];
                formClass = opening.Class;
                return true;
            }
        }

        rest = token;
        formClass = OrganisationClass.None;
        return false;
    }

    private static FrozenDictionary<string, Entry> Load()
    {
        const string Table = "OrganisationFormsOriginalScript.tsv";
        return LexiconTable.Rows(Table, columns: 4).ToFrozenDictionary(
            row => row[0],
            row => row[2] is "no" or "end" or "both"
                ? new Entry(OrganisationClassNames.Parse(Table, row[0], row[1]), row[2] == "both", row[2] != "no")
                : throw LexiconTable.Unknown(Table, row[0], row[2], "no, end, both"),
            StringComparer.Ordinal);
    }

    private readonly record struct Entry(OrganisationClass Class, bool Opens, bool Closes);
}
