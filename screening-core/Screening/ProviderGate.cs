using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Does the model provider serve this user? Asked for the provider of the request, and again for every other one a router falls
/// back to.</summary>
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
            var rule => PolicyDay.Combine(Gate.Provider, [.. Regions(request, rule, policy, day), .. Owners(request, rule, policy, day)]),
        };
    }

    private static IEnumerable<GateReason> Regions(ScreeningRequest request, ProviderRule rule, PolicySet policy, DateOnly day)
    {
        var geo = request.Signals.Geo ?? request.Signals.LookedUp;
        var masked = geo is not null && Connections.IsMasked(geo.Connection);
        var subject = request.Subject;
        (CountryCode Country, string Words)[] places =
        [
            (subject.ResidenceCountry, "the customer states residence in"),
            (subject.Country, "the customer is established in"),
            (request.Signals.Payment?.BillingCountry ?? default, "the billing country is"),
            (masked ? default : geo?.Country ?? default, "the IP address is located in"),
        ];
        var known = false;
        foreach (var (country, words) in places.Where(place => place.Country.IsStated))
        {
            known = true;
            if (Unserved(rule, country.Value, $"{words} {country}", policy, day) is { } reason)
            {
                yield return reason;
            }
        }

        foreach (var code in Subdivisions(request, policy, day, masked ? null : geo?.Subdivision))
        {
            if (policy.RegionOf(rule.Provider, code, day) is { IsServed: false } excluded)
            {
                yield return GateReason.Block(ScreeningAction.Deny, "provider.excluded_part",
                    $"{rule.Provider} does not serve {policy.LocationOn(day).PlaceOf(code)?.Name ?? code}, to which the address or the "
                        + $"IP address points.", excluded.Basis.Authority);
            }
        }

        if (masked && geo!.Country.IsStated && Unserved(rule, geo.Country.Value, "", policy, day) is not null)
        {
            yield return GateReason.Review("provider.masked_region",
                $"The IP address bears a label of {geo.Country}, which {rule.Provider} does not serve, on a hidden connection.",
                rule.Basis.Authority);
        }
        else if (!known)
        {
            yield return GateReason.Review("provider.region_unknown",
                $"{rule.Provider} serves listed regions only, and nothing tells the customer's region.", rule.Basis.Authority);
        }
    }

    private static GateReason? Unserved(ProviderRule rule, string country, string words, PolicySet policy, DateOnly day)
        => policy.RegionOf(rule.Provider, country, day) switch
        {
            { IsServed: true, Basis.IsCertain: true } => null,
            { IsServed: true } row =>
                GateReason.Review("provider.region_uncertain",
                $"{Upper(words)}; whether {rule.Provider} serves it is marked uncertain in our policy ({row.Basis.Source}).",
                row.Basis.Authority),
            { Basis.IsCertain: false } row =>
                GateReason.Review("provider.region_uncertain",
                $"{Upper(words)}; that {rule.Provider} does not serve it is marked uncertain in our policy ({row.Basis.Source}).",
                row.Basis.Authority),
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

    private static IEnumerable<GateReason> Owners(ScreeningRequest request, ProviderRule rule, PolicySet policy, DateOnly day)
    {
        var subject = request.Subject;
        if (rule.OwnershipPercent is not { } line || OwnershipStructure.FaultOf(subject.Name, subject.Owners) is not null)
        {
            yield break;
        }

        bool IsUnserved(CountryCode country)
            => country.IsStated && Unserved(rule, country.Value, "", policy, day) is { Decision: Decision.Block };
        bool IsFromThere(OwnerStake owner) => IsUnserved(owner.HeadquartersCountry);
        var there = OwnershipWalk.All(subject.Owners).Where(IsFromThere).ToImmutableArray();
        var share = OwnershipWalk.Share(subject.Owners, IsFromThere, new OwnershipTest(line, AtLine: false));
        var percent = share.ToString("0.##", CultureInfo.InvariantCulture);
        if (share > line)
        {
            yield return GateReason.Block(ScreeningAction.Deny, "provider.ownership",
                $"Companies headquartered in regions that {rule.Provider} does not support hold "
                    + $"{percent} percent of the customer, more than {line.ToString("0.##", CultureInfo.InvariantCulture)}.",
                    rule.Basis.Authority);
        }
        else if (!there.IsEmpty)
        {
            yield return GateReason.Review("provider.ownership_minority",
                $"Companies headquartered in regions that {rule.Provider} does not support hold "
                    + $"{percent} percent of the customer: below the line, but the rule also reaches control. Ask who controls it.",
                    rule.Basis.Authority);
        }
        else if (IsUnserved(subject.HeadquartersCountry))
        {
            yield return GateReason.Block(ScreeningAction.Deny, "provider.headquarters",
                $"The customer's headquarters or ultimate parent are in {subject.HeadquartersCountry}, which "
                    + $"{rule.Provider} does not support.", rule.Basis.Authority);
        }
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
