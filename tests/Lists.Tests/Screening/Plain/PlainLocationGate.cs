using System.Globalization;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>The location gate read from the tables row by row, without the language of policies.</summary>
internal static class PlainLocationGate
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
        var reasons = verdicts.SelectMany(verdict => verdict.Findings).Where(finding => LocationGate.Binds(finding, request))
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
