using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>Why a command was refused.</summary>
public enum RefusalKind
{
    /// <summary>The alert changed since the officer read it; both versions are named.</summary>
    StaleVersion,

    /// <summary>The alert does not exist.</summary>
    NoSuchAlert,

    /// <summary>The role may not do this.</summary>
    NotPermitted,

    /// <summary>The alert lies outside the officer's scope; to them there is no such alert.</summary>
    OutsideScope,

    /// <summary>A bulk verdict is being carried out on the alert.</summary>
    ReservedForBulk,

    /// <summary>The group is empty, too large or not alike.</summary>
    BulkNotPossible,

    /// <summary>The officer has not claimed the alert.</summary>
    NotClaimed,

    /// <summary>A colleague holds the alert.</summary>
    ClaimedByAnother,

    /// <summary>The officer's own claim ran out.</summary>
    ClaimExpired,

    /// <summary>The alert is closed.</summary>
    Closed,

    /// <summary>The alert bears no such finding.</summary>
    UnknownFinding,

    /// <summary>No finding was named.</summary>
    NoFinding,

    /// <summary>The finding has a verdict already.</summary>
    AlreadyDecided,

    /// <summary>The finding has no verdict that waits for a second person.</summary>
    NotAwaitingApproval,

    /// <summary>The second person must be another person.</summary>
    SelfApproval,

    /// <summary>A reason code is missing or does not support the disposition.</summary>
    ReasonMissing,

    /// <summary>Words are missing or too long.</summary>
    TextMissing,

    /// <summary>The finding has no sealed verdict to open again.</summary>
    NotSealed,

    /// <summary>The undo window has passed, or the verdict is another person's.</summary>
    UndoNotPossible,

    /// <summary>A good-guy entry is not possible here.</summary>
    GoodGuyNotPossible,

    /// <summary>The moment is out of range.</summary>
    BadMoment,
}

/// <summary>Which refusals say that somebody may not, rather than that something does not fit.</summary>
public static class RefusalKinds
{
    /// <summary>True where the refusal is a denial: it is recorded.</summary>
    public static bool IsDenial(this RefusalKind kind)
        => kind is RefusalKind.NotPermitted or RefusalKind.SelfApproval or RefusalKind.OutsideScope;
}

/// <summary>A refusal.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Text">What stands against it and what would mend it; names no subject.</param>
public sealed record AlertRefusal(RefusalKind Kind, string Text);

/// <summary>The answer to a command: events, or a refusal.</summary>
public abstract record AlertDecision
{
    private AlertDecision()
    {
    }

    /// <summary>Events to store; none where the command had already been done.</summary>
    public sealed record Accepted(ImmutableArray<AlertEvent> Events) : AlertDecision;

    /// <summary>Nothing happens.</summary>
    public sealed record Refused(AlertRefusal Refusal) : AlertDecision;

    /// <summary>Takes both cases.</summary>
    public T Match<T>(Func<ImmutableArray<AlertEvent>, T> accepted, Func<AlertRefusal, T> refused) => this switch
    {
        Accepted one => accepted(one.Events),
        Refused other => refused(other.Refusal),
        _ => throw new InvalidOperationException($"Unknown decision {GetType()}."),
    };
}
