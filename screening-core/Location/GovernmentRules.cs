using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>Bodies of governments whose property is blocked wherever they are: recognised by domain, by mission, by the words of a public
/// body.</summary>
internal static class GovernmentRules
{
    public static IEnumerable<PlaceFinding> Find(LocationFacts facts, LocationPolicy policy)
    {
        foreach (var address in facts.Emails)
        {
            var domain = MailDomain.Of(address);
            if (domain.Length > 0 && policy.Governments.OfDomain(domain) is { } body)
            {
                yield return Finding(body, policy, $"the domain {domain} belongs to it");
            }
        }

        foreach (var text in Texts(facts))
        {
            foreach (var body in policy.Governments.Named(AddressText.Words(text)))
            {
                yield return Finding(body, policy, $"the words “{body.Text}” name a mission or body of it");
            }
        }

        if (facts.Kind != PartyKind.Individual && facts.DeclaredCountry.IsStated)
        {
            foreach (var body in policy.Governments.PublicBodies(facts.DeclaredCountry.Value, facts.Name))
            {
                yield return Finding(body, policy, $"the name holds “{body.Text}”, as public bodies of the country do");
            }
        }
    }

    private static IEnumerable<string> Texts(LocationFacts facts)
    {
        foreach (var address in facts.Addresses)
        {
            yield return address;
        }

        if (facts.Signals.Payment?.BillingAddress is { Length: > 0 } billing)
        {
            yield return billing;
        }

        if (facts.Kind != PartyKind.Individual && facts.Name.Length > 0)
        {
            yield return facts.Name;
        }
    }

    private static PlaceFinding Finding(GovernmentBody body, LocationPolicy policy, string sign)
    {
        var country = policy.PlaceOf(body.Country)?.Name ?? body.Country;
        return body.IsBlocked && body.Basis.IsCertain
            ? new PlaceFinding("location.blocked_government", PlaceOutcome.Blocked,
                $"This concerns the government of {country}, whose property is blocked wherever it is: {sign}.", body.Basis.Authority)
            : new PlaceFinding("location.possible_government", PlaceOutcome.Review,
                $"This may concern the government of {country}: {sign}. General licences may apply; a person must look.",
                body.Basis.Authority);
    }
}
