using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Risk;

/// <summary>From scores to the shapes of the interface, and to reasons of a decision.</summary>
internal static class RiskMapping
{
    private const int TopReasons = 5;

    public static RiskAnswer ToAnswer(this ScoredSubject scored, SubjectStream stream) => new(
        scored.Input.Subject.ToString(), scored.Input.Segment, scored.Input.At, scored.Assessment.ModelHash,
        [.. scored.Assessment.Harms.Select(harm => ToAnswer(harm, harm.Band == 0 ? null
            : RiskCounterfactual.Of(scored.Model, scored.Input, harm.Harm), ProposalOf(scored, harm, stream)))],
        [.. stream.Risk.Awaited.Values.Select(one => ToAnswer(one.Override, scored.Input.At, awaited: true)),
            .. stream.Risk.Set.Values.Select(one => ToAnswer(one, scored.Input.At, awaited: false))],
        scored.HasMore, scored.Unread);

    /// <summary>The worst score of what a decision asks about.</summary>
    public static DecisionRiskAnswer ToDecision(this ScoredSubject scored)
    {
        var worst = scored.Assessment.Worst;
        return new DecisionRiskAnswer(scored.Input.Subject.ToString(), WireNames.Of(worst.Harm), worst.Band, worst.Milli,
            worst.Probability,
                [.. worst.Contributions.Where(part => part.Kind != ContributionKind.Prior).Take(TopReasons).Select(ToAnswer)],
            [.. worst.Missing], scored.Assessment.ModelHash);
    }

    /// <summary>What the bands come to by themselves, of every harm of everybody concerned. A score asks for proof or for a person; it
    /// blocks nobody.</summary>
    public static IEnumerable<DecisionReason> Reasons(this ScoredRequest request, DecisionMoment moment) => request.All
        .SelectMany(scored => scored.Assessment.Harms.Select(harm => ReasonOf(request, scored, harm, moment))).OfType<DecisionReason>()
        .Distinct();

    /// <summary>Whose identity a challenge asks for: everybody whose score does; where none does, whoever was named.</summary>
    public static AskedProofAnswer[] Asked(this ScoredRequest request, DecisionMoment moment, IEnumerable<SubjectRef> named)
    {
        var scored = request.All.Where(one => one.Assessment.Harms.Any(harm => ReasonOf(request, one, harm, moment)
            is { Verdict: Verdict.Challenge })).ToList();
        return [.. (scored.Count > 0 ? scored : named.Select(one => request.Of(one)).OfType<ScoredSubject>())
            .Select(one => RiskProof.ProverOf(request, one)).OfType<ScoredSubject>().Distinct().OrderBy(one => one.Input.Subject)
            .Select(RiskProof.Ask)];
    }

    private static DecisionReason? ReasonOf(ScoredRequest request, ScoredSubject scored, HarmRisk harm, DecisionMoment moment)
    {
        if (harm.Band < 2)
        {
            return null; // Nearly everybody, in every harm.
        }

        var text = $"The score for {WireNames.Of(harm.Harm).Replace('_', ' ')} is in band {harm.Band}.";
        var isChallenge = harm.Band == 2 || (harm.Band == 3 && moment == DecisionMoment.ApiRequest);
        return isChallenge && RiskProof.IsMet(request, scored, harm) ? null
            : isChallenge && RiskProof.IsPossible(request, scored, harm) ? new DecisionReason("risk.band", Verdict.Challenge, text,
                "Please confirm who you are before you go on.")
            : new DecisionReason("risk.band", Verdict.Review, text,
                "We need to look at this before you can go on. You need not do anything now.");
    }

    /// <summary>What the ladder proposes for a harm.</summary>
    public static LadderProposal? ProposalOf(ScoredSubject scored, HarmRisk harm, SubjectStream stream)
    {
        var gravest = RiskProof.Speaking(scored, harm).Select(one => one.Severity).DefaultIfEmpty(0).Max();
        return LadderTable.Propose(harm.Harm, harm.Band, Math.Max(gravest, harm.Band > 0 ? 1 : 0),
            stream.Actions.PointsAt(scored.Input.At), LadderPolicy.Current);
    }

    private static LadderAnswer ToAnswer(LadderProposal one) => new((int)one.Row.Rung, WireNames.Of(one.Row.Rung),
        (int?)one.Row.Longest?.TotalDays, WireNames.Of(one.Row.Notice), one.People);

    /// <summary>What is asked of the customer where the decision is a challenge.</summary>
    public static string[] Requirements(this Verdict decision) => decision == Verdict.Challenge ? ["verify_identity"] : [];

    private static HarmAnswer ToAnswer(HarmRisk harm, RiskCounterfactual? change, LadderProposal? ladder)
        => new(WireNames.Of(harm.Harm), harm.Band, harm.Milli,
        harm.HeldMilli, harm.Probability, [.. harm.Contributions.Select(ToAnswer)],
        [.. harm.Outvoted.Select(one => new OutvotedAnswer(one.Signal, one.Type, one.Points, one.By))], [.. harm.Missing],
        change is null ? null : new RiskChangeAnswer([.. change.Remove], change.BandAfter, change.HeldBy),
        ladder is null ? null : ToAnswer(ladder));

    private static RiskContributionAnswer ToAnswer(RiskContribution part) => new(WireNames.Of(part.Kind), part.Reference,
        part.Type.Length == 0 ? null : part.Type, part.Group.Length == 0 ? null : part.Group, part.Points, part.AgeHours, part.Text);

    private static OverrideAnswer ToAnswer(RiskOverride one, DateTimeOffset now, bool awaited) => new(one.Id, WireNames.Of(one.Harm),
        one.Floor, one.Band, one.Reason, one.Author.Value, one.Second?.Value, one.From, one.Until,
        awaited ? "awaiting_second" : one.Ended is not null ? "ended" : one.HoldsAt(now) ? "counting" : "lapsed");
}
