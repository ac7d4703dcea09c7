using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// The first step of every comparison: one spelling for what is written in many ways. Compatibility forms are resolved (full width,
/// ligatures), invisible and bidirectional characters vanish, Latin and Greek lose their diacritics, vowel points of Arabic and Hebrew
/// vanish, digits become ASCII. Case is kept until tokens are cut, because a capital inside a word may show where two words were glued.
/// </summary>
/// <remarks>Sources: Unicode Standard Annex 15 (normalisation forms), Annex 39 (confusables).</remarks>
public static class NameFolding
{
    /// <summary>Longest name that is analysed, in characters; what is longer is cut there. Longer "names" are text or attacks.</summary>
    public const int MaxNameLengthChars = 512;

    private static readonly FrozenDictionary<char, string> SpecialLatin = new Dictionary<char, string>
    {
        ['ß'] = "ss",
        ['ẞ'] = "SS",
        ['æ'] = "ae",
        ['Æ'] = "AE",
        ['œ'] = "oe",
        ['Œ'] = "OE",
        ['ø'] = "o",
        ['Ø'] = "O",
        ['ł'] = "l",
        ['Ł'] =
            "L",
        ['đ'] = "d",
        ['Đ'] = "D",
        ['ð'] = "d",
        ['Ð'] = "D",
        ['þ'] = "th",
        ['Þ'] = "Th",
        ['ı'] = "i",
        ['ħ'] = "h",
        ['Ħ'] = "H",
        ['ŋ'] =
            "ng",
        ['Ŋ'] = "NG",
        ['ŧ'] = "t",
        ['Ŧ'] = "T",
        ['ə'] = "a",
        ['Ə'] = "A",
        ['ƒ'] = "f",
        ['ĸ'] = "k",
        ['ŀ'] = "l",
        ['Ŀ'] = "L",
        ['ɫ'] = "l",
        ['ɣ'] = "g",
        ['ɔ'] = "o",
        ['ɛ'] = "e",
        ['ɓ'] = "b",
        ['Ɓ'] = "B",
        ['ɗ'] = "d",
        ['Ɗ'] = "D",
        ['ƙ'] = "k",
        ['Ƙ'] = "K",
        ['ƴ'] = "y",
        ['Ƴ'] = "Y",
        ['ơ'] = "o",
        ['ư'] = "u",
        // Small capitals of phonetic alphabets, which writers of advertisements use as letters.
        ['ᴀ'] = "a",
        ['ʙ'] = "b",
        ['ᴄ'] = "c",
        ['ᴅ'] = "d",
        ['ᴇ'] = "e",
        ['ꜰ'] = "f",
        ['ɢ'] = "g",
        ['ʜ'] = "h",
        ['ɪ'] = "i",
        ['ᴊ'] = "j",
        ['ᴋ'] = "k",
        ['ʟ'] = "l",
        ['ᴍ'] = "m",
        ['ɴ'] = "n",
        ['ᴏ'] = "o",
        ['ᴘ'] = "p",
        ['ʀ'] = "r",
        ['ꜱ'] = "s",
        ['ᴛ'] = "t",
        ['ᴜ'] = "u",
        ['ᴠ'] = "v",
        ['ᴡ'] = "w",
        ['ʏ'] = "y",
        ['ᴢ'] = "z",
    }.ToFrozenDictionary();

    /// <summary>Folds a raw name. The result holds letters, digits, spaces and the punctuation that separates or joins words.</summary>
    public static string Fold(string raw)
    {
        var text = raw.Length > MaxNameLengthChars ? raw[..SafeCut(raw)] : raw;
        if (IsPlain(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length + 8);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            Append(folded, rune);
        }

        return folded.ToString();
    }

    /// <summary>The text with letters and their marks as one character each where there is such a character; nothing else is
    /// changed.</summary>
    public static string Composed(string text) =>
        Ascii.IsValid(text) ? text : WellFormed(text).Normalize(NormalizationForm.FormC);

    private static int SafeCut(string raw)
        => char.IsHighSurrogate(raw[MaxNameLengthChars - 1]) ? MaxNameLengthChars - 1 : MaxNameLengthChars;

    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
        {
            if (letter is > '~' or < ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text without unpaired surrogates and U+FFFE, which normalisation refuses with an exception; neither carries
    /// anything.</summary>
    public static string WellFormed(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter) || letter >= '\uFFFE')
            {
                var kept = new StringBuilder(text.Length);
                foreach (var rune in text.EnumerateRunes())
                {
                    if (rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE)
                    {
                        kept.Append(rune);
                    }
                }

                return kept.ToString();
            }
        }

        return text;
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.Format or UnicodeCategory.Control && rune.Value is not ('\t' or '\n' or '\r'))
        {
            return;
        }

        if (rune.IsBmp && SpecialLatin.TryGetValue((char)rune.Value, out var special))
        {
            folded.Append(special);
        }
        else if (rune.Value is (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189))
        {
            // White letters in black circles and squares have no compatibility form.
            folded.Append((char)('A' + ((rune.Value - 0x1F150) % 0x20)));
        }
        else if (category == UnicodeCategory.DecimalDigitNumber)
        {
            folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        }
        else if (LosesMarks(rune.Value))
        {
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD))
            {
                if (char.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                {
                    folded.Append(SpecialLatin.TryGetValue(part, out var inner) ? inner : part);
                }
            }
        }
        else if (!IsPointOrStretch(rune.Value) && !IsInvisibleLetter(rune.Value))
        {
            folded.Append(rune.ToString());
        }
    }

    // Latin (with its extensions) and Greek; Cyrillic keeps й, ї and ё, which are letters of their own.
    private static bool LosesMarks(int code)
        => code is (>= 0xC0 and <= 0x24F) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF);

    // Combining diacritics, Arabic vowel points and tatweel, Hebrew points, variation selectors.
    private static bool IsPointOrStretch(int code) => code is (>= 0x300 and <= 0x36F) or 0x640 or (>= 0x64B and <= 0x65F) or 0x670
        or (>= 0x610 and <= 0x61A) or (>= 0x6D6 and <= 0x6ED) or (>= 0x591 and <= 0x5C7) or (>= 0xFE00 and <= 0xFE0F);

    // Letters and marks that are never drawn (Default_Ignorable_Code_Point): Hangul fillers, Khmer inherent vowels, Mongolian and
    // supplementary variation selectors.
    private static bool IsInvisibleLetter(int code)
        => code is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF);
}
