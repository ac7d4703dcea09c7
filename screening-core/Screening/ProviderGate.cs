using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Does the model provider serve this user? Asked for the provider of the request, and again for every other one a router falls
/// back to. The rows of the provider's policy decide (<see cref="ProviderRows"/>); what is written here are the reasons.</summary>
public static class ProviderGate
{
    /// <summary>Decides the question.</summary>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context)
    {
        if (request.Use?.Provider is not { Length: > 0 } provider)
        {
            return GateResult.Pass(Gate.Provider);
        }

        if (context.Policy is not { } policy)
        {
            return PolicyDay.NoPolicy(Gate.Provider);
        }

        var day = PolicyDay.Of(request, context);
        return policy.ProviderOn(provider, day) switch
        {
            null => PolicyDay.Combine(Gate.Provider,
                [GateReason.Review("provider.unknown",
                $"Our policy has no row for the provider “{provider}”, so nobody can say whom it serves.")]),
            { ListsRegions: false } => GateResult.Pass(Gate.Provider),
            var rule => PolicyDay.Combine(Gate.Provider,
                [.. Regions(request, rule, policy, day), .. Owners(request, rule, policy.RowsOf(rule, day))]),
        };
    }

    private static IEnumerable<GateReason> Regions(ScreeningRequest request, ProviderRule rule, PolicySet policy, DateOnly day)
    {
        var geo = request.Signals.Geo ?? request.Signals.LookedUp;
        var masked = geo is not null && Connections.IsMasked(geo.Connection);
        var subject = request.Subject;
        var rows = policy.RowsOf(rule, day);
        (string Feature, CountryCode Country, string Words)[] places =
        [
            ("residence", subject.ResidenceCountry, "the customer states residence in"),
            ("established", subject.Country, "the customer is established in"),
            ("billing", request.Signals.Payment?.BillingCountry ?? default, "the billing country is"),
            ("located", masked ? default : geo?.Country ?? default, "the IP address is located in"),
        ];
        var stated = places.Where(place => place.Country.IsStated).ToArray();
        foreach (var (feature, country, words) in stated)
        {
            var fired = rows.Fired((feature, PolicyFact.Of(country.Value)))
                .Where(row => row.Row.StartsWith("region", StringComparison.Ordinal));
            foreach (var (_, verdict) in fired)
            {
                yield return Unserved(rule, verdict, country.Value, $"{words} {country}", policy, day);
            }
        }

        foreach (var code in Subdivisions(request, policy, day, masked ? null : geo?.Subdivision))
        {
            if (rows.Fired(("parts", PolicyFact.Of([code]))).Any(row => row.Row == "parts"))
            {
                yield return GateReason.Block(ScreeningAction.Deny, "provider.excluded_part",
                    $"{rule.Provider} does not serve {policy.LocationOn(day).PlaceOf(code)?.Name ?? code}, to which the address or the "
                        + $"IP address points.", policy.RegionOf(rule.Provider, code, day)?.Basis.Authority ?? rule.Basis.Authority);
            }
        }

        var somewhere = rows.Fired([.. stated.Select(place => (place.Feature, PolicyFact.Of(place.Country.Value))),
            .. masked && geo!.Country.IsStated ? [("masked_location", PolicyFact.Of(geo.Country.Value))]
                : Array.Empty<(string, PolicyFact)>()]).Select(row => row.Row).ToArray();
        if (somewhere.Contains("masked") || somewhere.Contains("masked_unsure"))
        {
            yield return GateReason.Review("provider.masked_region",
                $"The IP address bears a label of {geo!.Country}, which {rule.Provider} does not serve, on a hidden connection.",
                rule.Basis.Authority);
        }
        else if (somewhere.Contains("nowhere"))
        {
            yield return GateReason.Review("provider.region_unknown",
                $"{rule.Provider} serves listed regions only, and nothing tells the customer's region.", rule.Basis.Authority);
        }
    }

