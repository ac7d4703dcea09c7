namespace Compliance.Lists.UsOfac;

/// <summary>OFAC's names of scripts as ISO 15924 codes.</summary>
internal static class OfacScripts
{
    /// <summary>The code; null for Latin and for names that are not known, where the letters decide.</summary>
    public static string? Of(string? script) => script switch
    {
        "Arabic" => "Arab",
        "Armenian" => "Armn",
        "Chinese Simplified" => "Hans",
        "Chinese Traditional" => "Hant",
        "Cyrillic" => "Cyrl",
        "Georgian" => "Geor",
        "Greek" => "Grek",
        "Hebrew" => "Hebr",
        "Japanese" => "Jpan",
        "Korean" => "Kore",
        _ => null,
    };
}
