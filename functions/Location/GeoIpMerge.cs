using System.Globalization;
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

    public void Add(LocationRecord record, GeoIpSource source)
    {
        var fact = _fact ?? new GeoIpFact();
        _sources.Add(source.BuiltAt is { } built ? string.Create(CultureInfo.InvariantCulture, $"{source.Kind} {built:yyyy-MM-dd}")
            : source.Kind);
        if (!fact.Country.IsStated && CodeOf(record.CountryCode ?? record.Country?.IsoCode) is { IsStated: true } country)
        {
            var subdivision = record.SubdivisionCode;
            fact = fact with
            {
                Country = country,
                Subdivision = subdivision is null ? null : $"{country}-{subdivision}",
                City = (record.CityName, record.SubdivisionName) switch
                {
                    (null, var region) => region,
                    (var town, null) => town,
                    var (town, region) when subdivision is null => $"{town}, {region}",
                    var (town, _) => town,
                },
                Confidence = record.Country?.Confidence is { } percent ? Math.Clamp(percent, 0, 100) / 100.0 : null,
                AccuracyRadiusKm = record.Location?.AccuracyRadius is { } radius and > 0 ? radius : null,
                IsStale = source.IsStale,
            };
        }

        _fact = fact with
        {
            NetworkCountry = fact.NetworkCountry.IsStated ? fact.NetworkCountry : CodeOf(record.RegisteredCountry?.IsoCode),
            Network = fact.Network ?? NetworkOf(record),
        };
        Note(ConnectionTypes.Of(record));
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

    private static CountryCode CodeOf(string? text) => CountryCode.TryParse(text?.ToUpperInvariant(), out var code) ? code : default;

    /// <summary>Number and name of the network's operator.</summary>
    private static string? NetworkOf(LocationRecord record)
    {
        var number = record.Traits?.AutonomousSystemNumber ?? record.AutonomousSystemNumber;
        var name = LocationRecord.Stated(record.Traits?.AutonomousSystemOrganization) ?? LocationRecord.Stated(record.Traits?.Isp)
            ?? LocationRecord.Stated(record.AutonomousSystemOrganization) ?? LocationRecord.Stated(record.Isp);
        return (number, name) switch
        {
            (null or 0, _) => name,
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"AS{number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"AS{number} {name}"),
        };
    }

    private void Note(ConnectionType connection) => _connection = ConnectionTypes.MoreConcealing(_connection, connection);
}
