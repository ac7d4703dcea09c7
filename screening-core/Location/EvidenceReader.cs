using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>Turns facts into evidence for places. What is missing gives no evidence, neither for nor against.</summary>
internal static class EvidenceReader
{
    public static ImmutableArray<LocationEvidence> Read(LocationFacts facts, LocationPolicy policy)
    {
        var evidence = ImmutableArray.CreateBuilder<LocationEvidence>();
        var signals = facts.Signals;
        AddNetwork(signals.Geo ?? signals.LookedUp, policy, evidence, isSecond: false);
        if (signals.Geo is not null)
        {
            AddNetwork(signals.LookedUp, policy, evidence, isSecond: true);
        }

        foreach (var phone in facts.Phones)
        {
            AddMarker(PhoneNumber.Normalise(phone) is { } number ? policy.LongestMarker(MarkerKind.Phone, number)
                : null, "the telephone number begins with", policy, evidence);
        }

        AddMarker(signals.SimMcc is { } mcc ? policy.Marker(MarkerKind.SimMcc, mcc)
            : null, "the SIM is of the mobile country code", policy, evidence);
        AddMarker(signals.TimeZone is { } zone ? policy.Marker(MarkerKind.TimeZone, zone)
            : null, "the device's clock is set to", policy, evidence);
        foreach (var mail in facts.Emails)
        {
            AddMarker(policy.Marker(MarkerKind.MailDomain, MailDomain.LastLabel(mail)), "the mail or web address ends in", policy,
                evidence);
        }

        foreach (var language in Languages(signals.AcceptLanguage))
        {
            AddMarker(policy.Marker(MarkerKind.Language, language), "the device's language is", policy, evidence);
        }

        AddCountry(signals.Payment?.BinCountry ?? default, "payment.bin_country", "the card was issued in", policy, evidence);
        AddCountry(signals.Payment?.BillingCountry ?? default, "declared.country", "the billing country is", policy, evidence);
        AddCountry(facts.DeclaredCountry, "declared.country", "the stated country is", policy, evidence);
        return evidence.ToImmutable();
    }

    private static void AddNetwork(GeoIpFact? geo, LocationPolicy policy, ImmutableArray<LocationEvidence>.Builder evidence, bool isSecond)
    {
        if (geo is null)
        {
            return;
        }

        var place = policy.PlaceOf(geo.Subdivision) ?? policy.PlaceOf(geo.Country.Value);
        var row = isSecond ? "network.second"
            : Connections.IsMasked(geo.Connection) ? "network.masked"
            : geo.IsStale ? "network.stale"
            : geo.Connection == ConnectionType.Unknown ? "network.unknown_type"
            : "network.access";
        if (place is not null)
        {
            evidence.Add(
                new LocationEvidence(place.Code, policy.Weight(row), place.Code,
                $"the IP address is located in {place.Name} ({Connections.Words(geo.Connection)}{(isSecond ? ", by our own "
                    + "database" : "")})"));
        }

        if (geo.Network is { } network && policy.Marker(MarkerKind.Network, network.Split(' ')[0]) is { } marker)
        {
            AddMarker(marker, "the network is", policy, evidence);
        }
    }

    private static void AddMarker(PlaceMarker? marker, string words, LocationPolicy policy,
        ImmutableArray<LocationEvidence>.Builder evidence)
    {
        foreach (var code in marker?.Place ?? [])
        {
            if (policy.PlaceOf(code) is { } place)
            {
                evidence.Add(
                    new LocationEvidence(place.Code, policy.Weight(marker!.Weight), marker.Text, $"{words} {marker.Text} ({place.Name})"));
            }
        }
    }

    private static void AddCountry(CountryCode country, string row, string words, LocationPolicy policy,
        ImmutableArray<LocationEvidence>.Builder evidence)
    {
        if (country.IsStated && policy.PlaceOf(country.Value) is { } place)
        {
            evidence.Add(new LocationEvidence(place.Code, policy.Weight(row), country.Value, $"{words} {place.Name}"));
        }
    }

    private static IEnumerable<string> Languages(string? header) =>
        header is null ? [] : header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(4)
        .Select(part => part.Split(';')[0].Trim());
}

/// <summary>What kinds of connection tell of a place.</summary>
internal static class Connections
{
    /// <summary>True where the address is not the customer's own line, so that it says nothing about the customer's place.</summary>
    public static bool IsMasked(ConnectionType connection)
        => connection is ConnectionType.Vpn or ConnectionType.Tor or ConnectionType.Hosting;

    /// <summary>True where the address is a line of the customer or of the customer's company.</summary>
    public static bool IsAccess(ConnectionType connection)
        => connection is ConnectionType.Residential or ConnectionType.Mobile or ConnectionType.Satellite or ConnectionType.Corporate;

    public static string Words(ConnectionType connection) => connection switch
    {
        ConnectionType.Unknown => "connection unknown",
        ConnectionType.Residential => "residential line",
        ConnectionType.Mobile => "mobile network",
        ConnectionType.Hosting => "data centre",
        ConnectionType.Vpn => "VPN or proxy",
        ConnectionType.Tor => "Tor exit",
        ConnectionType.Satellite => "satellite network",
        ConnectionType.Corporate => "company network",
        _ => throw new InvalidOperationException($"Unknown connection {connection}."),
    };
}

/// <summary>Domains of mail and web addresses.</summary>
internal static class MailDomain
{
    /// <summary>The domain in lower case, without user, scheme, path or port; empty where there is none.</summary>
    public static string Of(string address)
    {
        var text = address.Trim();
        var start = Math.Max(text.LastIndexOf('@'), text.LastIndexOf("//", StringComparison.Ordinal) is var slashes && slashes >= 0
            ? slashes + 1 : -1) + 1;
        var end = text.IndexOfAny(['/', ':', '?', '>'], start);
        return text[start..(end < 0 ? text.Length : end)].Trim('.').ToLowerInvariant();
    }

    /// <summary>The last label of the domain.</summary>
    public static string LastLabel(string address) => Of(address) is var domain ? domain[(domain.LastIndexOf('.') + 1)..] : "";

    /// <summary>True where a domain is an ending or lies below it.</summary>
    public static bool IsUnder(string domain, string ending) => domain == ending || domain.EndsWith("." + ending, StringComparison.Ordinal);
}
