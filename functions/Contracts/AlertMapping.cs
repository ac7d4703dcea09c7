using System.Text.Json.Nodes;
using Compliance.Functions.Alerts;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Contracts;

/// <summary>Alerts as the HTTP interface shows them.</summary>
internal static class AlertMapping
{
    public static AlertsAnswer ToAnswer(this QueuePage page, DateTimeOffset now) => new(
        [.. page.Rows.Select(row => ToAnswer(row, now))],
        page.Total,
        page.Page,
        page.Pages,
        new AlertCountsAnswer(
            page.Counts.Open, page.Counts.Unclaimed, page.Counts.AwaitingApproval, page.Counts.AwaitingInformation, page.Counts.OnHold, page.Counts.AtRisk, page.Counts.Breached));

    public static AlertAnswer ToAnswer(this AlertFile file, DateTimeOffset now, ReviewPolicy policy)
    {
        var alert = file.Alert;
        return new AlertAnswer
        {
            Id = alert.Id.ToString(),
            Version = alert.Version,
            SubjectId = alert.SubjectId,
            Status = WireWords.Of(alert.StatusAt(now, policy)),
            Decision = WireWords.Of(alert.Decision),
            Clock = WireWords.Of(AlertClock.StateAt(alert, now, policy)),
            DueAt = AlertClock.DueAt(alert, policy),
            OpenedAt = alert.OpenedAt,
            Escalated = alert.Escalated,
            Claim = alert.Claim is { } claim && claim.IsLiveAt(now) ? new ClaimAnswer(claim.By.Value, claim.Until) : null,
            Screenings = [.. alert.ScreeningIds],
            Findings = [.. alert.Findings.Select(ToAnswer)],
            Events = [.. file.Events.Select(happened => JsonNode.Parse(AlertCodec.Write(happened))!)],
        };
    }

    private static AlertRowAnswer ToAnswer(QueueRow row, DateTimeOffset now) => new()
    {
        Id = row.Id,
        Version = row.Version,
        SubjectId = row.SubjectId,
        Status = WireWords.Of(row.StatusAt(now)),
        Decision = WireWords.Of(row.Decision),
        Clock = WireWords.Of(row.ClockAt(now)),
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

    private static FindingAnswer ToAnswer(FindingState state) => new(
        state.Finding.Key,
        WireWords.Of(state.Finding.Gate),
        WireWords.Of(state.Finding.Outcome),
        state.Finding.IsHit ? state.Finding.Entry.ToString() : null,
        state.Finding.Role,
        state.Finding.Score,
        state.Finding.ScreeningId,
        state.Verdict is { } verdict
            ? new VerdictAnswer(
                WireWords.Of(verdict.Disposition), verdict.Reason, verdict.Text, verdict.By.Value, verdict.At, verdict.NeedsApproval, verdict.IsFinal,
                verdict.ApprovedBy?.Value, verdict.ApprovedAt, verdict.GoodGuyUntil)
            : null);
}
