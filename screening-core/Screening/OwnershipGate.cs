using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Ownership;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Screening.Law;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Is somebody here owned or controlled by listed parties? Rules of each jurisdiction over the chain of owners, and payment rails
/// run by listed parties.</summary>
public static class OwnershipGate
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

        var law = policy.LawOn(PolicyDay.Of(request, context));
        return PolicyDay.Combine(Gate.Ownership, [.. subjects.SelectMany(subject => Owned(subject, request, context, policy,
            law.OutcomeOf)), .. Rails(request, context, policy, law)]);
    }

    /// <summary>What the owners of one subject give rise to.</summary>
    internal static IEnumerable<GateReason> Owned(ScreeningSubject subject, ScreeningRequest request, ScreeningContext context,
        PolicySet policy, Func<OwnershipRule, OwnershipShares, OwnershipOutcome> outcomeOf)
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
        var reasons = OwnershipAssessment.Assess(subject, rules, owners.Of, outcomeOf).Select(ReasonOf).ToList();
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

    private static IEnumerable<GateReason> Rails(ScreeningRequest request, ScreeningContext context, PolicySet policy, LawRows law)
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

            var blocked = context.Corpus.Find(rail.Operator) is { } listed && listed.Measures.HasFlag(Measures.Freeze);
            foreach (var (_, verdict) in law.Speaking(LawChapter.Rails, ("rail", PolicyFact.Of(rail.Scheme)),
                ("operator_blocked", PolicyFact.Of(blocked))))
            {
                var text = $"The card runs over {rail.Scheme}, operated by {rail.OperatorName}";
                yield return verdict == PolicyVerdict.Block
                    ? GateReason.Block(ScreeningAction.Freeze, "ownership.payment_rail",
                        $"{text}, whose property is blocked ({rail.Operator}).", rail.Basis.Authority)
                    : GateReason.Review("ownership.payment_rail_unconfirmed", $"{text}; "
                        + (blocked ? "the row of our policy is marked uncertain" : "the loaded lists do not show that operator as blocked")
                        + $" ({rail.Operator}): check before accepting.", rail.Basis.Authority);
            }
        }
    }
}

/// <summary>What the lists say of owners, each asked once.</summary>
internal sealed class OwnerListings(ScreeningContext context)
{
    private readonly Dictionary<string, OwnerListing?> _known = new(StringComparer.Ordinal);

    public OwnerListing? Of(OwnerStake owner)
    {
        var key = OwnershipWalk.KeyOf(owner);
        if (key is null)
        {
            return null;
        }

        if (!_known.TryGetValue(key, out var listing))
        {
            _known[key] = listing = owner.Entry != default ? ByEntry(owner) : ByName(owner.Name!);
        }

        return listing;
    }

    private OwnerListing ByEntry(OwnerStake owner) => context.Corpus.Find(owner.Entry) is { } party
        ? new OwnerListing(JurisdictionsOf(party), Reaches(party), party.PrimaryName.Text)
        : new OwnerListing([.. Jurisdictions(owner.Entry.List)], IsCertain: false,
            $"{owner.Name ?? owner.Entry.ToString()} (stated as {owner.Entry}, which the loaded lists do not hold)");

    private OwnerListing? ByName(string name)
    {
        var matches = new PartyMatcher(context.Corpus.Index, context.Profile)
            .Find(context.Budget.Within(new ScreeningSubject { Name = name }),
            context.Profile.Threshold, 5).Where(match => Reaches(match.Party)).ToArray();
        return matches.Length == 0
            ? null
            : new OwnerListing([.. matches.SelectMany(match => JurisdictionsOf(match.Party)).Distinct().Order(StringComparer.Ordinal)],
                IsCertain: false, $"{name} (perhaps {matches[0].Party.PrimaryName.Text}, {matches[0].Party.Entry})");
    }

    private static bool Reaches(ListedParty party) => (party.Measures & (Measures.Freeze | Measures.ExportLicence)) != 0;

    private static ImmutableArray<string> JurisdictionsOf(ListedParty party) =>
    [
        .. party.Measures.HasFlag(Measures.ExportLicence) && party.Entry.List.Value.StartsWith("us-", StringComparison.Ordinal)
            ? [ExportGate.AffiliatesJurisdiction] : Array.Empty<string>(),
        .. party.Measures == Measures.None || party.Measures.HasFlag(Measures.Freeze) ? Jurisdictions(party.Entry.List) : [],
    ];

    /// <summary>The jurisdictions whose ownership rule a list feeds; listings of the United Nations bind all.</summary>
    private static IEnumerable<string> Jurisdictions(ListCode list) => list.Value.Split('-')[0] switch
    {
        "us" => ["US"],
        "eu" => ["EU"],
        "uk" or "gb" => ["UK"],
        "un" => ["EU", "UK", "US"],
        var other => [other.ToUpperInvariant()],
    };
}
