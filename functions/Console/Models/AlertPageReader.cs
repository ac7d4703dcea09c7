using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Comparison;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>Reads everything one alert's page shows.</summary>
internal sealed class AlertPageReader(AlertStore alerts, QueueIndex queue, IEvidenceReader evidence, DenialLog denials,
    ScreeningRules rules, PartyLinks links, IConsoleCorpus corpus, ReviewPolicy policy, TimeProvider clock)
{
    /// <summary>The page; null where there is no such alert.</summary>
    public async Task<AlertPageModel?> ReadAsync(AlertId id, string? findingKey, Officer officer, CancellationToken cancellation)
    {
        if (await alerts.FindAsync(id, cancellation) is not { } file)
        {
            return null;
        }

        var (alert, now, view) = (file.Alert, clock.GetUtcNow(), officer.View);
        if (!officer.Sees(alert))
        {
            await denials.OfScopeAsync(officer, id, cancellation);
            return null; // Whoever may not see it is not told that it exists.
        }

        var selected = (findingKey is null ? null : alert.Find(findingKey))
            ?? alert.Findings.FirstOrDefault(state => state.Verdict is null) ?? alert.Findings[0];
        var screenings = await FindingGroups.EvidenceOfAsync(alert, evidence, cancellation);
        var detail = Detail(selected, screenings[selected.Finding.ScreeningId], view);
        return new AlertPageModel
        {
            Summary = detail.Hit is { } hit ? AlertSummary.Of(hit, detail.Rows) : null,
            Obvious = selected.Verdict is null && selected.StandingBlock is null && selected.StandingMatch is null
                && view == PersonalDataView.Full ? AlertSummary.Obvious(selected.Finding, detail.Rows) : null,
            Alert = alert,
            Events = file.Events,
            View = view,
            Status = alert.StatusAt(now, policy),
            Clock = AlertClock.StateAt(alert, now, policy),
            DueAt = AlertClock.DueAt(alert, policy),
            Policy = policy,
            Groups = FindingGroups.Of(alert.Findings, screenings, links.Current, view, selected),
            Selected = detail,
            Related = await RelatedAsync(alert, officer, cancellation),
            May = PermissionsOf(alert, selected, officer, now),
        };
    }

    private FindingDetail Detail(FindingState state, ScreeningEvidence? full, PersonalDataView view)
    {
        var screening = Masked(full, view);
        var hit = FindingGroups.HitOf(state.Finding, screening);
        var seen = FindingGroups.HitOf(state.Finding, full);
        var current = hit is null ? null : corpus.Current?.Find(hit.Entry);
        return new FindingDetail(
            state,
            screening,
            hit,
            FindingGroups.GateOf(state.Finding, screening),
            seen is null
                ? [] : MaskedRows.Of(FieldComparison.Of(AlertFindings.SubjectOf(full!, seen.Role), seen.Match),
                AlertFindings.SubjectOf(full!, seen.Role), view),
            hit is null ? null : OtherListings.PageOf(hit.Entry),
            current is not null && PartyCodec.HashOf(current) != PartyCodec.HashOf(hit!.Match.Party))
        {
            Listings = hit is null ? []
                : OtherListings.Of(hit.Entry, links.Current.Of(hit.Entry), links.Current.LinksOf(hit.Entry), corpus.Current),
            Delisted = hit is not null && current is null && corpus.Current is { } lists
                && lists.Lists.Any(list => list.Code == hit.Entry.List),
            Place = full is null || view != PersonalDataView.Full ? null : PlaceEvidence.Of(full.Request, rules.Policy, full.DecidedAt),
        };
    }

    /// <summary>Other alerts of the subject, then others of the same listed parties with how they ended: the nearest precedents.</summary>
    private Task<ImmutableArray<QueueRow>> RelatedAsync(Alert alert, Officer officer, CancellationToken cancellation)
    {
        var id = alert.Id.ToString();
        var entries = alert.Findings.Where(state => state.Finding.IsHit).Select(state => state.Finding.Entry.ToString()).ToHashSet();
        return queue.AskAsync<ImmutableArray<QueueRow>>(
            content =>
            [
                .. content.Decided.Concat(content.Open(QueueOrder.Newest))
                    .Where(row => row.Id != id
                        && (row.Id.StartsWith(alert.Id.SubjectKey, StringComparison.Ordinal) || row.Entries.Any(entries.Contains))
                        && QueueReader.Sees(officer, row))
                    .OrderByDescending(row => row.Id.StartsWith(alert.Id.SubjectKey, StringComparison.Ordinal))
                        .ThenByDescending(row => row.Results.Length > 0)
                    .ThenByDescending(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(8),
            ],
            cancellation);
    }

    private static ScreeningEvidence? Masked(ScreeningEvidence? evidence, PersonalDataView view)
        => evidence is null || view == PersonalDataView.Full ? evidence : evidence with
        {
            Request = PersonalDataMask.Of(evidence.Request, view),
            Outcome = PersonalDataMask.Of(evidence.Outcome, view),
        };

    private Permissions PermissionsOf(Alert alert, FindingState selected, Officer officer, DateTimeOffset now)
    {
        var holds = alert.Claim is { } claim && claim.By == officer.Id && claim.IsLiveAt(now);
        var heldByOther = alert.Claim is { } other && other.By != officer.Id && other.IsLiveAt(now);
        var level = officer.WorksAlerts && (!alert.Escalated || officer.TakesEscalations);
        var (by, behind) = selected.Reopening is { } asked ? (asked.By, asked.Behind)
            : (selected.Verdict?.By ?? OfficerId.System, selected.Verdict is { } one ? one.Behind : default);
        var mine = selected.AwaitsApproval ? officer.MayBe(by, behind) : selected.Verdict?.By == officer.Id;
        var inWindow = selected.Verdict is { } verdict && now < verdict.FinalSince + policy.UndoFor;
        return new Permissions(
            Claim: level && !alert.IsDecided && !heldByOther,
            Decide: level && holds && selected.Verdict is null,
            GoodGuy: officer.May(ReviewPermission.ManageGoodGuys) && alert.SubjectId is not null
                && selected.Finding is { IsHit: true, Role: "subject" },
            Approve: selected.AwaitsApproval && officer.May(ReviewPermission.ApproveVerdicts) && !mine,
            WhyNotApprove: !selected.AwaitsApproval ? null
                : mine && by != officer.Id ? "You, or a key of yours, may have proposed it: a second person confirms it or sends it back."
                : mine ? "You proposed it: a second person confirms it or sends it back."
                : !officer.May(ReviewPermission.ApproveVerdicts) ? "An approver confirms it or sends it back." : null,
            Undo: officer.WorksAlerts
                && ((by == officer.Id && (selected.AwaitsApproval || (inWindow && selected.Verdict!.ApprovedBy is null)))
                || (inWindow && selected.Verdict!.ApprovedBy == officer.Id)),
            Reopen: officer.TakesEscalations && selected is { IsFinal: true, Reopening: null } && !inWindow,
            Note: officer.WorksAlerts);
    }
}
