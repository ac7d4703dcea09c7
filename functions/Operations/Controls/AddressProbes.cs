using System.Collections.Immutable;
using System.Net;
using Compliance.Functions.Location;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Operations.Controls;

/// <summary>
/// Probes of the location databases themselves: an address block that the regional registry has given to the national carrier of an
/// embargoed country for many years must be located there. A database that lost a country, or a folder that was filled with another
/// product, passes every other test.
/// </summary>
internal static class AddressProbes
{
    // Blocks of national carriers by the registries' public records: APNIC 175.45.176.0/22 (Star Joint Venture), RIPE NCC 2.176.0.0/12
    // (Telecommunication Company of Iran), LACNIC 152.206.0.0/15 (ETECSA).
    private static readonly ImmutableArray<(string Place, IPAddress Address)> Known =
    [
        ("CU", IPAddress.Parse("152.206.0.1")),
        ("IR", IPAddress.Parse("2.176.0.1")),
        ("KP", IPAddress.Parse("175.45.176.1")),
    ];

    /// <summary>The places whose address is located elsewhere or nowhere. Without any country database there is nothing to test: every
    /// look-up is then unknown, and unknown is never allowed.</summary>
    public static ImmutableArray<ProbeFailure> Failing(IGeoIpLookup lookup, GeoIpStatus status) => !status.Sources.Any(TellsCountries)
        ? []
        : [.. Known.Where(known => lookup.Find(known.Address) is not { } fact
            || (fact.Country.Value != known.Place && fact.NetworkCountry.Value != known.Place))
            .Select(known => new ProbeFailure($"probe:{known.Place}:database", known.Place, Decision.Block, Decision.Allow))];

    private static bool TellsCountries(GeoIpSource source) =>
        source.Name.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase)
        && (source.Kind.Contains("Country", StringComparison.OrdinalIgnoreCase)
        || source.Kind.Contains("City", StringComparison.OrdinalIgnoreCase)
        || source.Kind.Contains("Enterprise", StringComparison.OrdinalIgnoreCase))
        && !source.Kind.Contains("Test", StringComparison.OrdinalIgnoreCase) && source.Records > MinCountryNetworks;

    // A database of the whole world tells of hundreds of thousands of networks; the publishers' samples of some hundreds.
    private const int MinCountryNetworks = 1_000;
}
