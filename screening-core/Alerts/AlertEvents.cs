using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Something that happened to an alert: past tense, immutable, never deleted. The alert is what its events say
/// (<see cref="Alert.Apply"/>).</summary>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(AlertOpened), "opened")]
[JsonDerivedType(typeof(AlertExtended), "extended")]
[JsonDerivedType(typeof(AlertClaimed), "claimed")]
[JsonDerivedType(typeof(AlertReleased), "released")]
[JsonDerivedType(typeof(AlertHandedOver), "handedOver")]
[JsonDerivedType(typeof(AlertHeld), "held")]
[JsonDerivedType(typeof(InformationRequested), "informationRequested")]
[JsonDerivedType(typeof(AlertResumed), "resumed")]
[JsonDerivedType(typeof(NoteAdded), "noteAdded")]
[JsonDerivedType(typeof(AlertEscalated), "escalated")]
[JsonDerivedType(typeof(DispositionRecorded), "dispositionRecorded")]
[JsonDerivedType(typeof(DispositionApproved), "dispositionApproved")]
[JsonDerivedType(typeof(DispositionRejected), "dispositionRejected")]
[JsonDerivedType(typeof(DispositionUndone), "dispositionUndone")]
[JsonDerivedType(typeof(ReopeningProposed), "reopeningProposed")]
[JsonDerivedType(typeof(ReopeningEnded), "reopeningEnded")]
[JsonDerivedType(typeof(FindingsReopened), "findingsReopened")]
[JsonDerivedType(typeof(GoodGuyCreated), "goodGuyCreated")]
[JsonDerivedType(typeof(GoodGuyRevoked), "goodGuyRevoked")]
[JsonDerivedType(typeof(GoodGuyReviewed), "goodGuyReviewed")]
[JsonDerivedType(typeof(BulkReserved), "bulkReserved")]
[JsonDerivedType(typeof(BulkReleased), "bulkReleased")]
public abstract record AlertEvent(OfficerId By, DateTimeOffset At)
{
    /// <summary>The people behind a key or an application that acted; default where a person or the service did, and in events of an
    /// older version.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }
}

/// <summary>A screening raised findings and the subject had no open alert.</summary>
public sealed record AlertOpened(OfficerId By, DateTimeOffset At, AlertId Alert, string? SubjectId, string ScreeningId, Decision Decision,
    ImmutableArray<AlertFinding> Findings)
    : AlertEvent(By, At)
{
    /// <summary>Keys that two people had confirmed in an earlier alert of the subject; default where there are none.</summary>
    public ImmutableArray<string> ConfirmedBefore { get; init; }
}

/// <summary>A further screening of the subject: findings that are new, findings whose facts changed (their verdicts fall), and findings
/// seen again unchanged.</summary>
public sealed record AlertExtended(
    OfficerId By, DateTimeOffset At, string ScreeningId, Decision Decision, ImmutableArray<AlertFinding> Added,
        ImmutableArray<AlertFinding> Changed, ImmutableArray<AlertFinding> SeenAgain)
    : AlertEvent(By, At);

/// <summary>An officer took the alert, or renewed the claim.</summary>
public sealed record AlertClaimed(OfficerId By, DateTimeOffset At, DateTimeOffset Until) : AlertEvent(By, At);

/// <summary>The holder gave the alert back.</summary>
public sealed record AlertReleased(OfficerId By, DateTimeOffset At) : AlertEvent(By, At);

/// <summary>The holder passed the alert to a named colleague.</summary>
public sealed record AlertHandedOver(OfficerId By, DateTimeOffset At, OfficerId To, DateTimeOffset Until, string Text) : AlertEvent(By, At);

/// <summary>The alert was put aside until a moment; the clock runs on.</summary>
public sealed record AlertHeld(OfficerId By, DateTimeOffset At, DateTimeOffset Until, string Text) : AlertEvent(By, At);

/// <summary>Information was asked for; the clock stops until it arrives or the work goes on.</summary>
public sealed record InformationRequested(OfficerId By, DateTimeOffset At, string Text) : AlertEvent(By, At);

/// <summary>Work went on after a hold or a wait.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="PausedBusinessDays">Business days the clock stood still, 0 after a hold.</param>
public sealed record AlertResumed(OfficerId By, DateTimeOffset At, int PausedBusinessDays) : AlertEvent(By, At);

/// <summary>A note was added.</summary>
public sealed record NoteAdded(OfficerId By, DateTimeOffset At, string Text) : AlertEvent(By, At);

/// <summary>The alert went to the second level.</summary>
public sealed record AlertEscalated(OfficerId By, DateTimeOffset At, string Text) : AlertEvent(By, At);

/// <summary>An officer concluded; where approval is needed this is a proposal.</summary>
public sealed record DispositionRecorded(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, Disposition Disposition,
    string Reason, string Text, bool NeedsApproval, DateTimeOffset? GoodGuyUntil)
    : AlertEvent(By, At)
{
    /// <summary>The bulk verdict it belongs to; null for a verdict of its own.</summary>
    public string? Bulk { get; init; }
}

/// <summary>A second person confirmed a proposal.</summary>
public sealed record DispositionApproved(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, string Text) : AlertEvent(By, At);

/// <summary>A second person sent a proposal back.</summary>
public sealed record DispositionRejected(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, string Text) : AlertEvent(By, At);

/// <summary>The author took a verdict back, or the second person their approval, within the undo window.</summary>
public sealed record DispositionUndone(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, bool ApprovalOnly)
    : AlertEvent(By, At);

/// <summary>Somebody asks to open again what two people confirmed; a second person must agree.</summary>
public sealed record ReopeningProposed(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, string Text) : AlertEvent(By, At);

/// <summary>The request to open verdicts again was refused by a second person or withdrawn by its author: they stand.</summary>
public sealed record ReopeningEnded(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, string Text) : AlertEvent(By, At);

/// <summary>Sealed verdicts were opened again, with a reason.</summary>
public sealed record FindingsReopened(OfficerId By, DateTimeOffset At, ImmutableArray<string> Keys, string Text) : AlertEvent(By, At);

/// <summary>A good-guy entry came into being.</summary>
public sealed record GoodGuyCreated(OfficerId By, DateTimeOffset At, string Key, GoodGuyEntry Entry, OfficerId Author, string Reason)
    : AlertEvent(By, At);

/// <summary>A good-guy entry ended: with the verdict it rested on, or by itself for the reason stated.</summary>
public sealed record GoodGuyRevoked(OfficerId By, DateTimeOffset At, string Key) : AlertEvent(By, At)
{
    /// <summary>Why it was revoked by itself; null where it ended with its verdict.</summary>
    public string? Text { get; init; }
}

/// <summary>Somebody else than its author looked at a good-guy entry again and let it stand.</summary>
public sealed record GoodGuyReviewed(OfficerId By, DateTimeOffset At, string Key, string Text) : AlertEvent(By, At);

/// <summary>A bulk verdict took the alert, so that nobody decides it meanwhile.</summary>
public sealed record BulkReserved(OfficerId By, DateTimeOffset At, string Bulk, DateTimeOffset Until) : AlertEvent(By, At);

/// <summary>A bulk verdict gave the alert back.</summary>
public sealed record BulkReleased(OfficerId By, DateTimeOffset At, string Bulk) : AlertEvent(By, At);
