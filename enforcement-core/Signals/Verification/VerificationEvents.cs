using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Signals.Verification;

/// <summary>Something that happened to the proofs of identity of a subject. None of it says what a document holds.</summary>
/// <param name="By">Who; the service for what a provider said.</param>
/// <param name="At">When it was stored.</param>
[JsonDerivedType(typeof(VerificationBegun), "begun")]
[JsonDerivedType(typeof(VerificationEnded), "ended")]
[JsonDerivedType(typeof(VerificationWithdrawn), "withdrawn")]
public abstract record VerificationEvent(OfficerId By, DateTimeOffset At);

/// <summary>A proof was asked for.</summary>
/// <param name="By">Who asked: the platform, or an officer.</param>
/// <param name="At">When.</param>
/// <param name="Id">The id of the attempt.</param>
/// <param name="Level">What a pass must prove, 1 to 3.</param>
/// <param name="Until">When it expires, exclusive.</param>
public sealed record VerificationBegun(OfficerId By, DateTimeOffset At, string Id, int Level, DateTimeOffset Until)
    : VerificationEvent(By, At);

/// <summary>A provider said how a verification ended.</summary>
/// <param name="By">The service.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Key">What makes it the same event: its source and id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Level">What a pass proves; 0 where nothing passed.</param>
/// <param name="Provider">The provider, as the event names it; empty where it does not.</param>
/// <param name="SeenAt">When it ended, by the provider's clock.</param>
public sealed record VerificationEnded(OfficerId By, DateTimeOffset At, string Key, VerificationOutcome Outcome, int Level, string Provider,
    DateTimeOffset SeenAt) : VerificationEvent(By, At);

/// <summary>An officer withdrew an attempt, or what it proved: it counts for nothing from then on.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Id">The attempt.</param>
/// <param name="Text">Why.</param>
public sealed record VerificationWithdrawn(OfficerId By, DateTimeOffset At, string Id, string Text) : VerificationEvent(By, At);
