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
    // Fewest letters of a word that one letter makes no other.
    private const int MinMisspelt = 7;

    private static readonly FrozenDictionary<string, string[]> WordsByFrame = FormFrames.Of(Forms.Keys, _ => MinMisspelt);

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

    /// <summary>The longest form that begins at <paramref name="start"/> with one long word misspelt: "акционеррное общество". A form of
    /// one word only at either end of a name.</summary>
    /// <param name="tokens">Lower-cased tokens in their own script.</param>
    /// <param name="start">Index of the first token of the form.</param>
    /// <param name="length">How many tokens it takes; 0 where there is none.</param>
    /// <param name="formClass">The classes it may stand for.</param>
    public static bool TryMendAt(ReadOnlySpan<string> tokens, int start, out int length, out OrganisationClass formClass)
    {
        for (length = Math.Min(MaxWords, tokens.Length - start); length > 0; length--)
        {
            var isEdge = start == 0 || start + length == tokens.Length;
            for (var i = 0; i < length && length < tokens.Length && (length > 1 || isEdge); i++)
            {
                if (tokens[start + i].Length >= MinMisspelt - 1 && Mended(tokens.Slice(start, length), i) is { } form)
                {
                    formClass = form;
                    return true;
                }
            }
        }

        formClass = OrganisationClass.None;
        return false;
    }

    // The form that the words are when the one at a place is a slip of the pen.
    private static OrganisationClass? Mended(ReadOnlySpan<string> tokens, int at)
    {
        var words = tokens.ToArray();
        words[at] = FormFrames.Gap;
        if (!WordsByFrame.TryGetValue(string.Join(' ', words), out var meant))
        {
            return null;
        }

        foreach (var word in meant)
        {
            if (MisspeltForms.IsOneSlip(tokens[at], word))
            {
                words[at] = word;
                return Forms[string.Join(' ', words)].Class;
            }
        }

        return null;
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
