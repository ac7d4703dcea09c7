using System.Collections.Frozen;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Tool.Evaluation;

/// <summary>Countries as people's files write them: two or three letters, or an English name.</summary>
internal static class CountryNames
{
    // Names in use that the Unicode names of regions spell otherwise.
    private static readonly (string Name, string Code)[] Others =
    [
        ("Bosnia and Herzegovina", "BA"), ("Burma", "MM"), ("Cape Verde", "CV"), ("Czech Republic", "CZ"), ("DR Congo", "CD"), ("Democratic Republic of the Congo", "CD"),
        ("Republic of the Congo", "CG"), ("Congo", "CG"), ("Hong Kong", "HK"), ("Ivory Coast", "CI"), ("Macau", "MO"), ("Macedonia", "MK"), ("Myanmar", "MM"),
        ("Palestine", "PS"), ("Russian Federation", "RU"), ("Saint Kitts and Nevis", "KN"), ("Saint Lucia", "LC"), ("Saint Vincent and the Grenadines", "VC"),
        ("Sao Tome and Principe", "ST"), ("South Korea", "KR"), ("North Korea", "KP"), ("Swaziland", "SZ"), ("Syrian Arab Republic", "SY"), ("The Gambia", "GM"),
        ("Trinidad and Tobago", "TT"), ("Turkey", "TR"), ("Turkiye", "TR"), ("UK", "GB"), ("USA", "US"), ("United States of America", "US"), ("Viet Nam", "VN"),
        ("Antigua and Barbuda", "AG"), ("East Timor", "TL"), ("Vatican City", "VA"), ("Great Britain", "GB"), ("Iran, Islamic Republic of", "IR"),
    ];

    private static readonly FrozenDictionary<string, CountryCode> ByName = Collect();

    /// <summary>The country; not stated where nobody calls one that.</summary>
    public static CountryCode Find(string text) =>
        CountryCode.TryParse(text.Trim(), out var code) ? code : ByName.GetValueOrDefault(text.Trim());

    private static FrozenDictionary<string, CountryCode> Collect()
    {
        var names = new Dictionary<string, CountryCode>(StringComparer.OrdinalIgnoreCase);
        foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => culture.Name).Order(StringComparer.Ordinal).Select(name => new RegionInfo(name)))
        {
            if (CountryCode.TryParse(region.TwoLetterISORegionName, out var code))
            {
                names.TryAdd(region.EnglishName, code);
                names.TryAdd(region.ThreeLetterISORegionName, code);
            }
        }

        foreach (var (name, code) in Others)
        {
            names[name] = CountryCode.Parse(code);
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
