using System.Globalization;
using Compliance.Functions.Location.Mmdb;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Location;

/// <summary>
/// Puts together what several sources say of one address. The first source that names a country also gives subdivision, city and
/// confidence; later ones only fill what is still missing. The kind of connection is the most concealing one that any source reports.
/// </summary>
internal sealed class GeoIpMerge
{
    private readonly List<string> _sources = [];
    private GeoIpFact? _fact;
    private ConnectionType _connection;

    public void Add(MmdbDatabase database, in MmdbLocation location, GeoIpSource source)
    {
        var fact = _fact ?? new GeoIpFact();
        _sources.Add(source.BuiltAt is { } built ? string.Create(CultureInfo.InvariantCulture, $"{source.Kind} {built:yyyy-MM-dd}")
            : source.Kind);
        if (!fact.Country.IsStated && Unpack(location.Country) is { IsStated: true } country)
        {
            var subdivision = database.TextOf(location.Subdivision);
            var city = database.TextOf(location.City);
            fact = fact with
            {
                Country = country,
                Subdivision = subdivision is null ? null : $"{country}-{subdivision}",
                City = (city, database.TextOf(location.SubdivisionName)) switch
                {
                    (null, var region) => region,
                    (var town, null) => town,
                    var (town, region) when subdivision is null => $"{town}, {region}",
                    var (town, _) => town,
                },
                Confidence = location.ConfidencePlusOne > 0 ? (location.ConfidencePlusOne - 1) / 100.0 : null,
                AccuracyRadiusKm = location.AccuracyRadiusKm > 0 ? location.AccuracyRadiusKm : null,
                IsStale = source.IsStale,
            };
        }

        var network = database.TextOf(location.Organization);
        _fact = fact with
        {
            NetworkCountry = fact.NetworkCountry.IsStated ? fact.NetworkCountry : Unpack(location.RegisteredCountry),
            Network = fact.Network ?? (location.AutonomousSystem, network) switch
            {
                (0, _) => network,
                (var number, null) => string.Create(CultureInfo.InvariantCulture, $"AS{number}"),
                var (number, name) => string.Create(CultureInfo.InvariantCulture, $"AS{number} {name}"),
            },
        };
        Note(ConnectionOf(database, location));
    }

    public void Add(AddressRangeKind kind, CountryCode country)
    {
        var fact = _fact ?? new GeoIpFact();
        _fact = kind == AddressRangeKind.Country && !fact.NetworkCountry.IsStated ? fact with { NetworkCountry = country } : fact;
        _sources.Add(kind == AddressRangeKind.Country ? "registry ranges" : $"{kind.ToString().ToUpperInvariant()} ranges");
        Note(kind switch
        {
            AddressRangeKind.Tor => ConnectionType.Tor,
            AddressRangeKind.Vpn => ConnectionType.Vpn,
            AddressRangeKind.Hosting => ConnectionType.Hosting,
            _ => ConnectionType.Unknown,
        });
    }

    public GeoIpFact? ToFact()
        => _fact is null ? null
        : _fact with { Connection = _connection, Source = string.Join("; ", _sources.Order(StringComparer.Ordinal)) };

    private static CountryCode Unpack(ushort packed) =>
        packed == 0 ? default : CountryCode.TryParse($"{(char)(packed >> 8)}{(char)(packed & 0xff)}", out var code) ? code : default;

    private static ConnectionType ConnectionOf(MmdbDatabase database, in MmdbLocation location)
    {
        var flags = location.Flags;
        return flags switch
        {
            _ when flags.HasFlag(MmdbFlags.TorExit) => ConnectionType.Tor,
            _ when (flags & (MmdbFlags.Vpn | MmdbFlags.PublicProxy | MmdbFlags.ResidentialProxy)) != 0 => ConnectionType.Vpn,
            _ when flags.HasFlag(MmdbFlags.Hosting) || flags.HasFlag(MmdbFlags.Anycast) => ConnectionType.Hosting,
            _ when flags.HasFlag(MmdbFlags.Anonymous) => ConnectionType.Vpn,
            _ when flags.HasFlag(MmdbFlags.Satellite) || database.TextIs(location.ConnectionType, "Satellite"u8) =>
                ConnectionType.Satellite,
            _ => OfUserType(database, location),
        };
    }

    private static ConnectionType OfUserType(MmdbDatabase database, in MmdbLocation location) => database.TextOf(location.UserType) switch
    {
        "hosting" or "content_delivery_network" or "search_engine_spider" => ConnectionType.Hosting,
        "consumer_privacy_network" => ConnectionType.Vpn,
        "cellular" => ConnectionType.Mobile,
        "residential" or "dialup" or "cafe" or "traveler" or "router" => ConnectionType.Residential,
        "business" or "government" or "college" or "school" or "library" or "military" => ConnectionType.Corporate,
        _ => database.TextOf(location.ConnectionType) switch
        {
            "Cellular" => ConnectionType.Mobile,
            "Corporate" => ConnectionType.Corporate,
            "Cable/DSL" or "Dialup" => ConnectionType.Residential,
            _ => ConnectionType.Unknown,
        },
    };

    private static int Concealment(ConnectionType connection) => connection switch
    {
        ConnectionType.Tor => 7,
        ConnectionType.Vpn => 6,
        ConnectionType.Hosting => 5,
        ConnectionType.Satellite => 4,
        ConnectionType.Corporate => 3,
        ConnectionType.Mobile => 2,
        ConnectionType.Residential => 1,
        ConnectionType.Unknown => 0,
        _ => 0,
    };

    private void Note(ConnectionType connection)
        => _connection = Concealment(connection) > Concealment(_connection) ? connection : _connection;
}
