using System.Text.Json.Nodes;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Alerts;

/// <summary>Alerts as the HTTP interface shows them.</summary>
internal static class AlertMapping
{
    public static AlertsAnswer ToAnswer(this QueuePage page, DateTimeOffset now, PersonalDataView view) => new(
        [.. page.Rows.Select(row => ToAnswer(row, now, view))],
        page.Total,
        page.Page,
        page.Pages,
        new AlertCountsAnswer(
            page.Counts.Open, page.Counts.Unclaimed, page.Counts.AwaitingApproval, page.Counts.AwaitingInformation, page.Counts.OnHold,
                page.Counts.AtRisk, page.Counts.Breached));

    public static AlertAnswer ToAnswer(this AlertFile file, DateTimeOffset now, ReviewPolicy policy, PersonalDataView view,
        LinkedListings linked)
    {
        var alert = file.Alert;
        return new AlertAnswer
        {
            Id = alert.Id.ToString(),
            Version = alert.Version,
            SubjectId = view == PersonalDataView.Full ? alert.SubjectId : null,
            Status = WireNames.Of(alert.StatusAt(now, policy)),
            Decision = WireNames.Of(alert.Decision),
            Clock = WireNames.Of(AlertClock.StateAt(alert, now, policy)),
            DueAt = AlertClock.DueAt(alert, policy),
            OpenedAt = alert.OpenedAt,
            Escalated = alert.Escalated,
            Claim = alert.Claim is { } claim && claim.IsLiveAt(now) ? new ClaimAnswer(claim.By.Value, claim.Until) : null,
            Screenings = [.. alert.ScreeningIds],
            Findings = [.. alert.Findings.Select(state => ToAnswer(state, view, linked))],
            Events = EventsOf(file.Events, view),
        };
    }

    /// <summary>Events as stored, without what the view does not show.</summary>
    public static JsonNode[] EventsOf(IEnumerable<AlertEvent> events, PersonalDataView view) => [.. events.Select(happened =>
    {
        var node = JsonNode.Parse(AlertCodec.Write(happened))!.AsObject();
        if (view != PersonalDataView.Full)
        {
            node.Remove("subjectId");
            node["entry"]?.AsObject().Remove("subjectId");
        }

        if (node["text"] is { } text)
        {
            node["text"] = PersonalDataMask.Words(text.GetValue<string>(), view);
        }

        return (JsonNode)node;
    })];

    private static AlertRowAnswer ToAnswer(QueueRow row, DateTimeOffset now, PersonalDataView view) => new()
    {
        Id = row.Id,
        Version = row.Version,
        SubjectId = view == PersonalDataView.Full ? row.SubjectId : null,
        Status = WireNames.Of(row.StatusAt(now)),
        Decision = WireNames.Of(row.Decision),
        Clock = WireNames.Of(row.ClockAt(now)),
        DueAt = row.DueAt,
        OpenedAt = row.OpenedAt,
        Escalated = row.Escalated,
        Holder = row.HolderAt(now),
        Findings = row.Findings,
        Undecided = row.Undecided,
        AwaitingApproval = row.AwaitingApproval,
        TopScore = row.TopScore,
        TopEntry = row.TopEntry,
        LatestScreening = row.LatestScreening,
    };

    private static FindingAnswer ToAnswer(FindingState state, PersonalDataView view, LinkedListings linked) => new(
        state.Finding.Key,
        WireNames.Of(state.Finding.Gate),
        WireNames.Of(state.Outcome),
        state.Finding.IsHit ? state.Finding.Entry.ToString() : null,
        state.Finding.IsHit ? linked.PartyOf(state.Finding.Entry).ToString() : null,
        state.Finding.Role,
        state.Finding.Score,
        state.Finding.ScreeningId,
        state.Verdict is { } verdict
            ? new VerdictAnswer(
                WireNames.Of(verdict.Disposition), verdict.Reason, PersonalDataMask.Words(verdict.Text, view), verdict.By.Value,
                    verdict.At, verdict.NeedsApproval, verdict.IsFinal,
                verdict.ApprovedBy?.Value, verdict.ApprovedAt, verdict.GoodGuyUntil)
            : null);
}
