using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Who appeals.</summary>
public enum AppealParty
{
    /// <summary>Whom the action meets.</summary>
    Subject,

    /// <summary>The customer, for an end user of theirs.</summary>
    CustomerForEndUser,

    /// <summary>The provider that asked for the action.</summary>
    Provider,
}

/// <summary>Why somebody appeals.</summary>
public enum AppealGround
{
    /// <summary>It did not happen like that.</summary>
    FactsWrong,

    /// <summary>It was somebody else.</summary>
    NotMe,

    /// <summary>The rule does not say so.</summary>
    RuleMisapplied,

    /// <summary>It goes too far.</summary>
    Disproportionate,

    /// <summary>Something was not known.</summary>
    NewInformation,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How an appeal was decided.</summary>
public enum AppealOutcome
{
    /// <summary>The decision stands.</summary>
    Upheld,

    /// <summary>It was made milder.</summary>
    Varied,

    /// <summary>It was reversed.</summary>
    Overturned,

    /// <summary>It is decided again from the beginning.</summary>
    Remitted,
}

/// <summary>Where an appeal stands.</summary>
public enum AppealStatus
{
    /// <summary>It came.</summary>
    Received,

    /// <summary>It will be looked into.</summary>
    Admitted,

    /// <summary>It cannot be looked into.</summary>
    Inadmissible,

    /// <summary>Somebody works on it.</summary>
    Assigned,

    /// <summary>An answer of the party is awaited.</summary>
    InformationRequested,

    /// <summary>An outcome is proposed and waits for a second person.</summary>
    SecondAwaited,

    /// <summary>The decision stands.</summary>
    Upheld,

    /// <summary>The decision was made milder.</summary>
    Varied,

    /// <summary>The decision was reversed.</summary>
    Overturned,

    /// <summary>It is decided again.</summary>
    Remitted,

    /// <summary>Every surface applies what follows from it.</summary>
    Effective,

    /// <summary>It is effective, and the party was told.</summary>
    Closed,

    /// <summary>The party took it back.</summary>
    Withdrawn,
}

/// <summary>What was at fault where a decision was reversed: no reversal without it, so that something is learnt.</summary>
public enum LearningDefect
{
    /// <summary>A rule is wrong.</summary>
    Rule,

    /// <summary>A threshold is wrong.</summary>
    Threshold,

    /// <summary>A list or its data are wrong.</summary>
    List,

    /// <summary>A model is wrong.</summary>
    Model,

    /// <summary>Somebody judged it wrongly.</summary>
    Training,

    /// <summary>Something was not foreseen.</summary>
    Gap,

    /// <summary>Nothing was at fault: the party told what nobody could know.</summary>
    NewFacts,
}

/// <summary>A file that came with an appeal. It is kept as bytes, never opened, never shown in a page.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits; its name in the store.</param>
/// <param name="Name">What it was called.</param>
/// <param name="Type">pdf, png, jpeg or text, as its bytes say.</param>
/// <param name="Bytes">How long it is.</param>
public sealed record AppealAttachment(string Sha256, string Name, string Type, int Bytes);

/// <summary>An appeal as it came. It never changes; what became of it stands in its events.</summary>
/// <param name="Id">The id; the same party and action have the same.</param>
/// <param name="Action">The action it is against.</param>
/// <param name="DecisionId">The decision of which that is part.</param>
/// <param name="Subject">Whom the action meets.</param>
/// <param name="Party">Who appeals.</param>
/// <param name="Grounds">Why: at least one.</param>
/// <param name="Text">In their words.</param>
/// <param name="Locale">The language they read.</param>
/// <param name="Via">link, api or console.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="DueAt">By when it is decided.</param>
/// <param name="Attachments">Files.</param>
public sealed record Appeal(string Id, string Action, string DecisionId, SubjectRef Subject, AppealParty Party,
    ImmutableArray<AppealGround> Grounds, string Text, string Locale, string Via, DateTimeOffset ReceivedAt, DateTimeOffset DueAt,
    ImmutableArray<AppealAttachment> Attachments)
{
    /// <summary>The id of an appeal of a party against an action.</summary>
    public static string IdOf(SubjectRef subject, string action, AppealParty party) => SubjectItemIds.Of("apl", subject, $"{action}\n{party}");
}

/// <summary>An outcome with its reasons.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reasons">Why, as the party is told.</param>
/// <param name="Defect">What was at fault; needed with a reversal or a milder measure.</param>
/// <param name="Milder">The milder measure; for <see cref="AppealOutcome.Varied"/>, null where only the time is shorter.</param>
/// <param name="Until">Its end.</param>
public sealed record AppealRuling(AppealOutcome Outcome, string Reasons, LearningDefect? Defect, Measure? Milder, DateTimeOffset? Until);

/// <summary>An outcome that waits for a second person.</summary>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="Ruling">The outcome.</param>
/// <param name="Siblings">Other actions on the same row.</param>
public sealed record ProposedRuling(OfficerId By, DateTimeOffset At, AppealRuling Ruling, ImmutableArray<string> Siblings);
