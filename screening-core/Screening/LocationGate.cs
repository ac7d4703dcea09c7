using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Screening.Law;

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
        var law = policy.LawOn(day);
        var reasons = verdicts.SelectMany(verdict => verdict.Findings).Where(finding => Binds(finding, request))
            .Select(finding => ReasonOf(finding, law, licensed))
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

    /// <summary>True where the place's rule binds the caller.</summary>
    internal static bool Binds(PlaceFinding finding, ScreeningRequest request) =>
        finding.Place is not { Nexus.Length: > 0 } place || request.Nexus.IsDefaultOrEmpty || place.Nexus.Any(request.Nexus.Contains);

    private static GateReason ReasonOf(PlaceFinding finding, LawRows law, bool licensed)
    {
        if (finding.Outcome == PlaceOutcome.Clear)
        {
            return new GateReason(Decision.Allow, ScreeningAction.None, new Reason(finding.Code, finding.Text, finding.Authority));
        }

        var rows = law.Speaking(LawChapter.Places, [("binds", PolicyFact.Of(true)), ("licence_claimed", PolicyFact.Of(licensed)),
            ("finding", PolicyFact.Of(finding.Outcome switch
            {
                PlaceOutcome.Blocked => "blocked",
                PlaceOutcome.Prohibited => "prohibited",
                _ => "review",
            })), .. finding.Place is { } place ? [("found", PolicyFact.Of(place.Code))] : Array.Empty<(string, PolicyFact)>()]).ToArray();
        if (rows.Any(row => row.Verdict == PolicyVerdict.Block))
        {
            return GateReason.Block(finding.Outcome == PlaceOutcome.Blocked ? ScreeningAction.Freeze : ScreeningAction.Reject, finding.Code,
                finding.Text, finding.Authority);
        }

        var doubt = finding.Outcome != PlaceOutcome.Prohibited ? ""
            : rows.Any(row => row.Row == PlaceLaw.Licence)
                ? " A licence is claimed that may cover it: refuse until it is verified."
                : " The row of our policy is marked uncertain.";
        return GateReason.Review(finding.Code, finding.Text + doubt, finding.Authority);
    }

    /// <summary>Services that are banned in a country although the country is not embargoed.</summary>
    private static IEnumerable<GateReason> ServiceBans(ScreeningRequest request, PolicySet policy, DateOnly day, LocationFacts facts)
    {
        if (request.Use is not { } use)
        {
            yield break;
        }

        var geo = request.Signals.Geo ?? request.Signals.LookedUp;
        var countries = new[] { facts.DeclaredCountry, geo?.Country ?? default, request.Signals.Payment?.BillingCountry ?? default }
            .Where(country => country.IsStated).Select(country => country.Value).ToArray();
        var law = policy.LawOn(day);
        var bans = policy.Tables.Export.Where(rule => ExportLaw.IsServiceBan(rule) && rule.Basis.HoldsOn(day)
            && countries.Any(country => law.Names(LawChapter.Services, rule.Code, country))).ToArray();
        if (bans.Length == 0)
        {
            yield break; // Before the purpose is read: few customers are in such a country.
        }

        var purpose = $" {AddressText.Fold($"{use.Purpose} {use.Action}")} ";
        bool IsNamed(string word) => purpose.Contains($" {AddressText.Fold(word)} ", StringComparison.Ordinal);
        var named = bans.SelectMany(ban => ban.Words).Where(IsNamed).Select(AddressText.Fold).Distinct(StringComparer.Ordinal);
        foreach (var (row, verdict) in law.Speaking(LawChapter.Services, ("service", PolicyFact.Of([.. named])),
            ("countries", PolicyFact.Of([.. countries]))))
        {
            var ban = bans.First(rule => rule.Code == row);
            var text = string.Create(CultureInfo.InvariantCulture, $"{ban.Sentence} The stated purpose names {ban.Words.First(IsNamed)}.");
            yield return verdict == PolicyVerdict.Block
                ? GateReason.Block(ScreeningAction.Reject, "location.banned_service", text, ban.Basis.Authority)
                : GateReason.Review("location.banned_service", text, ban.Basis.Authority);
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
