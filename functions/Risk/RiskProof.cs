using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Risk;

/// <summary>
/// Whether a challenge was met: an identity was verified after everything that speaks for the harm, and not long ago. It is met once and
/// not for what comes later; it clears nothing else, and never what people set.
/// </summary>
internal static class RiskProof
{
    /// <summary>How long a verification meets challenges.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>True where a proof would meet the challenge: of an account, an end user, and for a key its account. What people set is met
    /// by none, and who tried too often within a day begins none; a person looks at it.</summary>
    public static bool IsPossible(ScoredRequest request, ScoredSubject scored, HarmRisk harm)
        => ProverOf(request, scored) is { } prover && LastSeen(request, scored, harm.Harm) is not null
            && (prover.Proofs.TriesAt(prover.Input.Subject, scored.Input.At).Left > 0 || WaitingOf(prover) is not null);

    /// <summary>Whose proof meets a challenge of a subject: its own, or of a key its account's; null where there is none.</summary>
    public static ScoredSubject? ProverOf(ScoredRequest request, ScoredSubject scored) => scored.Input.Subject.Kind switch
    {
        SubjectKind.Account or SubjectKind.EndUser => scored,
        SubjectKind.ApiKey => scored.Parent is { } parent ? request.Of(parent) : null,
        _ => null,
    };

    /// <summary>What is asked of a prover.</summary>
    public static AskedProofAnswer Ask(ScoredSubject prover) => new(prover.Input.Subject.ToString(), VerificationCallback.DocumentLevel,
        Math.Max(0, prover.Proofs.TriesAt(prover.Input.Subject, prover.Input.At).Left), WaitingOf(prover)?.Id);

    private static VerificationAttempt? WaitingOf(ScoredSubject prover) => VerificationDecider.WaitingFor(prover.Input.Subject,
        prover.Proofs, VerificationCallback.DocumentLevel, prover.Input.At);

    /// <summary>True where the challenge of a harm was met.</summary>
    public static bool IsMet(ScoredRequest request, ScoredSubject scored, HarmRisk harm)
        => ProverOf(request, scored) is { } by && LastSeen(request, scored, harm.Harm) is { } last && by.Same.Append(by.Input.Subject)
            .SelectMany(one => request.Of(one)?.Input.Signals ?? []).Any(one => one.Type == DetectorCatalogue.Verified
                && one.ObservedAt > last && one.ObservedAt <= scored.Input.At && scored.Input.At - one.ObservedAt < Lasts);

    /// <summary>The signals that speak for a harm, those that a stronger one outvotes included.</summary>
    public static IEnumerable<Signal> Speaking(ScoredSubject scored, HarmRisk harm)
    {
        var ids = harm.Contributions.Where(part => part is { Kind: ContributionKind.Signal, Points: > 0 }).Select(part => part.Reference)
            .Concat(harm.Outvoted.Where(one => one.Points > 0).Select(one => one.Signal)).ToHashSet(StringComparer.Ordinal);
        return scored.Input.Signals.Where(one => ids.Contains(one.Id));
    }

    /// <summary>When what speaks for a harm was seen last, in the subject and in whatever inside it raises the score; null where people
    /// raised it, or where that is not known: no proof meets that.</summary>
    private static DateTimeOffset? LastSeen(ScoredRequest request, ScoredSubject scored, RiskHarm harm)
    {
        var risk = scored.Assessment.Of(harm);
        var times = Speaking(scored, risk).Select(one => (DateTimeOffset?)one.ObservedAt).ToList();
        foreach (var part in risk.Contributions.Where(part => part.Points > 0))
        {
            if (part.Kind == ContributionKind.Override)
            {
                return null;
            }

            if (part.Kind == ContributionKind.Child)
            {
                times.Add(request.Of(part.Reference) is { } child ? LastSeen(request, child, harm) : null);
            }
        }

        return times.Count == 0 || times.Contains(null) ? null : times.Max();
    }
}
