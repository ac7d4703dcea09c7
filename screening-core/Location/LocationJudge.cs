using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Location;

/// <summary>
/// Decides where somebody may be. Rules of law come first (a residential line in Iran, an address in Crimea); the combination of weaker
/// signals second; then what is unknown although it was asked. Every finding stands beside the others: none hides another.
/// </summary>
public static class LocationJudge
{
    /// <summary>Judges the facts of one party under the rules of one day.</summary>
    public static LocationVerdict Judge(LocationFacts facts, LocationPolicy policy)
    {
        var findings = ImmutableArray.CreateBuilder<PlaceFinding>();
        var addresses = AddressReading.Read(facts, policy);
        var evidence = EvidenceReader.Read(facts, policy).AddRange(addresses.Evidence(policy));
        var beliefs = BeliefCombination.Combine(facts, policy, evidence);

        findings.AddRange(GovernmentRules.Find(facts, policy));
        AddressRules.Add(addresses, facts, policy, findings);
        foreach (var belief in beliefs)
        {
            PlaceRules.Add(belief, facts, policy, findings);
        }

        UnknownRules.Add(facts, policy, addresses, findings);
        return new LocationVerdict(beliefs, [.. findings.DistinctBy(finding => (finding.Code, finding.Text))], HasSignals(facts));
    }

    /// <summary>True where anything about a place was submitted.</summary>
    public static bool HasSignals(LocationFacts facts) =>
        facts.Signals is not { Ip: null, Geo: null, LookedUp: null, TimeZone: null, AcceptLanguage: null, SimMcc: null, Payment: null }
        || facts.DeclaredCountry.IsStated || facts.Addresses.Length > 0 || facts.Phones.Length > 0 || facts.Emails.Length > 0;
}
