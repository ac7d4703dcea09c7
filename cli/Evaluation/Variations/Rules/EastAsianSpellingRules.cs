using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;
using static Compliance.Cli.Evaluation.Variations.Rules.WordEdits;
using static Compliance.Cli.Evaluation.Variations.VariationRule;

namespace Compliance.Cli.Evaluation.Variations.Rules;

/// <summary>Korean, Chinese, Japanese, Vietnamese and Burmese names in other Latin spellings, orders and joinings.</summary>
internal static class EastAsianSpellingRules
{
    private static readonly ImmutableArray<ImmutableArray<string>> Korean =
    [
        ["Pak", "Park", "Bak"], ["Ri", "Yi", "Rhee", "Lee"], ["Choe", "Choi", "Ch'oe"], ["Kang", "Gang"], ["Paek", "Baek", "Paik"],
        ["Cho", "Jo"], ["Chang", "Jang"], ["Chong", "Jong", "Jeong", "Jung"], ["Hyon", "Hyun", "Hyeon"], ["Yong", "Young", "Yeong"],
        ["Song", "Sung", "Seong"], ["Chol", "Cheol", "Chul"], ["Kyong", "Kyung", "Gyeong"], ["Myong", "Myung", "Myeong"], ["Un", "Eun"],
        ["Sok", "Suk", "Seok"], ["Yun", "Yoon"], ["Ryu", "Yu", "Yoo"], ["Kim", "Gim"], ["Chu", "Joo", "Ju"], ["Pong", "Bong"],
        ["Tae", "Dae"], ["Chin", "Jin"], ["Sin", "Shin"], ["Kwon", "Gwon"], ["Kon", "Gon", "Geon"], ["Su", "Soo"], ["U", "Woo"],
        ["Hun", "Hoon"], ["Chun", "Jun", "Joon"],
    ];

    private static readonly ImmutableArray<(string Hepburn, string Kunrei)> Japanese =
    [
        ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("sha", "sya"), ("sho", "syo"), ("shu", "syu"),
        ("cha", "tya"), ("cho", "tyo"), ("ja", "zya"), ("jo", "zyo"), ("ju", "zyu"),
    ];

