using System.Globalization;
using Compliance.ScreeningCore.Location;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Is somebody here in an embargoed place, or the government of one? Asked at every moment of the customer's life, not at signup
/// only.</summary>
public static class LocationGate
{
    private const int TenuredAfterDays = 365;

    /// <summary>Decides the question for the subject with its signals, and for every counterparty by its own words.</summary>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context)
    {
        var subject = LocationFacts.Of(request.Subject, request.Signals) with { IsTenured = request.AccountAgeDays >= TenuredAfterDays };
        var others = request.Counterparties.Select(counterparty => LocationFacts.Of(counterparty.Subject, new LocationSignals())).ToArray();
        if (context.Policy is not { } policy)
        {
            return others.Append(subject).Any(LocationJudge.HasSignals) || request.Licences.Length > 0 ? PolicyDay.NoPolicy(Gate.Location)
                : GateResult.Pass(Gate.Location);
        }

        var day = PolicyDay.Of(request, context);
        var location = policy.LocationOn(day);
        var verdicts = others.Prepend(subject).Select(facts => LocationJudge.Judge(facts, location)).ToArray();
        var licensed = LicenceRules.Lifts(request, policy, day, verdicts.SelectMany(verdict => verdict.Findings));
        var reasons = verdicts.SelectMany(verdict => verdict.Findings).Where(finding => Binds(finding, request))
            .Select(finding => ReasonOf(finding, licensed))
            .Concat(ServiceBans(request, policy, day, subject))
            .Concat(LicenceRules.Reasons(request, policy, day));
        var result = PolicyDay.Combine(Gate.Location, reasons);
        return result.Reasons.IsEmpty && !verdicts[0].HasSignals
            ? result with
            {
                Reasons = [new Reason("location.not_asked",
                "Nothing about the customer's place was submitted, so the place was not examined.")]
            }
            : result;
    }

    private static bool Binds(PlaceFinding finding, ScreeningRequest request) =>
        finding.Place is not { Nexus.Length: > 0 } place || request.Nexus.IsDefaultOrEmpty || place.Nexus.Any(request.Nexus.Contains);

    private static GateReason ReasonOf(PlaceFinding finding, bool licensed) => finding.Outcome switch
    {
        PlaceOutcome.Blocked => GateReason.Block(ScreeningAction.Freeze, finding.Code, finding.Text, finding.Authority),
        PlaceOutcome.Prohibited when finding.Place is { Basis.IsCertain: false } =>
            GateReason.Review(finding.Code, finding.Text + " The row of our policy is marked uncertain.", finding.Authority),
        PlaceOutcome.Prohibited when licensed =>
            GateReason.Review(finding.Code, finding.Text + " A licence is claimed that may cover it: refuse until it is verified.",
            finding.Authority),
        PlaceOutcome.Prohibited => GateReason.Block(ScreeningAction.Reject, finding.Code, finding.Text, finding.Authority),
        PlaceOutcome.Review => GateReason.Review(finding.Code, finding.Text, finding.Authority),
        PlaceOutcome.Clear =>
            new GateReason(Decision.Allow, ScreeningAction.None, new Reason(finding.Code, finding.Text, finding.Authority)),
        _ => throw new InvalidOperationException($"Unknown outcome {finding.Outcome}."),
    };

    /// <summary>Services that are banned in a country although the country is not embargoed.</summary>
    private static IEnumerable<GateReason> ServiceBans(ScreeningRequest request, PolicySet policy, DateOnly day, LocationFacts facts)
    {
        var use = request.Use;
        var purpose = $" {AddressText.Fold($"{use?.Purpose} {use?.Action}")} ";
        var geo = request.Signals.Geo ?? request.Signals.LookedUp;
        var countries = new[] { facts.DeclaredCountry, geo?.Country ?? default, request.Signals.Payment?.BillingCountry ?? default };
        foreach (var ban in policy.Tables.Export.Where(rule => rule.Code.StartsWith("service-ban", StringComparison.Ordinal)
            && rule.Basis.HoldsOn(day)))
        {
            if (use is not null && countries.Any(country => country.IsStated && ban.Groups.Contains(country.Value))
                && ban.Words.FirstOrDefault(word => purpose.Contains($" {AddressText.Fold(word)} ", StringComparison.Ordinal)) is { } found)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{ban.Sentence} The stated purpose names {found}.");
                yield return ban is { Decision: Decision.Block, Basis.IsCertain: true }
                    ? GateReason.Block(ScreeningAction.Reject, "location.banned_service", text, ban.Basis.Authority)
                    : GateReason.Review("location.banned_service", text, ban.Basis.Authority);
            }
        }
    }
}

/// <summary>Claims of licences: what to verify, and whether a prohibition waits for that.</summary>
internal static class LicenceRules
{
    /// <summary>
    /// True where a claim may cover the prohibition, so that a person decides: a specific licence that has not expired, or a general
    /// licence of every place found. A general licence lifts no payment, and nothing lifts a blocked government.
    /// </summary>
    public static bool Lifts(ScreeningRequest request, PolicySet policy, DateOnly day, IEnumerable<PlaceFinding> findings)
    {
        var places = findings.Where(finding => finding.Outcome == PlaceOutcome.Prohibited).Select(finding => finding.Place?.Code)
            .OfType<string>().Distinct().ToArray();
        return request.Licences.Any(claim => claim.Number is not null
            ? claim.ExpiresOn is not { } last || last >= day
            : request.Channel != Channel.Payment && General(claim, policy, day) is { } general && places.All(general.Places.Contains));
    }

    public static IEnumerable<GateReason> Reasons(ScreeningRequest request, PolicySet policy, DateOnly day)
    {
        foreach (var claim in request.Licences)
        {
            var name = claim.Number is null ? claim.Citation : $"{claim.Citation} {claim.Number}";
            if (claim.ExpiresOn is { } last && last < day)
            {
                yield return GateReason.Review("licence.expired",
                    string.Create(CultureInfo.InvariantCulture,
                    $"The licence {name} expired on {last:yyyy-MM-dd}; ask for its renewal, and for what was done under it since."),
                    "31 CFR 501.801");
            }
            else if (General(claim, policy, day) is { } general)
            {
                yield return GateReason.Review("licence.general_claimed", $"{name} is claimed. Verify: {general.Verify}.",
                    general.Basis.Authority);
            }
            else
            {
                yield return GateReason.Review("licence.claimed",
                    $"The licence {name} is claimed. Verify its text: parties, scope, dates, and that it was issued to the claimant.",
                    "31 CFR 501.801");
            }
        }
    }

    private static GeneralLicence? General(LicenceClaim claim, PolicySet policy, DateOnly day) =>
        policy.Tables.Licences.FirstOrDefault(row => row.Basis.HoldsOn(day)
        && claim.Citation.Contains(row.Citation, StringComparison.OrdinalIgnoreCase));
}
