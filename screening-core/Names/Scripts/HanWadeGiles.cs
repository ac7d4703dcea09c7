namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>Wade-Giles from the parts of a Pinyin syllable, without apostrophes, hyphens and diaereses, as old passports and Taiwanese
/// names write it.</summary>
internal static class HanWadeGiles
{
    /// <summary>The Wade-Giles spelling.</summary>
    public static string Of(string initial, string final, string syllable) => syllable switch
    {
        "zhi" => "chih",
        "chi" => "chih",
        "shi" => "shih",
        "ri" => "jih",
        "zi" => "tzu",
        "ci" => "tzu",
        "si" => "ssu",
        "yi" => "i",
        "you" => "yu",
        "yan" => "yen",
        "ye" => "yeh",
        "yue" => "yueh",
        "er" => "erh",
        "yong" => "yung",
        "gui" => "kuei",
        "kui" => "kuei",
        "ge" => "ko",
        "ke" => "ko",
        "he" => "ho",
        "e" => "o",
        _ => Initial(initial) + Final(initial, final),
    };

    private static string Initial(string initial) => initial switch
    {
        "b" => "p",
        "d" => "t",
        "g" => "k",
        "j" or "q" or "zh" => "ch",
        "x" => "hs",
        "r" => "j",
        "z" or "c" => "ts",
        _ => initial,
    };

    private static string Final(string initial, string final) => final switch
    {
        "ong" => "ung",
        "iong" => "iung",
        "ian" => "ien",
        "ie" => "ieh",
        "ue" or "ve" => "ueh",
        "v" => "u",
        "uo" => initial is "g" or "k" or "h" or "sh" ? "uo" : "o",
        _ => final,
    };
}
