using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Addresses of all OFAC forms.</summary>
internal static class OfacAddresses
{
    private const string RegionMark = "Region: ";

    /// <summary>Adds an address; "Region: Crimea" in the place of a country is kept as region and mapped to the state it belongs to.</summary>
    public static void Add(PartyDraft draft, string? street, string? city, string? region, string? postalCode, string? country)
    {
        var isRegion = country?.StartsWith(RegionMark, StringComparison.Ordinal) ?? false;
        var known = CountryNames.TryFind(country, out var code);
        draft.Add(new PartyAddress
        {
            Street = street,
            City = city,
            Region = isRegion ? Join(region, country![RegionMark.Length..]) : known ? region : Join(region, country),
            PostalCode = postalCode,
            Country = code,
        });
    }

    private static string? Join(string? first, string? second) => first is null ? second : second is null || first == second ? first : $"{first}, {second}";
}
