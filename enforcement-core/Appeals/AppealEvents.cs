using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Something that happened to an appeal.</summary>
/// <param name="By">Who; the service for what the party sent or what happens by itself.</param>
/// <param name="At">When.</param>
/// <param name="Id">The appeal.</param>
[JsonDerivedType(typeof(AppealReceived), "received")]
[JsonDerivedType(typeof(AppealAdmitted), "admitted")]
[JsonDerivedType(typeof(AppealRefused), "refused")]
[JsonDerivedType(typeof(AppealAssigned), "assigned")]
[JsonDerivedType(typeof(AppealReleased), "released")]
[JsonDerivedType(typeof(InformationAsked), "asked")]
[JsonDerivedType(typeof(InformationGiven), "given")]
[JsonDerivedType(typeof(RulingProposed), "rulingProposed")]
[JsonDerivedType(typeof(RulingDeclined), "rulingDeclined")]
[JsonDerivedType(typeof(AppealDecided), "decided")]
[JsonDerivedType(typeof(AppealEffective), "effective")]
[JsonDerivedType(typeof(AppealClosed), "closed")]
[JsonDerivedType(typeof(AppealWithdrawn), "withdrawn")]
[JsonDerivedType(typeof(LearningOpened), "learning")]
public abstract record AppealEvent(OfficerId By, DateTimeOffset At, string Id);

/// <summary>It came.</summary>
public sealed record AppealReceived(OfficerId By, DateTimeOffset At, string Id, Appeal Appeal) : AppealEvent(By, At, Id);

/// <summary>It will be looked into.</summary>
public sealed record AppealAdmitted(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>It cannot be looked into; the party is told why.</summary>
public sealed record AppealRefused(OfficerId By, DateTimeOffset At, string Id, string Reasons) : AppealEvent(By, At, Id);

/// <summary>Somebody works on it.</summary>
public sealed record AppealAssigned(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>They gave it back.</summary>
public sealed record AppealReleased(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>Something is asked of the party; the clock stands.</summary>
public sealed record InformationAsked(OfficerId By, DateTimeOffset At, string Id, string Question) : AppealEvent(By, At, Id);

/// <summary>The party answered; the clock goes on.</summary>
public sealed record InformationGiven(OfficerId By, DateTimeOffset At, string Id, string Text, ImmutableArray<AppealAttachment> Attachments)
    : AppealEvent(By, At, Id);

/// <summary>An outcome was proposed and waits for a second person.</summary>
public sealed record RulingProposed(OfficerId By, DateTimeOffset At, string Id, AppealRuling Ruling, ImmutableArray<string> Siblings)
    : AppealEvent(By, At, Id);

/// <summary>A proposed outcome was declined.</summary>
public sealed record RulingDeclined(OfficerId By, DateTimeOffset At, string Id, string Text) : AppealEvent(By, At, Id);

/// <summary>It was decided. What ends, what is voided and what is learnt stands in the same batch.</summary>
/// <param name="By">Who decided: the second person where there are two.</param>
/// <param name="At">When.</param>
/// <param name="Id">The appeal.</param>
/// <param name="Ruling">The outcome.</param>
/// <param name="Maker">Who proposed it.</param>
/// <param name="Version">The version of the subject's standing from which it holds.</param>
/// <param name="Siblings">Other actions that rest on the same row and hold.</param>
public sealed record AppealDecided(OfficerId By, DateTimeOffset At, string Id, AppealRuling Ruling, OfficerId Maker, int Version,
    ImmutableArray<string> Siblings) : AppealEvent(By, At, Id);

/// <summary>Every surface applies it.</summary>
public sealed record AppealEffective(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>It is effective, and the party was told.</summary>
public sealed record AppealClosed(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>The party took it back.</summary>
public sealed record AppealWithdrawn(OfficerId By, DateTimeOffset At, string Id) : AppealEvent(By, At, Id);

/// <summary>Something is to be learnt from it.</summary>
/// <param name="By">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Id">The appeal.</param>
/// <param name="Learning">The entry's id.</param>
/// <param name="Defect">What was at fault.</param>
/// <param name="Rows">The rows of policies on which the action rested.</param>
public sealed record LearningOpened(OfficerId By, DateTimeOffset At, string Id, string Learning, LearningDefect Defect,
    ImmutableArray<string> Rows) : AppealEvent(By, At, Id);
