using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Location;

/// <summary>Bodies of governments whose property is blocked wherever they are: recognised by domain, by mission, by the words of a public body.</summary>
internal static class GovernmentRules
{
    public static IEnumerable<PlaceFinding> Find(LocationFacts facts, LocationPolicy policy)
    {
        var domains = facts.Emails.Select(MailDomain.Of).Where(domain => domain.Length > 0).ToImmutableArray();
        ImmutableArray<string> texts = [.. facts.Addresses.Append(facts.Signals.Payment?.BillingAddress ?? "").Append(facts.Kind == PartyKind.Individual ? "" : facts.Name)
            .Where(text => text.Length > 0).Select(text => $" {AddressText.Fold(text)} ")];
        if (domains.IsEmpty && texts.IsEmpty)
        {
            yield break;
        }

        var name = $" {AddressText.Fold(facts.Name)} ";
        foreach (var (body, folded) in policy.Governments.Where(row => (row.Body.Sign == GovernmentSign.Domain ? domains : texts).Length > 0))
        {
            var sign = body.Sign switch
            {
                GovernmentSign.Domain => domains.FirstOrDefault(domain => MailDomain.IsUnder(domain, body.Text)) is { } domain ? $"the domain {domain} belongs to it" : null,
                GovernmentSign.Words => texts.Any(text => text.Contains(folded, StringComparison.Ordinal)) ? $"the words “{body.Text}” name a mission or body of it" : null,
                GovernmentSign.PublicBody => facts.Kind != PartyKind.Individual && facts.DeclaredCountry.Value == body.Country && name.Contains(folded, StringComparison.Ordinal)
                    ? $"the name holds “{body.Text}”, as public bodies of the country do"
                    : null,
                _ => throw new InvalidOperationException($"Unknown sign {body.Sign}."),
            };
            if (sign is not null)
            {
                var country = policy.PlaceOf(body.Country)?.Name ?? body.Country;
                yield return body.IsBlocked && body.Basis.IsCertain
                    ? new PlaceFinding("location.blocked_government", PlaceOutcome.Blocked, $"This concerns the government of {country}, whose property is blocked wherever it is: {sign}.", body.Basis.Authority)
                    : new PlaceFinding("location.possible_government", PlaceOutcome.Review, $"This may concern the government of {country}: {sign}. General licences may apply; a person must look.", body.Basis.Authority);
            }
        }
    }
}
