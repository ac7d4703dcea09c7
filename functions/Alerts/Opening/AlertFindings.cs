using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Which questions a screening's evidence puts to a person: each hit above allow, and each gate that stands in the way without a
/// hit of its own.</summary>
internal static class AlertFindings
{
    /// <summary>The findings, best hit first, then gates in their order; never empty for a decision above allow.</summary>
    public static ImmutableArray<AlertFinding> Of(ScreeningEvidence evidence)
    {
        var hits = evidence.Outcome.Hits
            .Where(hit => hit.Outcome != Decision.Allow)
            .GroupBy(hit => $"{hit.Role}|{hit.Entry}", StringComparer.Ordinal)
            .Select(group => OfHit(evidence, group.Key, group.MaxBy(hit => (hit.Outcome, hit.Match.Score))!))
            .ToImmutableArray();
        var gates = evidence.Outcome.Gates
            .Where(gate => gate.Decision != Decision.Allow && (gate.Gate != Gate.List || hits.IsEmpty))
            .Select(gate => new AlertFinding(
                $"gate|{gate.Gate.ToString().ToLowerInvariant()}",
                gate.Gate,
                gate.Decision,
                evidence.ScreeningId,
                AuditRecord.HashOf(string.Join('\n', gate.Reasons.Select(reason => reason.Code).Prepend(gate.Decision.ToString())))));
        return [.. hits, .. gates];
    }

    /// <summary>The subject or counterparty that a role names.</summary>
    public static ScreeningSubject SubjectOf(ScreeningEvidence evidence, string? role) =>
        evidence.Request.Counterparties.FirstOrDefault(party => party.Role == role)?.Subject ?? evidence.Request.Subject;

    private static AlertFinding OfHit(ScreeningEvidence evidence, string key, Hit hit)
    {
        var subject = GoodGuyMatching.FingerprintOf(SubjectOf(evidence, hit.Role));
        var party = GoodGuyMatching.FingerprintOf(hit.Match.Party);
        return new AlertFinding(key, Gate.List, hit.Outcome, evidence.ScreeningId, GoodGuyMatching.FingerprintOf(subject, party))
        {
            Entry = hit.Entry,
            Role = hit.Role,
            Score = hit.Match.Score,
            SubjectFingerprint = subject,
            PartyFingerprint = party,
            Pattern = hit.Match.ByIdentifier ? null
                : string.Join(' ', hit.Match.Contradicting.Select(fact => fact + "-").Concat(hit.Match.Agreeing.Select(fact => fact + "+"))
                .Order(StringComparer.Ordinal)),
        };
    }
}
