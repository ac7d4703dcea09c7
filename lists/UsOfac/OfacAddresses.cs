using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Addresses of all OFAC forms.</summary>
internal static class OfacAddresses
{
    private const string RegionMark = "Region: ";

    /// <summary>Adds an address; "Region: Crimea" in the place of a country is kept as region and mapped to the state it belongs
    /// to.</summary>
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

    /// <summary>Adds an address from typed parts: <c>ADDRESS1</c> to <c>3</c>, <c>CITY</c>, <c>STATE/PROVINCE</c>, <c>REGION</c>, <c>POSTAL
    /// CODE</c>.</summary>
    public static void AddParts(PartyDraft draft, IEnumerable<(string Type, string Value)> parts, string? country)
    {
        var byType = parts.Where(part => part.Value.Length > 0).GroupBy(part => part.Type, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(part => part.Value)), StringComparer.Ordinal);
        var street = string.Join(", ", new[] { "ADDRESS1", "ADDRESS2", "ADDRESS3" }.Select(line => byType.GetValueOrDefault(line))
            .Where(line => line is not null));
        var region = Join(byType.GetValueOrDefault("STATE/PROVINCE"), null);
        Add(draft, PublishedValue.Clean(street), byType.GetValueOrDefault("CITY"), region, byType.GetValueOrDefault("POSTAL CODE"), country
            ?? RegionOf(byType));
    }

    /// <summary>A REGION part stands where the country would: OFAC lists Crimea and Gaza so.</summary>
    private static string? RegionOf(Dictionary<string, string> byType) =>
        byType.TryGetValue("REGION", out var region) ? region.StartsWith(RegionMark, StringComparison.Ordinal) ? region
        : RegionMark + region : null;

    private static string? Join(string? first, string? second)
        => first is null ? second : second is null || first == second ? first : $"{first}, {second}";
}
