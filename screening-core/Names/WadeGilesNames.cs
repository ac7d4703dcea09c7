using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>Chinese names written in Wade-Giles without marks, such as "Mao Tse-tung" and "Hsi Chin-ping", in Pinyin: given names of two
/// syllables with a dash between them are the mark of it.</summary>
/// <remarks>Source: the Wade-Giles and Hanyu Pinyin syllable tables. Without apostrophes a syllable may stand for two (ch'in and chin); the
/// reading gives the commoner in names.</remarks>
internal static class WadeGilesNames
{
    private static readonly (string From, string To)[] Initials =
    [
        ("ts'", "c"), ("tz'", "c"), ("ch'", "q"), ("hs", "x"), ("ts", "z"), ("tz", "z"), ("ch", "zh"), ("k'", "k"), ("p'", "p"),
        ("t'", "t"), ("k", "g"), ("p", "b"), ("t", "d"), ("j", "r"),
    ];

    private static readonly (string From, string To)[] Finals =
    [
        ("iung", "iong"), ("ung", "ong"), ("ien", "ian"), ("ieh", "ie"), ("ueh", "ue"), ("uan", "uan"), ("uo", "uo"), ("ih", "i"),
        ("eh", "e"), ("o", "e"), ("erh", "er"), ("szu", "si"), ("u", "u"),
    ];

    private static readonly FrozenSet<string> Pinyin = TableText.Rows("HanMandarin").Select(row => row[0])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a syllable of Pinyin, in small letters.</summary>
    public static bool IsSyllable(string word) => Pinyin.Contains(word);

    /// <summary>The name in Pinyin; null where it is not written so.</summary>
    public static string? InPinyin(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 3 || !words.Any(IsDashed))
        {
            return null;
        }

        var changed = false;
        for (var i = 0; i < words.Length; i++)
        {
            var syllables = words[i].ToLowerInvariant().Replace('’', '\'').Replace('ü', 'u').Trim(',').Split('-');
            for (var k = 0; k < syllables.Length; k++)
            {
                if (ToPinyin(syllables[k]) is not { } pinyin)
                {
                    return null;
                }

                changed |= pinyin != syllables[k];
                syllables[k] = pinyin;
            }

            words[i] = string.Concat(syllables);
        }

        return changed ? string.Join(' ', words) : null;
    }

    private static bool IsDashed(string word) => word.IndexOf('-', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1;

    private static string? ToPinyin(string syllable)
    {
        var special = syllable switch
        {
            "tse" => "ze",
            "tzu" => "zi",
            "szu" or "ssu" => "si",
            "erh" => "er",
            "ho" => "he",
            "ko" => "ge",
            "o" => "e",
            "yu" => "yu",
            "jen" => "ren",
            "jih" => "ri",
            "shih" => "shi",
            "chih" => "zhi",
            "yen" => "yan",
            "yeh" => "ye",
            "i" => "yi",
            _ => null,
        };
        if (special is not null)
        {
            return special;
        }

        var (initial, rest) = Parted(syllable);
        foreach (var (from, to) in Finals)
        {
            if (rest.EndsWith(from, StringComparison.Ordinal) && from != to
                && (from != "o" || (rest == "o" && initial is not ("b" or "p" or "m" or "f" or "w"))))
            {
                rest = rest[..^from.Length] + to;
                break;
            }
        }

        // ch stands for j, q, zh and ch: before i and ü it is a palatal.
        initial = initial switch
        {
            "zh" when rest.StartsWith('i') || rest is "un" or "uan" or "ue" or "u" => "j",
            "q" when !(rest.StartsWith('i') || rest is "un" or "uan" or "ue" or "u") => "ch",
            _ => initial,
        };
        return Pinyin.Contains(initial + rest) ? initial + rest : null;
    }

    private static (string Initial, string Final) Parted(string syllable)
    {
        foreach (var (from, to) in Initials)
        {
            if (syllable.StartsWith(from, StringComparison.Ordinal))
            {
                return (to, syllable[from.Length..]);
            }
        }

        foreach (var from in (ReadOnlySpan<string>)["sh", "b", "p", "m", "f", "d", "n", "l", "g", "h", "r", "s", "w", "y"])
        {
            if (syllable.StartsWith(from, StringComparison.Ordinal))
            {
                return (from, syllable[from.Length..]);
            }
        }

        return ("", syllable);
    }
}
