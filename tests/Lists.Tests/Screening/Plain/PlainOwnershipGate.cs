using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Lists.Tests.Screening.Plain;

/// <summary>The ownership gate read from the tables row by row, without the language of policies.</summary>
internal static class PlainOwnershipGate
{
    /// <summary>Decides the question for the subject, its counterparties and its payment rail.</summary>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context)
    {
        var subjects = request.Counterparties.Select(counterparty => counterparty.Subject).Prepend(request.Subject)
            .Where(subject => !subject.Owners.IsDefaultOrEmpty).ToArray();
        var rails = request.Signals.Payment is { } payment && (payment.Scheme ?? payment.Bin) is not null;
        if (subjects.Length == 0 && !rails)
        {
            return GateResult.Pass(Gate.Ownership);
        }

        if (context.Policy is not { } policy)
        {
            return PolicyDay.NoPolicy(Gate.Ownership);
        }

        return PolicyDay.Combine(Gate.Ownership,
            [.. subjects.SelectMany(subject => Owned(subject, request, context, policy)), .. Rails(request, context, policy)]);
    }

    private static IEnumerable<GateReason> Owned(ScreeningSubject subject, ScreeningRequest request, ScreeningContext context,
        PolicySet policy)
    {
        if (OwnershipStructure.FaultOf(subject.Name, subject.Owners) is { } fault)
        {
            return [GateReason.Review("ownership.contradictory", fault)];
        }

        var day = PolicyDay.Of(request, context);
        var owners = new OwnerListings(context);
        var rules = policy.OwnershipOn(day)
            .Where(rule => rule.Jurisdiction != ExportGate.AffiliatesJurisdiction
            && (request.Nexus.IsDefaultOrEmpty || request.Nexus.Contains(rule.Jurisdiction))).ToArray();
        var reasons = PlainAssessment.Assess(subject, rules, owners.Of).Select(ReasonOf).ToList();
        if (reasons.Count == 0)
        {
            reasons.AddRange(OwnershipWalk.All(subject.Owners).Select(owners.Of).OfType<OwnerListing>()
                .Where(listing => listing.Jurisdictions.Any(code => code != ExportGate.AffiliatesJurisdiction))
                .DistinctBy(listing => listing.Label).Select(listing => GateReason.Review(
                    "ownership.listed_elsewhere",
                        $"{listing.Label}, an owner, is listed by {string.Join(", ", listing.Jurisdictions)}, whose ownership rules do "
                            + $"not bind this dealing; caution all the same.")));
        }

        return reasons;
    }

    private static GateReason ReasonOf(OwnershipFinding finding) => finding.Outcome switch
    {
        OwnershipOutcome.Reached =>
            GateReason.Block(ScreeningAction.Freeze, "ownership.blocked", finding.Text + " Its property is blocked like the owner's.",
            finding.Rule.Basis.Authority),
        OwnershipOutcome.Possible => GateReason.Review("ownership.possible", finding.Text, finding.Rule.Basis.Authority),
        OwnershipOutcome.Controlled => GateReason.Review("ownership.controlled", finding.Text, finding.Rule.Basis.Authority),
        OwnershipOutcome.BelowLine =>
            GateReason.Review("ownership.below_line", finding.Text + " Caution: shares change, and control can be exercised otherwise.",
            finding.Rule.Basis.Authority),
        _ => throw new InvalidOperationException($"Unknown outcome {finding.Outcome}."),
    };

    private static IEnumerable<GateReason> Rails(ScreeningRequest request, ScreeningContext context, PolicySet policy)
    {
        var day = PolicyDay.Of(request, context);
        var payment = request.Signals.Payment;
        foreach (var rail in policy.Tables.Rails.Where(rail => rail.Basis.HoldsOn(day)))
        {
            var byScheme = payment?.Scheme is { } scheme && scheme.Trim().Equals(rail.Scheme, StringComparison.OrdinalIgnoreCase);
            if (!byScheme && !(payment?.Bin is { } bin && rail.BinPrefixes.Any(prefix => bin.StartsWith(prefix, StringComparison.Ordinal))))
            {
                continue;
            }

            var listed = context.Corpus.Find(rail.Operator);
            yield return listed is not null && listed.Measures.HasFlag(Measures.Freeze)
                ? GateReason.Block(ScreeningAction.Freeze, "ownership.payment_rail",
                    $"The card runs over {rail.Scheme}, operated by {rail.OperatorName}, whose property is blocked ({rail.Operator}).",
                    rail.Basis.Authority)
                : GateReason.Review("ownership.payment_rail_unconfirmed",
                    $"The card runs over {rail.Scheme}, operated by {rail.OperatorName}; the loaded lists do not show that operator as "
                        + $"blocked ({rail.Operator}): check before accepting.", rail.Basis.Authority);
        }
    }
}
