using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Console.Models;

/// <summary>What happened, in the console's words.</summary>
internal static class HistoryText
{
    /// <summary>What was done, and the words the person added (empty where none).</summary>
    public static (string What, string Text) Of(AlertEvent happened) => happened switch
    {
        AlertOpened one => ($"opened the alert from screening {one.ScreeningId} with {Count(one.Findings.Length)}", ""),
        AlertExtended one =>
            ($"added screening {one.ScreeningId}: {one.Added.Length} new, {one.Changed.Length} changed, {one.SeenAgain.Length} seen again",
            ""),
        AlertClaimed one => ($"claimed it until {one.Until.UtcDateTime:HH:mm} UTC", ""),
        AlertReleased => ("released it", ""),
        AlertHandedOver one => ($"handed it to {one.To}", one.Text),
        AlertHeld one => ($"put it on hold until {ConsoleText.Moment(one.Until)}", one.Text),
        InformationRequested one => ("asked for information; the clock is paused", one.Text),
        AlertResumed one =>
            (one.PausedBusinessDays == 0 ? "resumed it" : $"resumed it; the clock stood {one.PausedBusinessDays} business days", ""),
        NoteAdded one => ("noted", one.Text),
        AlertEscalated one => ("escalated it", one.Text),
        DispositionRecorded { Bulk: { } bulk } one =>
            ($"proposed {ConsoleText.Of(one.Disposition)} on {Join(one.Keys)} ({ReasonOf(one.Reason)}) in the bulk verdict {bulk}",
                one.Text),
        DispositionRecorded one =>
            ($"{(one.NeedsApproval ? "proposed" : "recorded")} {ConsoleText.Of(one.Disposition)} on "
            + $"{Join(one.Keys)} ({ReasonOf(one.Reason)}){(one.GoodGuyUntil is { } until ? $", with a good-guy entry until "
            + $"{until.UtcDateTime:yyyy-MM-dd}" : "")}", one.Text),
        DispositionApproved one => ($"approved the verdict on {Join(one.Keys)}", one.Text),
        DispositionRejected one => ($"sent the verdict on {Join(one.Keys)} back", one.Text),
        DispositionUndone one => ($"took back {(one.ApprovalOnly ? "the approval" : "the verdict")} on {Join(one.Keys)}", ""),
        ReopeningProposed one => ($"asked to reopen {Join(one.Keys)}, which two people confirmed; a second person must agree", one.Text),
        ReopeningEnded one => ($"ended the request to reopen {Join(one.Keys)}; the verdict stands", one.Text),
        FindingsReopened one => ($"reopened {Join(one.Keys)}", one.Text),
        GoodGuyCreated one =>
            ($"created a good-guy entry for {one.Entry.Entry} until {one.Entry.ExpiresAt.UtcDateTime:yyyy-MM-dd}, proposed by "
            + $"{one.Author}", ""),
        GoodGuyRevoked one => ($"revoked the good-guy entry of {one.Key}", one.Text ?? ""),
        GoodGuyReviewed one => ($"looked at the good-guy entry of {one.Key} again and let it stand", one.Text),
        BulkReserved one => ($"took it for the bulk verdict {one.Bulk}", ""),
        BulkReleased one => ($"ended the hold of the bulk verdict {one.Bulk}", ""),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private static string ReasonOf(string code) => ReviewReason.Find(code)?.Text ?? code;

    private static string Join(ImmutableArray<string> keys) => string.Join(", ", keys);

    private static string Count(int findings) => findings == 1 ? "1 finding" : $"{findings} findings";
}
