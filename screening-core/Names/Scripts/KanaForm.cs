using System.Text;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// Kana through its sounds: a token becomes its Hepburn letters, with <c>Q</c> for the doubling small tsu, <c>N</c> for the syllabic
/// nasal and <c>:</c> for a long vowel, and the table of sounds says how each is written, in Japanese and in foreign names.
/// </summary>
internal static class KanaForm
{
    private const int MaxSoundsPerKana = 4;

    private static readonly Lazy<LetterTable> Sounds = new(static () => LetterTable.Load("KanaSounds"));
    private static readonly Lazy<Dictionary<string, string[]>> Kana = new(static () =>
        TableText.Rows("Kana").ToDictionary(static row => row[0], static row => row[1].Split(' '), StringComparer.Ordinal));

    /// <summary>Adds the sounds of a token; false when it has no kana the table knows.</summary>
    public static bool Build(ReadOnlySpan<char> token, LatticeBuilder builder)
    {
        var form = Of(token, scheme: 0);
        return form.Length > 0 && builder.AddLetters(form, Sounds.Value, 0) > 0;
    }

    /// <summary>Adds one kana between two nodes by its standard spellings, for the kana among Chinese characters.</summary>
    public static bool AddOne(char kana, int from, int to, LatticeBuilder builder)
    {
        var spellings = Romanisation.Of(kana.ToString(), Script.Kana);
        if (spellings.Length == 0)
        {
            builder.AddUnknown('\0', from, to);
            return false;
        }

        builder.Add(from, to, Renderings.Of(spellings.Select(static spelling => new LetterOption(spelling, 0))));
        return true;
    }

    /// <summary>The Hepburn spelling as passports write it, the Kunrei one, and one with long vowels shown by h.</summary>
    public static void Spell(string token, List<string> spellings)
    {
        var hepburn = Of(token, scheme: 0);
        Romanisation.Keep(spellings, Plain(hepburn, ""));
        Romanisation.Keep(spellings, Plain(hepburn, "", shortLong: true));
        Romanisation.Keep(spellings, Plain(Of(token, scheme: 1), ""));
        Romanisation.Keep(spellings, Plain(hepburn, "h"));
    }

    private static string Of(ReadOnlySpan<char> token, int scheme)
    {
        var text = new StringBuilder(token.Length * MaxSoundsPerKana);
        for (var i = 0; i < token.Length;)
        {
            var length = i + 1 < token.Length && Kana.Value.ContainsKey(Pair(token, i)) ? 2 : 1;
            var key = length == 2 ? Pair(token, i) : Hiragana(token[i]).ToString();
            if (Kana.Value.TryGetValue(key, out var sounds))
            {
                text.Append(sounds[Math.Min(scheme, sounds.Length - 1)]);
            }

            i += length;
        }

        return text.ToString();
    }

    private static string Pair(ReadOnlySpan<char> token, int i) => $"{Hiragana(token[i])}{Hiragana(token[i + 1])}";

    private static char Hiragana(char c) => c is (>= 'ァ' and <= 'ヶ') or 'ヽ' or 'ヾ' ? (char)(c - 0x60) : c;

    private static string Plain(string form, string longMark, bool shortLong = false)
    {
        var text = new StringBuilder(form.Length);
        for (var i = 0; i < form.Length; i++)
        {
            var next = i + 1 < form.Length ? form[i + 1] : '\0';
            switch (form[i])
            {
                case 'Q':
                    text.Append(next == 'c' ? "t" : next is >= 'a' and <= 'z' ? next.ToString() : "");
                    break;
                case 'N':
                    text.Append(shortLong && next is 'b' or 'm' or 'p' ? 'm' : 'n');
                    break;
                case ':':
                    text.Append(longMark);
                    break;
                case 'u' when shortLong && i > 0 && form[i - 1] is 'o' or 'u':
                case 'o' when shortLong && i > 0 && form[i - 1] is 'o':
                    break;
                default:
                    text.Append(form[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