    // Family names of Hong Kong and Taiwan beside pinyin.
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Families = new Dictionary<string, ImmutableArray<string>>
    {
        ["Chen"] = ["Chan", "Ch'en", "Tan"],
        ["Huang"] = ["Wong", "Ng"],
        ["Wang"] = ["Wong", "Ong"],
        ["Lin"] = ["Lam", "Lim"],
        ["Zhang"] = ["Cheung", "Chang"],
        ["Liang"] = ["Leung"],
        ["Wu"] = ["Ng", "Woo"],
        ["Guo"] = ["Kwok", "Kuo"],
        ["Yang"] = ["Yeung"],
        ["Zeng"] = ["Tsang", "Tseng"],
        ["Liu"] = ["Lau", "Liou"],
        ["Zhou"] = ["Chow", "Chou"],
        ["Zheng"] = ["Cheng", "Cheung"],
        ["Xu"] = ["Hsu", "Tsui"],
        ["Cai"] = ["Tsai", "Choi"],
        ["Xie"] = ["Hsieh", "Tse"],
        ["Zhao"] = ["Chao", "Chiu"],
        ["Li"] = ["Lee"],
        ["He"] = ["Ho"],
        ["Zhu"] = ["Chu"],
        ["Luo"] = ["Lo", "Law"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> KoreanFamilies =
        "Kim Pak Ri Choe Kang Paek Cho Chang Chong Han Song O So Yun Kwon Hwang An Im No Chon Ko Mun Son Yang Pae Hong Yu Sin".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<VariationRule> All { get; } =
    [
        Of("korean-spelling", "A Korean name with one syllable spelled otherwise", IsKorean, (words, bits) => Replace(words, bits, word =>
            Korean.FirstOrDefault(row => row[0].Equals(word, StringComparison.OrdinalIgnoreCase)) is { IsDefault: false } row
                ? row[1 + bits.Below(row.Length - 1)] : null)),
        Of("korean-spelling-all", "A Korean name with every syllable as South Korea spells it", IsKorean, (words, _) => ReplaceAll(words,
            word => Korean.FirstOrDefault(row => row[0].Equals(word, StringComparison.OrdinalIgnoreCase)) is { IsDefault: false } row
                ? row[^1] : null)),
        Of("korean-hyphen", "Given syllables joined by a hyphen", IsKorean,
            (words, _) => $"{words[0]} {words[1]}-{words[2].ToLowerInvariant()}"),
        Of("korean-glued", "Given syllables joined", IsKorean, (words, _) => $"{words[0]} {words[1]}{words[2].ToLowerInvariant()}"),
        Of("korean-western", "The family name behind", IsKorean, (words, _) => $"{words[1]}-{words[2].ToLowerInvariant()} {words[0]}"),
        Of("chinese-parted", "The two syllables of a Chinese given name apart", IsChinese, (words, bits) =>
            Parted(words[1]) is { } apart ? $"{words[0]} {Join(apart)}" : null),
        Of("chinese-hyphen", "The two syllables with a hyphen", IsChinese, (words, _) => Parted(words[1]) is { } apart
            ? $"{words[0]} {string.Join('-', apart)}" : null),
        Of("chinese-western", "The family name behind", IsChinese, (words, _) => $"{words[1]} {words[0]}"),
        Of("chinese-comma", "The family name in capitals and a comma", IsChinese,
            (words, _) => $"{words[0].ToUpperInvariant()}, {words[1]}"),
        Of("chinese-wade-giles", "A Chinese name by Wade and Giles", IsChinese, (words, _) => Parted(words[1]) is { } apart
            ? Unless($"{WadeGiles(words[0])} {string.Join('-', apart.Select((one, at) => at == 0 ? WadeGiles(one)
                : WadeGiles(one).ToLowerInvariant()))}", Join(words)) : null),
        Of("chinese-family-abroad", "The family name as Hong Kong and Taiwan spell it", IsChinese, (words, bits) =>
            Families.TryGetValue(Capital(words[0]), out var others) ? $"{Pick(others, bits)} {words[1]}" : null),
        Of("chinese-english-name", "An English name in front", IsChinese, (words, bits) =>
            $"{Pick(["Jack", "Tony", "David", "Kevin", "Michael"], bits)} {words[1]} {words[0]}"),
        Of("japanese-kunrei", "A Japanese name by Kunrei", IsJapanese, (words, _) => ReplaceAll(words, word =>
            Unless(Japanese.Aggregate(word.ToLowerInvariant(), (all, one) => all.Replace(one.Hepburn, one.Kunrei,
                StringComparison.Ordinal)), word.ToLowerInvariant()) is { } other ? Capital(other) : null)),
        Of("japanese-long-vowels", "Long vowels doubled or marked", IsJapanese, (words, bits) => Replace(words, bits, word =>
            word.IndexOf('o', 1) is > 0 and var at && at < word.Length - 1 ? word[..at] + Pick(["ou", "oo", "ō", "oh"], bits)
                + word[(at + 1)..] : null)),
    ];

    private static VariationRule Of(string id, string description, Func<VariationSource, bool> suits,
        Func<ImmutableArray<string>, Compliance.ScreeningCore.Matching.Fitting.SplitMix, string?> write) =>
        Person(id, description, (source, bits) => source.IsLatin && suits(source)
            ? write([.. (source.HasParts ? source.Family.Concat(source.Given) : source.Words).Select(Capital)], bits) : null);

    private static bool Is(VariationSource source, params string[] countries) => source.Party.Nationalities
        .Concat(source.Party.Countries).Any(country => countries.Contains(country.Value));

    private static bool IsKorean(VariationSource source) => source.Words.Length == 3 && Is(source, "KP")
        && KoreanFamilies.Contains(source.HasParts ? source.Family[0] : source.Words[0]) && source.Words.All(word => word.Length < 7);

    private static bool IsChinese(VariationSource source) => source is { HasParts: true, Family.Length: 1, Given.Length: 1 }
        && Is(source, "CN", "HK", "TW") && Parted(source.Family[0]) is null && Letters(source.Family[0]) < 6
        && (Parted(source.Given[0]) is not null || IsSyllable(source.Given[0]));

    private static bool IsJapanese(VariationSource source) => source is { HasParts: true, Words.Length: 2 } && Is(source, "JP");

    private static readonly Regex Syllable =
        new("^(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang"
            + "|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue|er)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static bool IsSyllable(string word) => Syllable.IsMatch(word);

    // A given name of two syllables; the second begins with a consonant. One that can be parted in two ways is left alone.
    private static ImmutableArray<string>? Parted(string word)
    {
        var ways = Enumerable.Range(1, Math.Max(0, word.Length - 2)).Where(at => !"aeiou".Contains(char.ToLowerInvariant(word[at]))
            && IsSyllable(word[..at]) && IsSyllable(word[at..])).ToArray();
        return ways is [var place] && !IsSyllable(word) ? [Capital(word[..place]), Capital(word[place..])] : null;
    }

    // Wade and Giles, 1892/1912, without the signs of tone; the initials first, then the finals that differ.
    private static string WadeGiles(string pinyin)
    {
        var text = pinyin.ToLowerInvariant();
        var initial = text.StartsWith("zh", StringComparison.Ordinal) || text.StartsWith("ch", StringComparison.Ordinal)
            || text.StartsWith("sh", StringComparison.Ordinal) ? text[..2] : "aeiou".Contains(text[0]) ? "" : text[..1];
        var final = text[initial.Length..];
        final = (initial, final) switch
        {
            ("zh" or "ch" or "sh", "i") => "ih",
            ("r", "i") => "ih",
            ("z" or "c" or "s", "i") => "u",
            ("j" or "q" or "x" or "y", "u") => "ü",
            ("j" or "q" or "x" or "y", "uan") => "üan",
            ("j" or "q" or "x" or "y", "un") => "ün",
            ("g" or "k" or "h", "e") => "o",
            ("g" or "k", "ui") => "uei",
            (_, "ong") => "ung",
            (_, "ian") => "ien",
            (_, "ie") => "ieh",
            (_, "ue") => "üeh",
            ("y", "an") => "en",
            ("y", "e") => "eh",
            ("d" or "t" or "n" or "l" or "z" or "c" or "s", "uo") => "o",
            _ => final,
        };
        initial = initial switch
        {
            "b" => "p",
            "p" => "p'",
            "d" => "t",
            "t" => "t'",
            "g" => "k",
            "k" => "k'",
            "j" or "zh" => "ch",
            "q" or "ch" => "ch'",
            "x" => "hs",
            "z" => "ts",
            "c" => "ts'",
            "r" => "j",
            _ => initial,
        };
        return Capital(initial + final);
    }
}