    private static GateReason Unserved(ProviderRule rule, PolicyVerdict verdict, string country, string words, PolicySet policy,
        DateOnly day) => (verdict, policy.RegionOf(rule.Provider, country, day)) switch
        {
            (PolicyVerdict.Review, var row) => GateReason.Review("provider.region_uncertain",
                $"{Upper(words)}; {(row?.IsServed == false ? $"that {rule.Provider} does not serve "
                    + $"it" : $"whether {rule.Provider} serves it")} "
                    + $"is marked uncertain in our policy ({row?.Basis.Source}).", row?.Basis.Authority),
            _ => GateReason.Block(ScreeningAction.Deny, "provider.unsupported_region",
                $"{Upper(words)}, which {rule.Provider} does not support.", rule.Basis.Authority),
        };

    /// <summary>Parts of countries to which the IP address or an address inside them points.</summary>
    private static IEnumerable<string> Subdivisions(ScreeningRequest request, PolicySet policy, DateOnly day, string? network)
    {
        var location = policy.LocationOn(day);
        var declared = request.Subject.ResidenceCountry.IsStated ? request.Subject.ResidenceCountry : request.Subject.Country;
        var texts = request.Subject.Addresses.Append(request.Signals.Payment?.BillingAddress ?? "").Where(text => text.Length > 0);
        return texts.Select(AddressText.Words).SelectMany(words => location.Gazetteer.Find(words, location.Countries.Find(words), declared))
            .Where(sign => sign.Reach == AddressReach.Inside || sign.IsContested).Select(sign => sign.Place)
            .Append(location.PlaceOf(network)?.Code ?? network ?? "").Where(code => code.Contains('-', StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<GateReason> Owners(ScreeningRequest request, ProviderRule rule, ProviderRows rows)
    {
        var subject = request.Subject;
        if (rule.OwnershipPercent is not { } line || OwnershipStructure.FaultOf(subject.Name, subject.Owners) is not null)
        {
            yield break;
        }

        bool IsFromThere(OwnerStake owner) => owner.HeadquartersCountry.IsStated
            && rows.Fired(("established", PolicyFact.Of(owner.HeadquartersCountry.Value))).Any(row => row.Row == "region");
        var share = OwnershipWalk.Share(subject.Owners, IsFromThere, new OwnershipTest(line, AtLine: false));
        var percent = share.ToString("0.##", CultureInfo.InvariantCulture);
        // An owner whose share is not known, or counts as nothing, is there all the same: at least a hundredth of a percent.
        var held = OwnershipWalk.All(subject.Owners).Any(IsFromThere) ? (long)Math.Clamp(Math.Ceiling(share * 100), 1, 10_000) : 0;
        // Where owners are known, they say more about control than the seat does.
        var fired = rows.Fired([("unserved_owners", PolicyFact.Of(held)), .. held == 0 && subject.HeadquartersCountry.IsStated
            ? [("headquarters", PolicyFact.Of(subject.HeadquartersCountry.Value))] : Array.Empty<(string, PolicyFact)>()])
            .Select(row => row.Row).ToArray();
        if (fired.Contains("owners"))
        {
            yield return GateReason.Block(ScreeningAction.Deny, "provider.ownership",
                $"Companies headquartered in regions that {rule.Provider} does not support hold "
                    + $"{percent} percent of the customer, more than {line.ToString("0.##", CultureInfo.InvariantCulture)}.",
                    rule.Basis.Authority);
        }
        else if (fired.Contains("owners_minority"))
        {
            yield return GateReason.Review("provider.ownership_minority",
                $"Companies headquartered in regions that {rule.Provider} does not support hold "
                    + $"{percent} percent of the customer: below the line, but the rule also reaches control. Ask who controls it.",
                    rule.Basis.Authority);
        }
        else if (fired.Contains("headquarters"))
        {
            yield return GateReason.Block(ScreeningAction.Deny, "provider.headquarters",
                $"The customer's headquarters or ultimate parent are in {subject.HeadquartersCountry}, which "
                    + $"{rule.Provider} does not support.", rule.Basis.Authority);
        }
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
