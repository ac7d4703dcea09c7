using System.Text;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Tells the script of a character or a token by Unicode block; allocates nothing.</summary>
public static class ScriptRanges
{
    private const int ScriptCount = (int)Script.Ethiopic + 1;

    /// <summary>The script of one character; <see cref="Script.Common"/> for digits, punctuation, combining marks and unknown
    /// scripts.</summary>
    public static Script ScriptOf(Rune rune) => ScriptOf(rune.Value);

    /// <summary>
    /// The script most characters of the token belong to, <see cref="Script.Common"/> characters aside; the earlier one on a tie.
    /// A token with any Chinese character is <see cref="Script.Han"/> even among kana, as Japanese names mix the two.
    /// </summary>
    public static Script ScriptOf(ReadOnlySpan<char> token)
    {
        Span<int> counts = stackalloc int[ScriptCount];
        counts.Clear();
        var best = Script.Common;
        foreach (var rune in token.EnumerateRunes())
        {
            var script = ScriptOf(rune.Value);
            if (script == Script.Common)
            {
                continue;
            }

            counts[(int)script]++;
            if (best == Script.Common || counts[(int)script] > counts[(int)best])
            {
                best = script;
            }
        }

        return best == Script.Kana && counts[(int)Script.Han] > 0 ? Script.Han : best;
    }

    private static Script ScriptOf(int c) => c switch
    {
        < 0x0041 => Script.Common,
        <= 0x005A => Script.Latin,
        >= 0x0061 and <= 0x007A => Script.Latin,
        0x00AA or 0x00BA => Script.Latin,
        >= 0x00C0 and <= 0x024F => c is 0x00D7 or 0x00F7 ? Script.Common : Script.Latin,
        >= 0x0250 and <= 0x02B8 => Script.Latin,
        >= 0x0370 and <= 0x03FF => c is 0x037E or 0x0387 or 0x0375 ? Script.Common : Script.Greek,
        >= 0x0400 and <= 0x052F => c is >= 0x0482 and <= 0x0489 ? Script.Common : Script.Cyrillic,
        >= 0x0531 and <= 0x0588 => Script.Armenian,
        >= 0x05D0 and <= 0x05F2 => Script.Hebrew,
        >= 0x0620 and <= 0x06FF => IsArabicLetter(c) ? Script.Arabic : Script.Common,
        >= 0x0750 and <= 0x077F => Script.Arabic,
        >= 0x08A0 and <= 0x08C7 => Script.Arabic,
        >= 0x0900 and <= 0x0DFF => Indic(c),
        >= 0x0E01 and <= 0x0E4E => c == 0x0E3F ? Script.Common : Script.Thai,
        >= 0x0E81 and <= 0x0EDF => c is >= 0x0ED0 and <= 0x0ED9 ? Script.Common : Script.Lao,
        >= 0x1000 and <= 0x109F => c is (>= 0x1040 and <= 0x104B) or (>= 0x1090 and <= 0x1099) ? Script.Common : Script.Burmese,
        >= 0x10A0 and <= 0x10FF => Script.Georgian,
        >= 0x1100 and <= 0x11FF => Script.Hangul,
        >= 0x1200 and <= 0x135A => Script.Ethiopic,
        >= 0x1380 and <= 0x138F => Script.Ethiopic,
        >= 0x1780 and <= 0x17D3 => Script.Khmer,
        >= 0x1C80 and <= 0x1C8A => Script.Cyrillic,
        >= 0x1C90 and <= 0x1CBF => Script.Georgian,
        >= 0x1D00 and <= 0x1DBF => Script.Latin,
        >= 0x1E00 and <= 0x1EFF => Script.Latin,
        >= 0x1F00 and <= 0x1FFF => Script.Greek,
        >= 0x2C60 and <= 0x2C7F => Script.Latin,
        0x3005 or 0x3007 => Script.Han,
        >= 0x3041 and <= 0x3096 => Script.Kana,
        >= 0x309D and <= 0x309F => Script.Kana,
        >= 0x30A1 and <= 0x30FA => Script.Kana,
        >= 0x30FC and <= 0x30FF => Script.Kana,
        >= 0x3131 and <= 0x318E => Script.Hangul,
        >= 0x31F0 and <= 0x31FF => Script.Kana,
        >= 0x3400 and <= 0x4DBF => Script.Han,
        >= 0x4E00 and <= 0x9FFF => Script.Han,
        >= 0xA640 and <= 0xA69D => Script.Cyrillic,
        >= 0xA720 and <= 0xA7FF => Script.Latin,
        >= 0xA960 and <= 0xA97C => Script.Hangul,
        >= 0xAC00 and <= 0xD7A3 => Script.Hangul,
        >= 0xD7B0 and <= 0xD7FB => Script.Hangul,
        >= 0xF900 and <= 0xFAFF => Script.Han,
        >= 0xFB00 and <= 0xFB06 => Script.Latin,
        >= 0xFB13 and <= 0xFB17 => Script.Armenian,
        >= 0xFB1D and <= 0xFB4F => Script.Hebrew,
        >= 0xFB50 and <= 0xFDFB => Script.Arabic,
        >= 0xFE70 and <= 0xFEFC => Script.Arabic,
        >= 0xFF21 and <= 0xFF3A => Script.Latin,
        >= 0xFF41 and <= 0xFF5A => Script.Latin,
        >= 0xFF66 and <= 0xFF9D => Script.Kana,
        >= 0x20000 and <= 0x323AF => Script.Han,
        _ => Script.Common,
    };

    private static bool IsArabicLetter(int c)
        => c is (>= 0x0620 and <= 0x064A) or (>= 0x066E and <= 0x066F) or (>= 0x0671 and <= 0x06D3) or 0x06D5
        or (>= 0x06EE and <= 0x06EF) or (>= 0x06FA and <= 0x06FC) or 0x06FF;

    private static Script Indic(int c) => (c & 0x7F) is >= 0x64 and <= 0x6F
        ? Script.Common
        : (c >> 7) switch
        {
            0x12 => Script.Devanagari,
            0x13 => Script.Bengali,
            0x14 => Script.Gurmukhi,
            0x15 => Script.Gujarati,
            0x16 => Script.Odia,
            0x17 => Script.Tamil,
            0x18 => Script.Telugu,
            0x19 => Script.Kannada,
            0x1A => Script.Malayalam,
            _ => Script.Sinhala,
        };
}
