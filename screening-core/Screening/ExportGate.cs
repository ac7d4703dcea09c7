using System.Collections.Immutable;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Does export control forbid it or ask for a licence? Listed end users, affiliates of listed owners, headquarters, model weights
/// and computing for training.</summary>
public static class ExportGate
{
    /// <summary>The jurisdiction code of the affiliates rule among the ownership rules.</summary>
    internal const string AffiliatesJurisdiction = "US-BIS";

    /// <summary>Decides the question.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Lists, policy, moment.</param>
    /// <param name="hits">What the list gate found.</param>
    public static GateResult Decide(ScreeningRequest request, ScreeningContext context, ImmutableArray<Hit> hits)
    {
        var listed = hits.Where(hit => ListedEndUsers.Concerns(hit.Match.Party)).ToArray();
        var owned = !request.Subject.Owners.IsDefaultOrEmpty;
        if (!request.Nexus.IsDefaultOrEmpty && !request.Nexus.Contains("US"))
        {
            return GateResult.Pass(Gate.Export);
        }

        if (listed.Length == 0 && !owned && request.Use is null)
        {
            return GateResult.Pass(Gate.Export);
        }

        if (context.Policy is not { } policy)
        {
            return PolicyDay.NoPolicy(Gate.Export);
        }

        var day = PolicyDay.Of(request, context);
        return PolicyDay.Combine(Gate.Export,
        [
            .. listed.SelectMany(hit => ListedEndUsers.Reasons(hit, policy, day)),
            .. Affiliates(request, context, policy, day, policy.LawOn(day).OutcomeOf),
            .. ExportUse.Reasons(request, policy, day),
        ]);
    }

    /// <summary>What listed owners give rise to by the affiliates rule.</summary>
    internal static IEnumerable<GateReason> Affiliates(ScreeningRequest request, ScreeningContext context, PolicySet policy, DateOnly day,
        Func<OwnershipRule, OwnershipShares, OwnershipOutcome> outcomeOf)
    {
        if (request.Subject.Owners.IsDefaultOrEmpty || OwnershipStructure.FaultOf(request.Subject.Name, request.Subject.Owners) is not null)
        {
            return [];
        }

        var rules = policy.OwnershipOn(day).Where(rule => rule.Jurisdiction == AffiliatesJurisdiction).ToArray();
        return OwnershipAssessment.Assess(request.Subject, rules, new OwnerListings(context).Of, outcomeOf)
            .Select(finding => (finding.Outcome, finding.Rule) switch
        {
            (OwnershipOutcome.Reached, _) =>
                GateReason.Block(ScreeningAction.Deny, "export.affiliate",
                finding.Text + " The affiliate needs the same licence as the listed owner.", finding.Rule.Basis.Authority),
            (OwnershipOutcome.Possible, { IsInForce: false }) =>
                GateReason.Review("export.affiliate_suspended",
                finding.Text
                    + " The affiliates rule is suspended on this day, so no licence is required by it, but the ownership is a red flag.",
                    finding.Rule.Basis.Authority),
            (OwnershipOutcome.Possible, { Basis.IsCertain: false }) =>
                GateReason.Review("export.affiliate_uncertain",
                finding.Text
                    + " Whether the affiliates rule is in force on this day is marked uncertain in our policy: treat it as in force "
                    + "until it is checked.", finding.Rule.Basis.Authority),
            _ => GateReason.Review("export.affiliate_flag",
                finding.Text + " A listed owner is a red flag: find out the ownership before supplying items.",
                finding.Rule.Basis.Authority),
        });
    }
}

/// <summary>Hits on the lists of export control, each list with its own consequence.</summary>
internal static class ListedEndUsers
{
    private const Measures Concerned = Measures.ExportLicence | Measures.ExportDenial | Measures.ExportCaution;

    // Roles that bring money or carry, and receive no item: a licence requirement does not reach them, a denial order does (15 CFR 748.5
    // names the parties to a transaction).
    internal static readonly string[] NotReceiving = ["payer", "bank", "issuer", "issuer_bank", "vessel", "aircraft"];

    public static bool Concerns(ListedParty party) => (party.Measures & Concerned) != 0;

    public static IEnumerable<GateReason> Reasons(Hit hit, PolicySet policy, DateOnly day)
    {
        var party = hit.Match.Party;
        var certain = hit.Outcome == Decision.Block || hit.Reason.Code == ListMatchJudgement.OtherMeasure;
        foreach (var (measure, code)
            in new[] { (Measures.ExportDenial, "list-denied"), (Measures.ExportLicence, "list-licence"),
            (Measures.ExportCaution, "list-caution") })
        {
            if (!party.Measures.HasFlag(measure) || policy.ExportRuleOn(code, day) is not { } rule)
            {
                continue;
            }

            foreach (var (row, verdict) in policy.LawOn(day).Speaking(LawChapter.ExportLists, ("export_list", PolicyFact.Of(code[5..])),
                ("same_party", PolicyFact.Of(certain)), ("receives", PolicyFact.Of(!NotReceiving.Contains(hit.Role)))))
            {
                var text = $"{party.PrimaryName.Text} ({party.Entry}): {rule.Sentence}";
                yield return row.EndsWith(".payer", StringComparison.Ordinal)
                    ? GateReason.Review("export.listed_payer",
                        $"{party.PrimaryName.Text} ({party.Entry}) stands under export control and takes part as "
                            + $"{hit.Role}, receiving nothing: a red flag. Find out for whom it acts.", rule.Basis.Authority)
                    : verdict == PolicyVerdict.Block
                    ? GateReason.Block(ScreeningAction.Deny, "export." + code, text, rule.Basis.Authority)
                    : GateReason.Review("export." + code, certain ? text
                        : text + " Whether it is the same party is for a person to say.", rule.Basis.Authority);
            }
        }
    }
}
