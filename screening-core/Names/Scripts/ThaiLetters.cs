namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Classes of Thai and Lao letters; the Lao block repeats the Thai one 0x80 higher.</summary>
internal static class ThaiLetters
{
    /// <summary>Tone marks and repetition signs, which no romanisation shows; the shortener and the killer are kept for their
    /// rows.</summary>
    public static bool IsMark(char c) => Thai(c) is (>= '\u0E48' and <= '\u0E4B') or '\u0E46' or '\u0E4E';

    /// <summary>Consonants, the silent vowel carrier included.</summary>
    public static bool IsConsonant(char c) => Thai(c) is >= '\u0E01' and <= '\u0E2E' || c is 'ໜ' or 'ໝ';

    /// <summary>Vowels written before the consonant they follow.</summary>
    public static bool IsLeadingVowel(char c) => Thai(c) is >= '\u0E40' and <= '\u0E44';

    /// <summary>How many consonants at the start of the text sound before its vowel: 2 for a cluster with r, l or w and for a silent h,
    /// else 1.</summary>
    public static int OnsetLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !IsConsonant(text[1]))
        {
            return 1;
        }

        char first = Thai(text[0]), second = Thai(text[1]);
        var silent = first == 'ห' && second is 'ง' or 'ญ' or 'น' or 'ม' or 'ย' or 'ร' or 'ล' or 'ว';
        var cluster = first is 'ก' or 'ข' or 'ค' or 'ต' or 'ท' or 'ป' or 'ผ' or 'พ' or 'ฟ' or 'บ' or 'ด' or 'ศ' or 'ส'
            && second is 'ร' or 'ล' or 'ว';
        return (first == 'ห' && silent) || cluster ? 2 : 1;
    }

    private static char Thai(char c) => c is >= '\u0E80' and <= '\u0EFF' ? (char)(c - 0x80) : c;
}
