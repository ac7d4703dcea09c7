using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Location;

/// <summary>What follows from the evidence for one place.</summary>
internal static class PlaceRules
{
    public static void Add(PlaceBelief belief, LocationFacts facts, LocationPolicy policy, ImmutableArray<PlaceFinding>.Builder findings)
    {
        switch (belief.Place.Rule)
        {
            case PlaceRule.Prohibited:
                AddProhibited(belief, facts, policy, findings);
                break;
            case PlaceRule.PartlyProhibited:
                AddPartlyProhibited(belief, facts, policy, findings);
                break;
            case PlaceRule.Review:
                AddProgramme(belief, findings);
                break;
            case PlaceRule.None or PlaceRule.GovernmentReview or PlaceRule.OccupiedReview:
                break;
            default:
                throw new InvalidOperationException($"Unknown rule {belief.Place.Rule}.");
        }
    }

    private static void AddProhibited(PlaceBelief belief, LocationFacts facts, LocationPolicy policy,
        ImmutableArray<PlaceFinding>.Builder findings)
    {
        var place = belief.Place;
        var geo = facts.Signals.Geo ?? facts.Signals.LookedUp;
        var ipThere = geo is not null && (policy.PlaceOf(geo.Subdivision) ?? policy.PlaceOf(geo.Country.Value))?.Code == place.Code;
        var masked = geo is not null && Connections.IsMasked(geo.Connection);
        PlaceFinding Finding(string code, PlaceOutcome outcome, string text)
            => new(code, outcome, text, place.Basis.Authority) { Place = place };

        if (ipThere && IsSureOf(geo!, place))
        {
            findings.Add(
                Finding("location.embargoed_network", PlaceOutcome.Prohibited,
                $"The IP address is located in {place.Name} on a {Connections.Words(geo!.Connection)}, which is where the customer is "
                    + $"now. Services to persons there are prohibited."));
        }

        if (belief.Evidence.Any(one => one.Weight.Row == "declared.country"))
        {
            findings.Add(
                Finding("location.embargoed_country", PlaceOutcome.Prohibited,
                $"By the customer's own words {Words(belief, EvidenceGroup.Declared)}. Services to persons there are prohibited."));
        }

        if (ipThere && belief.Evidence.Any(one => one.Weight.Row == "telephony.sim"))
        {
            findings.Add(
                Finding("location.embargoed_sim_and_network", PlaceOutcome.Prohibited,
                $"Both the SIM and the IP address belong to {place.Name}."));
        }

        if (masked && !ipThere && belief.Evidence.Any(one => one.Weight.Row == "device.time_zone_closed"))
        {
            findings.Add(
                Finding("location.closed_time_zone", PlaceOutcome.Prohibited,
                $"The device's clock is set to {place.Name}'s time zone while the connection is hidden by a "
                    + $"{Connections.Words(geo!.Connection)}: the known pattern of workers from there."));
        }

        AddBelief(belief, policy, masked && ipThere, findings);
    }

    private static void AddBelief(PlaceBelief belief, LocationPolicy policy, bool maskedLabel,
        ImmutableArray<PlaceFinding>.Builder findings)
    {
        var place = belief.Place;
        var contradicting = belief.Contradicting.IsEmpty ? "" : $" Against it: {string.Join("; ", belief.Contradicting)}.";
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{Upper(string.Join("; ", Counted(belief).Select(one => one.Text)))}.{contradicting} Together the probability is "
                + $"{belief.Probability:0.00}.");
        PlaceFinding Finding(string code, PlaceOutcome outcome, string text)
            => new(code, outcome, text, place.Basis.Authority) { Place = place };

