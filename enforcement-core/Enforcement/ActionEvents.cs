using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Something that happened to the actions on a subject: past tense, immutable.</summary>
/// <param name="By">Who did it; the service for what a machine did, never the person who set the machine up.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(ActionProposed), "proposed")]
[JsonDerivedType(typeof(ActionDecided), "decided")]
[JsonDerivedType(typeof(ActionDeclined), "declined")]
[JsonDerivedType(typeof(EndProposed), "endProposed")]
[JsonDerivedType(typeof(EndDeclined), "endDeclined")]
[JsonDerivedType(typeof(ActionEnded), "ended")]
[JsonDerivedType(typeof(StrikeGiven), "strikeGiven")]
[JsonDerivedType(typeof(StrikeVoided), "strikeVoided")]
[JsonDerivedType(typeof(StandingSent), "sent")]
[JsonDerivedType(typeof(StandingAcknowledged), "acknowledged")]
[JsonDerivedType(typeof(StandingDeliveryFailed), "deliveryFailed")]
public abstract record ActionEvent(OfficerId By, DateTimeOffset At)
{
    /// <summary>The people behind a key or an application that acted; default where a person or the service did.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }
}

/// <summary>An action was proposed and waits for a second person.</summary>
public sealed record ActionProposed(OfficerId By, DateTimeOffset At, EnforcementAction Action) : ActionEvent(By, At);

/// <summary>An action was decided: from now on it is part of the standing.</summary>
/// <param name="By">Who decided: the second person where there are two.</param>
/// <param name="At">When.</param>
/// <param name="Action">The action.</param>
/// <param name="Maker">Who proposed it.</param>
/// <param name="Policy">The version of the ladder it was decided under.</param>
public sealed record ActionDecided(OfficerId By, DateTimeOffset At, EnforcementAction Action, OfficerId Maker, string Policy)
    : ActionEvent(By, At)
{
    /// <summary>The people behind the maker, where a key or an application proposed it; default where a person did.</summary>
    public ImmutableArray<OfficerId> MakerBehind { get; init; }
}

/// <summary>A proposed action was declined.</summary>
public sealed record ActionDeclined(OfficerId By, DateTimeOffset At, string Action, string Text) : ActionEvent(By, At);

/// <summary>The end of an action was proposed and waits for a second person.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Action">The action.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">When it shall end; null for as soon as it is decided.</param>
/// <param name="Text">What the officer wrote.</param>
public sealed record EndProposed(OfficerId By, DateTimeOffset At, string Action, EndReason Reason, DateTimeOffset? Until, string Text)
    : ActionEvent(By, At);

/// <summary>A proposed end was declined.</summary>
public sealed record EndDeclined(OfficerId By, DateTimeOffset At, string Action, string Text) : ActionEvent(By, At);

/// <summary>An action ends, now or at a moment earlier than its own.</summary>
/// <param name="By">Who decided: the second person where there are two.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Action">The action.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Maker">Who asked for it.</param>
/// <param name="Text">What they wrote.</param>
public sealed record ActionEnded(OfficerId By, DateTimeOffset At, string Action, EndReason Reason, DateTimeOffset EndsAt, OfficerId Maker,
    string Text)
    : ActionEvent(By, At);

/// <summary>A strike was given.</summary>
public sealed record StrikeGiven(OfficerId By, DateTimeOffset At, Strike Strike) : ActionEvent(By, At);

/// <summary>A strike was voided, by its id.</summary>
public sealed record StrikeVoided(OfficerId By, DateTimeOffset At, string Strike, string Text) : ActionEvent(By, At);

/// <summary>A standing was sent to a surface.</summary>
public sealed record StandingSent(OfficerId By, DateTimeOffset At, string Surface, int Version) : ActionEvent(By, At);

/// <summary>A surface says that it applies a version of the standing.</summary>
public sealed record StandingAcknowledged(OfficerId By, DateTimeOffset At, string Surface, int Version, DateTimeOffset AppliedAt)
    : ActionEvent(By, At);

/// <summary>A standing could not be delivered to a surface.</summary>
public sealed record StandingDeliveryFailed(OfficerId By, DateTimeOffset At, string Surface, int Version) : ActionEvent(By, At);
