using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>The signs of all addresses of one party.</summary>
internal sealed record AddressReading(ImmutableArray<AddressSign> Signs, bool HasText)
{
    public static AddressReading Read(LocationFacts facts, LocationPolicy policy)
    {
        var signs = ImmutableArray.CreateBuilder<AddressSign>();
        foreach (var address in facts.Addresses)
        {
            var words = AddressText.Words(address);
            signs.AddRange(policy.Gazetteer.Find(words, policy.Countries.Find(words), facts.DeclaredCountry));
        }

        var payment = facts.Signals.Payment;
        if (payment?.BillingAddress is { Length: > 0 } billing)
        {
            // The billing country is a field of the same form as the address: it counts as named by it.
            var words = AddressText.Words(billing);
            var named = policy.Countries.Find(words);
            signs.AddRange(policy.Gazetteer.Find(words, named.IsStated ? named : payment.BillingCountry, facts.DeclaredCountry));
        }

        if ((facts.Signals.Geo ?? facts.Signals.LookedUp) is { City: { Length: > 0 } city, Subdivision: null } geo)
        {
            signs.AddRange(policy.Gazetteer.Find(AddressText.Words(city), geo.Country, default)
                .Select(sign => sign with { Reach = AddressReach.Look, Why = "the location database names it" }));
        }

        return new AddressReading(signs.Count > 1 ? [.. signs.Distinct()] : signs.ToImmutable(), facts.Addresses.Length > 0
            || payment?.BillingAddress is { Length: > 0 });
    }

    /// <summary>The signs as evidence: an address inside a place weighs, one that needs a look does not.</summary>
    public IEnumerable<LocationEvidence> Evidence(LocationPolicy policy) => Signs.Where(sign => sign.Reach == AddressReach.Inside)
        .Select(sign =>
            new LocationEvidence(sign.Place, policy.Weight("declared.address"), sign.Written, $"the address says {sign.Written}"));
}
