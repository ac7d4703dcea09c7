using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Alerts;

/// <summary>The words that the record uses for what happens to alerts.</summary>
internal static class AlertActs
{
    /// <summary>Stable code of an event.</summary>
    public static string CodeOf(AlertEvent happened) => happened switch
    {
        AlertOpened => "alert.opened",
        AlertExtended => "alert.extended",
        AlertClaimed => "alert.claimed",
        AlertReleased => "alert.released",
        AlertHandedOver => "alert.handed_over",
        AlertHeld => "alert.held",
        InformationRequested => "alert.information_requested",
        AlertResumed => "alert.resumed",
        NoteAdded => "alert.note_added",
        AlertEscalated => "alert.escalated",
        DispositionRecorded { NeedsApproval: true } => "alert.disposition_proposed",
        DispositionRecorded => "alert.disposition_recorded",
        DispositionApproved => "alert.disposition_approved",
        DispositionRejected => "alert.disposition_rejected",
        DispositionUndone => "alert.disposition_undone",
        ReopeningProposed => "alert.reopening_proposed",
        ReopeningEnded => "alert.reopening_ended",
        FindingsReopened => "alert.reopened",
        GoodGuyCreated => "good_guy.created",
        GoodGuyRevoked => "good_guy.revoked",
        GoodGuyReviewed => "good_guy.reviewed",
        BulkReserved => "bulk.reserved",
        BulkReleased => "bulk.released",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
