using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Linking;
using Compliance.Functions.ReviewConsole.Comparison;
using Compliance.Functions.Screening;
using Compliance.Functions.Stores;
using Compliance.Lists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.ReviewConsole.Models;

/// <summary>Reads everything one alert's page shows.</summary>
internal sealed class AlertPageReader(AlertStore alerts, QueueIndex queue, IEvidenceReader evidence, DenialLog denials, ScreeningRules rules, PartyLinks links, IConsoleCorpus corpus, ReviewPolicy policy, TimeProvider clock)
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
            View = view,
            Status = alert.StatusAt(now, policy),
            Clock = AlertClock.StateAt(alert, now, policy),
            DueAt = AlertClock.DueAt(alert, policy),
            Policy = policy,
            Groups = GroupsOf(alert.Findings.Select(state => Summary(state, screenings[state.Finding.ScreeningId], state == selected, view))),
            Selected = Detail(selected, screenings[selected.Finding.ScreeningId], view),
            Related = await RelatedAsync(alert, officer, cancellation),
            May = PermissionsOf(alert, selected, officer, now),
        };
    }

    private ImmutableArray<FindingGroup> GroupsOf(IEnumerable<FindingSummary> findings)
    {
        var linked = links.Current;
        return [.. PartyGroups.Of(findings, one => one.State.Finding is { IsHit: true } hit ? (hit.Role ?? "", hit.Entry) : null, linked.PartyOf).Select(group => new FindingGroup(group))];
    }

    private static FindingSummary Summary(FindingState state, ScreeningEvidence? screening, bool selected, PersonalDataView view)
    {
        var hit = HitOf(state.Finding, screening);
        return hit is null
            ? new FindingSummary(state, Words.Of(state.Finding), PersonalDataMask.Words(GateOf(state.Finding, screening)?.Reasons.FirstOrDefault()?.Text ?? "", view), selected)
            : new FindingSummary(state, hit.Match.Party.PrimaryName.Text, state.Finding.Entry.ToString(), selected, hit.Match.Party.Measures);
    }

    private FindingDetail Detail(FindingState state, ScreeningEvidence? full, PersonalDataView view)
    {
        var screening = Masked(full, view);
        var hit = HitOf(state.Finding, screening);
        var seen = HitOf(state.Finding, full);
        var current = hit is null ? null : corpus.Current?.Find(hit.Entry);
        return new FindingDetail(
            state,
            screening,
            hit,
            GateOf(state.Finding, screening),
            seen is null ? [] : MaskedRows.Of(FieldComparison.Of(AlertFindings.SubjectOf(full!, seen.Role), seen.Match), AlertFindings.SubjectOf(full!, seen.Role), view),
            hit is null ? null : EntryPage(hit.Entry),
            current is not null && PartyCodec.HashOf(current) != PartyCodec.HashOf(hit!.Match.Party))
        {
            Listings = hit is null ? [] : ListingsOf(hit.Entry),
            Delisted = hit is not null && current is null && corpus.Current is { } lists && lists.Lists.Any(list => list.Code == hit.Entry.List),
            Place = full is null || view != PersonalDataView.Full ? null : PlaceEvidence.Of(full.Request, rules.Policy, full.DecidedAt),
        };
    }

    private ImmutableArray<OtherListing> ListingsOf(ListEntryId entry)
    {
        var linked = links.Current;
        var why = linked.LinksOf(entry).ToArray();
        return [.. linked.Of(entry).Where(other => other != entry).Select(other =>
        {
            var link = why.FirstOrDefault(one => one.Pair == new LinkedPair(entry, other)) ?? why.FirstOrDefault(one => one.First == other || one.Second == other);
            var with = link is null || link.First == entry || link.Second == entry ? "" : $"with {(link.First == other ? link.Second : link.First)}: ";
            var party = corpus.Current?.Find(other);
            return new OtherListing(other, party?.PrimaryName.Text ?? "", EntryPage(other), party?.Measures, with + link?.Reason);
        })];
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
                    .Where(row => row.Id != id && (row.Id.StartsWith(alert.Id.SubjectKey, StringComparison.Ordinal) || row.Entries.Any(entries.Contains)) && QueueReader.Sees(officer, row))
                    .OrderByDescending(row => row.Id.StartsWith(alert.Id.SubjectKey, StringComparison.Ordinal)).ThenByDescending(row => row.Results.Length > 0)
                    .ThenByDescending(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(8),
            ],
            cancellation);
    }

    private static ScreeningEvidence? Masked(ScreeningEvidence? evidence, PersonalDataView view) => evidence is null || view == PersonalDataView.Full ? evidence : evidence with
    {
        Request = PersonalDataMask.Of(evidence.Request, view),
        Outcome = PersonalDataMask.Of(evidence.Outcome, view),
    };

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
            GoodGuy: officer.May(ReviewPermission.ManageGoodGuys) && alert.SubjectId is not null && selected.Finding is { IsHit: true, Role: "subject" },
            Approve: selected.AwaitsApproval && officer.May(ReviewPermission.ApproveVerdicts) && !mine,
            WhyNotApprove: !selected.AwaitsApproval ? null : mine ? "You proposed it: a second person confirms it or sends it back." : !officer.May(ReviewPermission.ApproveVerdicts) ? "An approver confirms it or sends it back." : null,
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
