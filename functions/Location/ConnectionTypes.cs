using Compliance.ScreeningCore.Location;
using MaxMind.GeoIP2.Model;

namespace Compliance.Functions.Location;

/// <summary>The kind of connection that databases of networks state.</summary>
internal static class ConnectionTypes
{
    /// <summary>The most concealing kind that a record states, at its root or under its traits.</summary>
    public static ConnectionType Of(LocationRecord record) => record.Traits is { } traits
        ? MoreConcealing(Of((Traits)record), Of(traits)) : Of((Traits)record);

    /// <summary>Of two kinds the one that tells less of where somebody is.</summary>
    public static ConnectionType MoreConcealing(ConnectionType one, ConnectionType other) =>
        Concealment(one) >= Concealment(other) ? one : other;

    // Only the web service's answers moved these to another object; databases state them here.
#pragma warning disable CS0618
    private static ConnectionType Of(Traits traits) => traits switch
    {
        { IsTorExitNode: true } => ConnectionType.Tor,
        { IsAnonymousVpn: true } or { IsPublicProxy: true } or { IsResidentialProxy: true } => ConnectionType.Vpn,
        { IsHostingProvider: true } or { IsAnycast: true } => ConnectionType.Hosting,
        { IsAnonymous: true } => ConnectionType.Vpn,
        { IsSatelliteProvider: true } or { ConnectionType: "Satellite" } => ConnectionType.Satellite,
        _ => OfUserType(traits),
    };
#pragma warning restore CS0618

    private static ConnectionType OfUserType(Traits traits) => traits.UserType switch
    {
        "hosting" or "content_delivery_network" or "search_engine_spider" => ConnectionType.Hosting,
        "consumer_privacy_network" => ConnectionType.Vpn,
        "cellular" => ConnectionType.Mobile,
        "residential" or "dialup" or "cafe" or "traveler" or "router" => ConnectionType.Residential,
        "business" or "government" or "college" or "school" or "library" or "military" => ConnectionType.Corporate,
        _ => traits.ConnectionType switch
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
}
