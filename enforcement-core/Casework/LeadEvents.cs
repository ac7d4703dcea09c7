using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Casework;

/// <summary>Something that happened to a lead.</summary>
/// <param name="By">Who; the service for what machines received.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(LeadReceived), "received")]
[JsonDerivedType(typeof(LeadRepeated), "repeated")]
[JsonDerivedType(typeof(LeadMatched), "matched")]
[JsonDerivedType(typeof(LeadTriaged), "triaged")]
[JsonDerivedType(typeof(LeadClaimed), "claimed")]
[JsonDerivedType(typeof(LeadReleased), "released")]
[JsonDerivedType(typeof(LeadParked), "parked")]
[JsonDerivedType(typeof(LeadEnded), "ended")]
[JsonDerivedType(typeof(LeadContested), "contested")]
public abstract record LeadEvent(OfficerId By, DateTimeOffset At);

/// <summary>It came for the first time.</summary>
public sealed record LeadReceived(OfficerId By, DateTimeOffset At, Lead Lead) : LeadEvent(By, At);

/// <summary>It came again.</summary>
public sealed record LeadRepeated(OfficerId By, DateTimeOffset At, int Severity, int CertaintyPercent, DateTimeOffset? DueAt)
    : LeadEvent(By, At);

/// <summary>Whom it is about was found.</summary>
public sealed record LeadMatched(OfficerId By, DateTimeOffset At, SubjectRef Subject) : LeadEvent(By, At);

/// <summary>An officer said how grave it is and what it is about: it goes to the queue of that ground.</summary>
public sealed record LeadTriaged(OfficerId By, DateTimeOffset At, int Severity, string Ground, string Text) : LeadEvent(By, At);

/// <summary>An officer took it, or renewed the claim.</summary>
public sealed record LeadClaimed(OfficerId By, DateTimeOffset At, DateTimeOffset Until) : LeadEvent(By, At);

/// <summary>The holder gave it back.</summary>
public sealed record LeadReleased(OfficerId By, DateTimeOffset At) : LeadEvent(By, At);

/// <summary>It was put aside until a moment.</summary>
public sealed record LeadParked(OfficerId By, DateTimeOffset At, DateTimeOffset Until, string Text) : LeadEvent(By, At);

/// <summary>It ended in a decision.</summary>
public sealed record LeadEnded(OfficerId By, DateTimeOffset At, LeadStatus Status, string? Outcome, string Text) : LeadEvent(By, At)
{
    /// <summary>The people behind a key that decided; null where a person did, or where nobody knows.</summary>
    public ImmutableArray<OfficerId>? Behind { get; init; }
}

/// <summary>Who reported it contests that it came to nothing: it is looked at again by somebody else, by a moment.</summary>
public sealed record LeadContested(OfficerId By, DateTimeOffset At, string Text, DateTimeOffset DueAt) : LeadEvent(By, At);
