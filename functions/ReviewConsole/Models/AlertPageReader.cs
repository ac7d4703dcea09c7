using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.ReviewConsole.Comparison;
using Compliance.Functions.Stores;
using Compliance.Lists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.ReviewConsole.Models;

/// <summary>Reads everything one alert's page shows.</summary>
internal sealed class AlertPageReader(AlertStore alerts, AlertQueue queue, IEvidenceReader evidence, IConsoleCorpus corpus, ReviewPolicy policy, TimeProvider clock)
{
    /// <summary>The page; null where there is no such alert.</summary>
    public async Task<AlertPageModel?> ReadAsync(AlertId id, string? findingKey, Officer officer, CancellationToken cancellation)
    {
        if (await alerts.FindAsync(id, cancellation) is not { } file)
        {
            return null;
        }

        var (alert, now) = (file.Alert, clock.GetUtcNow());
        var selected = (findingKey is null ? null : alert.Find(findingKey)) ?? alert.Findings.FirstOrDefault(state => state.Verdict is null) ?? alert.Findings[0];
        var screenings = new Dictionary<string, ScreeningEvidence?>();
        foreach (var screening in alert.Findings.Select(state => state.Finding.ScreeningId).Distinct())
        {
            screenings[screening] = await evidence.FindAsync(screening, cancellation);
        }

        return new AlertPageModel
        {
            Alert = alert,
            Events = file.Events,
            Status = alert.StatusAt(now, policy),
            Clock = AlertClock.StateAt(alert, now, policy),
            DueAt = AlertClock.DueAt(alert, policy),
            Policy = policy,
            Findings = [.. alert.Findings.Select(state => Summary(state, screenings[state.Finding.ScreeningId], state == selected))],
            Selected = Detail(selected, screenings[selected.Finding.ScreeningId]),
            Related = await RelatedAsync(alert, now, cancellation),
            May = PermissionsOf(alert, selected, officer, now),
        };
    }

    private static FindingSummary Summary(FindingState state, ScreeningEvidence? screening, bool selected)
    {
        var hit = HitOf(state.Finding, screening);
        return hit is null
            ? new FindingSummary(state, Words.Of(state.Finding), GateOf(state.Finding, screening)?.Reasons.FirstOrDefault()?.Text ?? "", selected)
            : new FindingSummary(state, hit.Match.Party.PrimaryName.Text, state.Finding.Entry.ToString(), selected);
    }

    private FindingDetail Detail(FindingState state, ScreeningEvidence? screening)
    {
        var hit = HitOf(state.Finding, screening);
        var current = hit is null ? null : corpus.Current?.Find(hit.Entry);
        return new FindingDetail(
            state,
            screening,
            hit,
            GateOf(state.Finding, screening),
            hit is null ? [] : FieldComparison.Of(AlertFindings.SubjectOf(screening!, hit.Role), hit.Match),
            hit is null ? null : EntryPage(hit.Entry),
            current is not null && PartyCodec.HashOf(current) != PartyCodec.HashOf(hit!.Match.Party));
    }

    private async Task<ImmutableArray<QueueRow>> RelatedAsync(Alert alert, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await queue.ReadAsync(decided: false, now, cancellation);
        var decided = await queue.ReadAsync(decided: true, now, cancellation);
        var entry = alert.Findings.Where(state => state.Finding.IsHit).Select(state => state.Finding.Entry.ToString()).ToHashSet();
        return
        [
            .. open.Concat(decided)
                .Where(row => row.Id != alert.Id.ToString() && (row.Id.StartsWith(alert.Id.SubjectKey, StringComparison.Ordinal) || (row.TopEntry is { } top && entry.Contains(top))))
                .OrderByDescending(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(10),
        ];
    }

    private Permissions PermissionsOf(Alert alert, FindingState selected, Officer officer, DateTimeOffset now)
    {
        var holds = alert.Claim is { } claim && claim.By == officer.Id && claim.IsLiveAt(now);
        var heldByOther = alert.Claim is { } other && other.By != officer.Id && other.IsLiveAt(now);
        var level = officer.WorksAlerts && (!alert.Escalated || officer.TakesEscalations);
        var mine = selected.Verdict?.By == officer.Id;
        var inWindow = selected.Verdict is { } verdict && now < verdict.FinalSince + policy.UndoFor;
        return new Permissions(
            Claim: level && !alert.IsDecided && !heldByOther,
            Decide: level && holds && selected.Verdict is null,
            GoodGuy: officer.TakesEscalations && alert.SubjectId is not null && selected.Finding is { IsHit: true, Role: "subject" },
            Approve: selected.AwaitsApproval && officer.Role == OfficerRole.Approver && !mine,
            WhyNotApprove: !selected.AwaitsApproval ? null : mine ? "You proposed it: a second person confirms it or sends it back." : officer.Role != OfficerRole.Approver ? "An approver confirms it or sends it back." : null,
            Undo: officer.WorksAlerts && ((mine && (selected.AwaitsApproval || (inWindow && selected.Verdict!.ApprovedBy is null))) || (inWindow && selected.Verdict!.ApprovedBy == officer.Id)),
            Reopen: officer.TakesEscalations && selected.IsFinal && !inWindow,
            Note: officer.WorksAlerts);
    }

    private static Hit? HitOf(AlertFinding finding, ScreeningEvidence? screening) => !finding.IsHit ? null : screening?.Outcome.Hits
        .Where(hit => hit.Role == finding.Role && hit.Entry == finding.Entry).MaxBy(hit => (hit.Outcome, hit.Match.Score));

    private static GateResult? GateOf(AlertFinding finding, ScreeningEvidence? screening) =>
        finding.IsHit ? null : screening?.Outcome.Gates.FirstOrDefault(gate => gate.Gate == finding.Gate);

    private static string? EntryPage(ListEntryId entry) => ListLibrary.Descriptors.FirstOrDefault(descriptor => descriptor.Code == entry.List)?.EntryPage is { } page
        ? page.Replace("{key}", Uri.EscapeDataString(entry.Key), StringComparison.Ordinal)
        : null;
}
