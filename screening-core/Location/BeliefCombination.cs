using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>
/// Combines evidence into a probability per place: prior log-odds, plus the strongest evidence of each group of dependent signals, less one
/// step for every independent sign that points elsewhere. Contradictions lower the probability a little and are always shown; they never
/// cancel.
/// </summary>
internal static class BeliefCombination
{
    // ITU E.212; the operators of both countries serve, or served, the places both claim.
    private const string RussianMcc = "250";
    private const string UkrainianMcc = "255";

    public static ImmutableArray<PlaceBelief> Combine(LocationFacts facts, LocationPolicy policy, IEnumerable<LocationEvidence> evidence)
    {
        var prior = policy.Weight(facts.IsTenured ? "prior.tenured" : "prior.new").Value;
        var beliefs = ImmutableArray.CreateBuilder<PlaceBelief>();
        foreach (var group in evidence.GroupBy(one => one.Place, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var place = policy.PlaceOf(group.Key)!;
            ImmutableArray<LocationEvidence> sorted =
                [.. group.OrderByDescending(one => one.Weight.Value).ThenBy(one => one.Weight.Row, StringComparer.Ordinal)
                .ThenBy(one => one.Value, StringComparer.Ordinal)];
            var contradicting = Contradictions(facts, policy, place);
            var masked = Connections.IsMasked((facts.Signals.Geo ?? facts.Signals.LookedUp)?.Connection ?? ConnectionType.Unknown)
                && !sorted.Any(one => one.Weight.Group == EvidenceGroup.Network);
            var logOdds = prior
                + sorted.GroupBy(one => one.Weight.Group).Sum(dependent => dependent.First().Weight.Value)
                + (masked ? policy.Weight("network.mask_itself").Value : 0)
                + (contradicting.Length * policy.Weight("contradiction").Value);
            beliefs.Add(new PlaceBelief(place, logOdds, sorted, contradicting));
        }

        return beliefs.ToImmutable();
    }

    private static ImmutableArray<string> Contradictions(LocationFacts facts, LocationPolicy policy, EmbargoedPlace place)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var signals = facts.Signals;
        var geo = signals.Geo ?? signals.LookedUp;
        bool IsElsewhere(Parties.CountryCode country) => country.IsStated && !place.Countries.Contains(country.Value);
        if (geo is not null && Connections.IsAccess(geo.Connection) && !geo.IsStale && IsElsewhere(geo.Country))
        {
            found.Add($"the IP address is a {Connections.Words(geo.Connection)} in {geo.Country}");
        }

        if (signals.SimMcc is { Length: 3 } mcc && policy.Marker(MarkerKind.SimMcc, mcc)?.Place.Contains(place.Code) != true
            && !(mcc == RussianMcc && place.Countries.Contains("RU")) && !(mcc == UkrainianMcc && place.Countries.Contains("UA")))
        {
            found.Add($"the SIM is of the mobile country code {mcc}");
        }

        var payment = signals.Payment;
        if (payment is { Method: not "prepaid" } && IsElsewhere(payment.BinCountry))
        {
            found.Add($"the card was issued in {payment.BinCountry}");
        }

        if (payment is not null && IsElsewhere(payment.BillingCountry))
        {
            found.Add($"the billing country is {payment.BillingCountry}");
        }

        return found.ToImmutable();
    }
}
