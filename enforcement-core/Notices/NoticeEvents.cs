using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Notices;

/// <summary>Something that happened to a notice.</summary>
/// <param name="By">Who; the service for what it does by itself.</param>
/// <param name="At">When.</param>
/// <param name="Id">The notice.</param>
[JsonDerivedType(typeof(NoticeWithheld), "withheld")]
[JsonDerivedType(typeof(NoticeReleased), "released")]
[JsonDerivedType(typeof(NoticeQueued), "queued")]
[JsonDerivedType(typeof(NoticeSent), "sent")]
[JsonDerivedType(typeof(NoticeDelivered), "delivered")]
[JsonDerivedType(typeof(NoticeBounced), "bounced")]
[JsonDerivedType(typeof(NoticeSuperseded), "superseded")]
public abstract record NoticeEvent(OfficerId By, DateTimeOffset At, string Id);

/// <summary>It is kept back until a moment, and goes out by itself then.</summary>
public sealed record NoticeWithheld(OfficerId By, DateTimeOffset At, string Id, NoticeKind Kind, string About, WithholdingBasis Basis,
    DateTimeOffset Until, string Text) : NoticeEvent(By, At, Id);

/// <summary>It is kept back no longer.</summary>
public sealed record NoticeReleased(OfficerId By, DateTimeOffset At, string Id, string Text) : NoticeEvent(By, At, Id);

/// <summary>It was written and goes out; from now on it lies in the inbox.</summary>
public sealed record NoticeQueued(OfficerId By, DateTimeOffset At, string Id, Notice Notice) : NoticeEvent(By, At, Id);

/// <summary>It was handed to a way out.</summary>
public sealed record NoticeSent(OfficerId By, DateTimeOffset At, string Id, NoticeChannel Channel) : NoticeEvent(By, At, Id);

/// <summary>It arrived.</summary>
public sealed record NoticeDelivered(OfficerId By, DateTimeOffset At, string Id, NoticeChannel Channel) : NoticeEvent(By, At, Id);

/// <summary>It could not be delivered by a way out.</summary>
public sealed record NoticeBounced(OfficerId By, DateTimeOffset At, string Id, NoticeChannel Channel, string Reason)
    : NoticeEvent(By, At, Id);

/// <summary>Another notice says what holds now.</summary>
public sealed record NoticeSuperseded(OfficerId By, DateTimeOffset At, string Id, string Later) : NoticeEvent(By, At, Id);
