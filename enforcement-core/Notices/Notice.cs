using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Notices;

/// <summary>What a notice tells.</summary>
public enum NoticeKind
{
    /// <summary>An action was decided.</summary>
    Action,

    /// <summary>An action ended before its time.</summary>
    ActionEnded,

    /// <summary>An appeal was received.</summary>
    AppealReceived,

    /// <summary>An appeal cannot be looked into.</summary>
    AppealInadmissible,

    /// <summary>Something is asked of the one who appealed.</summary>
    AppealQuestion,

    /// <summary>An appeal was decided.</summary>
    AppealDecided,
}

/// <summary>Who reads a notice.</summary>
public enum NoticeAudience
{
    /// <summary>The customer who holds the account.</summary>
    Customer,

    /// <summary>The customer's end user, through the customer.</summary>
    EndUser,

    /// <summary>Who reported it.</summary>
    Reporter,

    /// <summary>The provider that asked for it.</summary>
    Provider,
}

/// <summary>Why a notice is withheld: telling now would warn somebody who must not be warned.</summary>
public enum WithholdingBasis
{
    /// <summary>An authority investigates and asked for silence.</summary>
    LawEnforcement,

    /// <summary>A court ordered silence.</summary>
    CourtOrder,

    /// <summary>Property was blocked and its report is not due yet.</summary>
    Sanctions,
}

/// <summary>By what way a notice goes.</summary>
public enum NoticeChannel
{
    /// <summary>The inbox within the product, read through the API.</summary>
    Inbox,

    /// <summary>The webhook of the platform.</summary>
    Webhook,

    /// <summary>E-mail.</summary>
    Email,
}

/// <summary>A notice as it was written. It never changes; what became of it stands in its events.</summary>
/// <param name="Id">The id: <c>ntc_</c>, the subject's key, and twelve digits of what it is about.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="About">The action or the appeal.</param>
/// <param name="DecisionId">The decision of which that is part.</param>
/// <param name="Subject">Whom it is addressed to.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Template">The template and its version, for example <c>action@3</c>.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text; a place for the link to appeal stands in it, because a link opens a door and is made when it is
/// sent.</param>
/// <param name="Statement">The statement of reasons; null where no decision of ours is told.</param>
public sealed record Notice(string Id, NoticeKind Kind, string About, string DecisionId, SubjectRef Subject, NoticeAudience Audience,
    string Template, string Locale, string Title, string Body, StatementOfReasons? Statement)
{
    /// <summary>Where the link goes.</summary>
    public const string LinkPlace = "[[link]]";

    /// <summary>The id of a notice.</summary>
    /// <param name="subject">Whom it is addressed to.</param>
    /// <param name="kind">What it tells.</param>
    /// <param name="about">The action or the appeal.</param>
    /// <param name="round">Which of several of one kind, from 0: questions on one appeal.</param>
    public static string IdOf(SubjectRef subject, NoticeKind kind, string about, int round = 0)
        => SubjectItemIds.Of("ntc", subject, $"{kind}\n{about}\n{round}");
}
