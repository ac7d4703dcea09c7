using System.Collections.Immutable;
using System.Text;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Plain Latin spellings of original-script tokens, for showing and for finding candidates; comparison goes through
/// <see cref="LetterLattice"/>.</summary>
public static class Romanisation
{
    /// <summary>The most spellings a token gets; one in Chinese characters may have one more.</summary>
    public const int MaxSpellings = 6;

    /// <summary>
    /// One to six Latin spellings (a-z only; seven of Chinese characters) of a folded token, the most used in passports and sanctions lists
    /// first; empty for Latin, <see cref="Script.Common"/> and tokens without a letter that the script's tables know.
    /// </summary>
    public static ImmutableArray<string> Of(string token, Script script)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length is 0 or > LetterLattice.MaxTokenChars)
        {
            return [];
        }

        var spellings = new List<string>(MaxSpellings);
        foreach (var name in NameLexicon.Of(token, script)?.Spellings ?? [])
        {
            Keep(spellings, name);
        }

        switch (script)
        {
            case Script.Latin or Script.Common:
                break;
            case Script.Han:
                HanLattice.Spell(token, spellings);
                break;
            case Script.Kana:
                KanaForm.Spell(token, spellings);
                break;
            default:
                ByRule(token, script, spellings);
                break;
        }

        return [.. spellings];
    }

    /// <summary>Adds a spelling unless it is empty, there already, or one too many.</summary>
    internal static void Keep(List<string> spellings, string spelling, int most = MaxSpellings)
    {
        if (spelling.Length > 0 && spellings.Count < most && !spellings.Contains(spelling, StringComparer.Ordinal))
        {
            spellings.Add(spelling);
        }
    }

    private static void ByRule(string token, Script script, List<string> spellings)
    {
        if (ScriptTables.Of(script) is not { } table)
        {
            return;
        }

        Span<char> buffer = stackalloc char[LetterLattice.MaxTokenChars * LetterForm.Growth];
        var form = LetterForm.Of(token, script, buffer);
        var national = ScriptTables.NationalOf(token, script);
        for (var scheme = 0; scheme < LetterTable.MaxSchemes; scheme++)
        {
            Keep(spellings, Spell(form, table, national, scheme));
        }
    }

    /// <summary>Spells a form letter group by letter group, the longest first; a national table goes before the script's own.</summary>
    internal static string Spell(ReadOnlySpan<char> form, LetterTable table, LetterTable? national, int scheme)
    {
        var text = new StringBuilder(form.Length * 2);
        for (var i = 0; i < form.Length;)
        {
            var letter = national?.LongestAt(form, i) ?? table.LongestAt(form, i);
            if (letter is null)
            {
                AppendPlain(text, form[i]);
                i++;
                continue;
            }

            var spelling = letter.Schemes[scheme < letter.Schemes.Length ? scheme : 0];
            if (form[i] != LetterForm.Vowel || NeedsVowel(text))
            {
                text.Append(spelling);
            }

            i += letter.Source.Length;
        }

        return text.ToString();
    }

    /// <summary>An unwritten vowel is spoken after a first consonant or between two consonants and a third, never after another
    /// vowel.</summary>
    private static bool NeedsVowel(StringBuilder text)
    {
        return text.Length > 0 && !IsVowel(text[^1]);

        static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
    }

    private static void AppendPlain(StringBuilder text, char c)
    {
        if (c is >= 'a' and <= 'z')
        {
            text.Append(c);
        }
    }
}