        if (belief.Probability >= policy.Weight("threshold.prohibited").Value)
        {
            findings.Add(
                Finding("location.combined_signals", PlaceOutcome.Prohibited,
                $"Independent signals point to {place.Name}: {summary} That is reason to know."));
        }
        else if (maskedLabel)
        {
            findings.Add(
                Finding("location.masked_embargo_label", PlaceOutcome.Review,
                $"The IP address bears a label of {place.Name} but belongs to a data centre, VPN or Tor, where such labels are often "
                    + $"false. {summary} Ask for second evidence of the place."));
        }
        else if (belief.Probability >= policy.Weight("threshold.review").Value)
        {
            findings.Add(Finding("location.suspected", PlaceOutcome.Review, $"Signals point to {place.Name}: {summary}"));
        }
        else if (belief.Evidence[0].Weight.Value >= policy.Weight("threshold.conflict").Value)
        {
            findings.Add(
                Finding("location.conflict", PlaceOutcome.Review,
                $"One signal points to {place.Name} while others do not: {summary} Ask for proof of residence."));
        }
    }

    private static void AddPartlyProhibited(PlaceBelief belief, LocationFacts facts, LocationPolicy policy,
        ImmutableArray<PlaceFinding>.Builder findings)
    {
        var place = belief.Place;
        var strong = belief.Evidence[0].Weight.Value >= policy.Weight("threshold.conflict").Value;
        var declaredInside = belief.Evidence.Any(one => one.Weight.Row == "declared.address");
        if (!strong || declaredInside)
        {
            return;
        }

        var (outcome, tail) = AddressRules.ControlOf(facts, policy) switch
        {
            { IsGovernment: true } control =>
                (PlaceOutcome.Clear,
                $"The control map of {AddressRules.Day(control.MapDate)} shows the locality under government control."),
            { IsGovernment: false } control =>
                (PlaceOutcome.Prohibited,
                $"The control map of {AddressRules.Day(control.MapDate)} shows the locality outside government control."),
            null when belief.Probability >= policy.Weight("threshold.prohibited").Value
                && belief.Evidence.Any(one => one.Weight.Row is "telephony.fixed_line" or "telephony.phone") =>
                (PlaceOutcome.Prohibited, "Numbers of that kind are issued by the occupying side only."),
            null => (PlaceOutcome.Review, "Only a part of it is embargoed and the line moves: check the locality against a dated map."),
        };
        if (outcome != PlaceOutcome.Clear)
        {
            findings.Add(
                new PlaceFinding("location.divided_area", outcome,
                $"Signals point to {place.Name}: {string.Join("; ", Counted(belief).Select(one => one.Text))}. {tail}",
                place.Basis.Authority)
                { Place = place });
        }
    }

    private static void AddProgramme(PlaceBelief belief, ImmutableArray<PlaceFinding>.Builder findings)
    {
        var telling = belief.Evidence.Where(one => one.Weight.Group is EvidenceGroup.Network or EvidenceGroup.Declared
            || one.Weight.Row == "payment.bin_country").ToArray();
        if (telling.Length > 0)
        {
            var place = belief.Place;
            var uncertain = place.Basis.IsCertain ? "" : " The state of these programmes is marked uncertain in our policy.";
            findings.Add(new PlaceFinding(
                "location.programme_country", PlaceOutcome.Review,
                $"{Upper(string.Join("; ", telling.Select(one => one.Text)))}. {place.Name} is not embargoed as a whole, but sanctions "
                    + $"programmes and service bans apply there.{uncertain}", place.Basis.Authority)
            { Place = place });
        }
    }

    /// <summary>An IP location that decides alone: the customer's own line, and a source that is sure or confirmed by the
    /// registry.</summary>
    private static bool IsSureOf(GeoIpFact geo, EmbargoedPlace place)
    {
        const double Sure = 0.9;
        const int MaxRadiusKm = 75;
        var confirmed = geo.NetworkCountry.IsStated && place.Code == geo.NetworkCountry.Value;
        var near = !place.IsSubdivision || geo.AccuracyRadiusKm is null or <= MaxRadiusKm;
        return !geo.IsStale && near && geo.Connection switch
        {
            ConnectionType.Residential or ConnectionType.Corporate => geo.Confidence is null or >= Sure,
            ConnectionType.Mobile or ConnectionType.Satellite => geo.Confidence >= Sure || confirmed,
            ConnectionType.Unknown => confirmed && (geo.Confidence ?? 1) >= Sure,
            ConnectionType.Hosting or ConnectionType.Vpn or ConnectionType.Tor => false,
            _ => throw new InvalidOperationException($"Unknown connection {geo.Connection}."),
        };
    }

    private static IEnumerable<LocationEvidence> Counted(PlaceBelief belief)
        => belief.Evidence.GroupBy(one => one.Weight.Group).Select(group => group.First());

    private static string Words(PlaceBelief belief, EvidenceGroup group)
        => string.Join("; ", belief.Evidence.Where(one => one.Weight.Group == group).Select(one => one.Text).Distinct());

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
