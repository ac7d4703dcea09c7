using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Audit.Reports;

/// <summary>Which report is due.</summary>
public enum PropertyReportKind
{
    /// <summary>Property became blocked: 31 CFR 501.603(b)(1).</summary>
    Blocked,

    /// <summary>A transaction was rejected and nobody was blocked: 31 CFR 501.604.</summary>
    Rejected,
}

/// <summary>One property that a report may be due for: what one screening found of a customer.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="FindingKey">The finding that shows it: a confirmed one where there is one.</param>
/// <param name="Kind">Which report.</param>
/// <param name="On">The day the property became blocked or the transaction was rejected (UTC); the business days count from it.</param>
/// <param name="Confirmed">True where officers confirmed the finding; false while only the machine blocks. The days run either way.</param>
/// <param name="ScreeningId">The screening whose evidence shows it.</param>
public sealed record PropertyOccasion(AlertId Alert, string FindingKey, PropertyReportKind Kind, DateOnly On, bool Confirmed,
    string ScreeningId)
{
    /// <summary>The listed party; default where a gate found it without one.</summary>
    public ListEntryId Entry { get; init; }

    /// <summary>The first finding of the same property, lifted or not: it names the report. Null where it is the finding itself.</summary>
    public string? FirstKey { get; init; }

    /// <summary>Stable id: the alert's id and the beginning of the hash of the first finding's key.</summary>
    public string Id => $"{Alert}-{AuditRecord.HashOf(FirstKey ?? FindingKey)[..8]}";

    /// <summary>The last day for the report: ten business days after the day, which itself does not count.</summary>
    public DateOnly DueOn(BusinessCalendar calendar) => calendar.Add(On, ReportRules.DueBusinessDays);

    /// <summary>The screenings whose evidence the occasions of an alert are read from.</summary>
    public static IEnumerable<string> ScreeningsOf(Alert alert)
        => alert.Findings.Select(state => (state.StandingBlock ?? state.Finding).ScreeningId).Distinct();

    /// <summary>The occasions of an alert, in the order of its findings: those that were confirmed, and those the machine blocks, for as
    /// long as no verdict that counts has lifted them.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="evidenceOf">Evidence of a screening; null where it was erased.</param>
    public static ImmutableArray<PropertyOccasion> Of(Alert alert, Func<string, ScreeningEvidence?> evidenceOf)
    {
        var candidates = new List<Candidate>();
        foreach (var state in alert.Findings)
        {
            // Where the machine blocked, the screening that blocked first shows it; what came later with fewer facts takes nothing away.
            var shown = state.StandingBlock ?? state.Finding;
            if (evidenceOf(shown.ScreeningId) is { } evidence && KindOf(shown, evidence) is { } kind)
            {
                candidates.Add(new Candidate(state, evidence, kind));
            }
        }

        return [.. candidates.GroupBy(one => (one.Kind, one.Evidence.ScreeningId)).Select(property => Of(alert.Id, [.. property]))
            .OfType<PropertyOccasion>()];
    }

    // What one screening found of one customer is one property, however many listings name the customer.
    private static PropertyOccasion? Of(AlertId alert, ImmutableArray<Candidate> property)
    {
        ImmutableArray<Candidate> standing = [.. property.Where(one => one.Since is not null)];
        if (standing.IsEmpty)
        {
            return null;
        }

        var lead = standing.FirstOrDefault(one => one.State.StandingMatch is not null) ?? standing[0];
        return new PropertyOccasion(alert, lead.State.Finding.Key, lead.Kind,
            DateOnly.FromDateTime(standing.Min(one => one.Since)!.Value.UtcDateTime),
            Confirmed: lead.State.StandingMatch is not null, lead.Evidence.ScreeningId)
        {
            Entry = lead.State.Finding.Entry,
            FirstKey = property[0].State.Finding.Key,
        };
    }

    private sealed record Candidate(FindingState State, ScreeningEvidence Evidence, PropertyReportKind Kind)
    {
        // What the machine blocked was blocked when it decided; what it sent to review, when officers confirmed it.
        public DateTimeOffset? Since
            => new[] { State.StandingBlock is null ? (DateTimeOffset?)null : Evidence.DecidedAt, State.StandingMatch?.FinalSince }.Min();
    }

    private static PropertyReportKind? KindOf(AlertFinding finding, ScreeningEvidence evidence)
    {
        if (!finding.IsHit)
        {
            return evidence.Outcome.Gates.FirstOrDefault(gate => gate.Gate == finding.Gate)?.Action switch
            {
                ScreeningAction.Freeze => PropertyReportKind.Blocked,
                ScreeningAction.Reject => PropertyReportKind.Rejected,
                ScreeningAction.None or ScreeningAction.Hold or ScreeningAction.Deny or null => null,
                _ => throw new ArgumentOutOfRangeException(nameof(evidence), "Not an action of a gate."),
            };
        }

        // Property is reported that is blocked under the regulations of OFAC; who stands only on another government's list is not.
        if (!ReportRules.MayConcern(finding.Entry.List))
        {
            return null;
        }

        var measures = HitOf(finding.Entry, finding.Role, evidence)?.Match.Party.Measures ?? Measures.None;
        return measures.HasFlag(Measures.Freeze) ? PropertyReportKind.Blocked : measures.HasFlag(Measures.Reject)
            ? PropertyReportKind.Rejected : null;
    }

    internal static Hit? HitOf(ListEntryId entry, string? role, ScreeningEvidence evidence) =>
        evidence.Outcome.Hits.Concat(evidence.Outcome.NearMisses)
        .FirstOrDefault(hit => hit.Entry == entry && (role is null || hit.Role == role));
}
