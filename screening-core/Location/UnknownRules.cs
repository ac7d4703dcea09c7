using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>What was asked and cannot be answered: unknown never becomes allowed.</summary>
internal static class UnknownRules
{
    // Below this the source itself says that its country is a guess (Cloudflare and MaxMind give 0 for pseudo-countries).
    private const double Guess = 0.5;
    private const int MaxRadiusKm = 75;

    public static void Add(LocationFacts facts, LocationPolicy policy, AddressReading addresses,
        ImmutableArray<PlaceFinding>.Builder findings)
    {
        var signals = facts.Signals;
        if (signals.Ip is null && signals.Geo is null && signals.LookedUp is null)
        {
            return;
        }

        var geo = signals.Geo ?? signals.LookedUp;
        if (geo is null || (!geo.Country.IsAssigned && !Connections.IsMasked(geo.Connection)))
        {
            findings.Add(
                Unknown("location.unknown",
                "The IP address cannot be located: no database names its country, so nobody can say that it is not in an embargoed "
                    + "place."));
        }
        else if (Connections.IsMasked(geo.Connection))
        {
            if (!HasSecondEvidence(facts, geo.Connection))
            {
                findings.Add(
                    Unknown("location.masked",
                    $"The connection is hidden by a {Connections.Words(geo.Connection)} and nothing independent tells where the customer "
                        + $"is. Ask for second evidence, such as a telephone number or a card in the customer's name."));
            }
        }
        else if (geo.IsStale)
        {
            findings.Add(Unknown("location.stale_database", "The location database is older than its limit, so its answer clears nobody."));
        }
        else if (geo.Confidence < Guess && !HasSecondEvidence(facts, geo.Connection))
        {
            findings.Add(Unknown("location.unsure", $"The IP address is placed in {geo.Country} with low confidence only."));
        }
        else if (policy.IsDivided(geo.Country.Value) && geo.Country.Value == "UA" && !addresses.HasText
            && (geo.Subdivision is null || geo.AccuracyRadiusKm > MaxRadiusKm))
        {
            findings.Add(
                Unknown("location.subdivision_unknown",
                "The IP address is in Ukraine, parts of which are embargoed, and nothing tells in which part. Ask for an address."));
        }
    }

    /// <summary>
    /// Evidence of another kind that the customer did not merely state: telephony or a card that is not prepaid; behind a VPN also the
    /// device's clock.
    /// </summary>
    private static bool HasSecondEvidence(LocationFacts facts, ConnectionType connection)
    {
        var signals = facts.Signals;
        return signals.SimMcc is not null
            || facts.Phones.Any(phone => PhoneNumber.Normalise(phone) is not null)
            || (signals.Payment is { Method: not ("prepaid" or "crypto") } payment
            && (payment.BinCountry.IsStated || payment.BillingCountry.IsStated))
            || (connection != ConnectionType.Tor && signals.TimeZone is not null);
    }

    private static PlaceFinding Unknown(string code, string text) =>
        new(code, PlaceOutcome.Review, text,
        "31 CFR chapter V, “reason to know”; OFAC Sanctions Compliance Guidance for the Virtual Currency Industry (2021-10-15)");
}
