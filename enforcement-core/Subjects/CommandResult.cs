using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>The answer to a command: events to store, or a refusal. Nothing else can come of one.</summary>
/// <typeparam name="TEvent">What can happen.</typeparam>
public abstract record CommandResult<TEvent>
{
    private CommandResult()
    {
    }

    /// <summary>Events to store; none where the command had already been done.</summary>
    public sealed record Accepted(ImmutableArray<TEvent> Events) : CommandResult<TEvent>;

    /// <summary>Nothing happens.</summary>
    public sealed record Refused(Refusal Refusal) : CommandResult<TEvent>;

    /// <summary>Takes both cases.</summary>
    public T Match<T>(Func<ImmutableArray<TEvent>, T> accepted, Func<Refusal, T> refused) => this switch
    {
        Accepted one => accepted(one.Events),
        Refused other => refused(other.Refusal),
        _ => throw new InvalidOperationException($"Unknown result {GetType()}."),
    };

    internal static CommandResult<TEvent> Happened(params ReadOnlySpan<TEvent> events) => new Accepted([.. events]);

    internal static CommandResult<TEvent> Refuse(RefusalCode code, string text) => new Refused(new Refusal(code, text));

    internal static CommandResult<TEvent> Refuse(Refusal refusal) => new Refused(refusal);
}

/// <summary>A refusal.</summary>
/// <param name="Code">Why.</param>
/// <param name="Text">What stands against it and what would mend it; names no person.</param>
public sealed record Refusal(RefusalCode Code, string Text)
{
    /// <summary>The field of the command that is wrong, as a JSON path such as <c>$.days</c>; null where no single one is.</summary>
    public string? Field { get; init; }

    /// <summary>What it said; null where nothing was said, or where it is not repeated.</summary>
    public string? Value { get; init; }

    /// <summary>True where somebody may not, rather than that something does not fit: it is recorded as a denial.</summary>
    public bool IsDenial => Code is RefusalCode.NotPermitted or RefusalCode.SamePerson or RefusalCode.RungAboveAuthority
        or RefusalCode.NeedsSecondPerson or RefusalCode.DeciderWasMakerOrChecker or RefusalCode.AutomatedOnly or RefusalCode.NotTheParty;
}

/// <summary>Why a command was refused.</summary>
public enum RefusalCode
{
    /// <summary>The role may not do this.</summary>
    NotPermitted,

    /// <summary>The subject changed since it was read.</summary>
    StaleVersion,

    /// <summary>There is no such subject.</summary>
    UnknownSubject,

    /// <summary>The subject was merged into another, which is named.</summary>
    MergedSubject,

    /// <summary>The subject was erased.</summary>
    ErasedSubject,

    /// <summary>Two people said that different people run the two accounts.</summary>
    RuledNotSame,

    /// <summary>The subject belongs to another account or organisation.</summary>
    ForeignSubject,

    /// <summary>The kind of subject does not fit.</summary>
    WrongKind,

    /// <summary>The moment lies before 2020, too far ahead, or before the one it must follow.</summary>
    BadMoment,

    /// <summary>Words are missing or too long.</summary>
    BadText,

    /// <summary>The parameters do not fit the rung.</summary>
    BadParameters,

    /// <summary>There is no such action, strike, lead or case.</summary>
    NotFound,

    /// <summary>It is there already, with other content.</summary>
    AlreadyExists,

    /// <summary>It has ended already.</summary>
    AlreadyEnded,

    /// <summary>Nothing waits for a second person here.</summary>
    NotAwaitingSecond,

    /// <summary>Only two people may do this.</summary>
    NeedsSecondPerson,

    /// <summary>The second person, or the one who decides an appeal, must be another person.</summary>
    SamePerson,

    /// <summary>The rung lies above what this person or machine may decide.</summary>
    RungAboveAuthority,

    /// <summary>An action names no ground.</summary>
    NoGround,

    /// <summary>The ground does not permit this action.</summary>
    GroundNotPermittingAction,

    /// <summary>The action would last longer than its rung may.</summary>
    DurationOverLimit,

    /// <summary>The subject is protected.</summary>
    ProtectedSubject,

    /// <summary>A legal hold stands.</summary>
    LegalHold,

    /// <summary>A narrower scope was possible and nothing says why it is not enough.</summary>
    NarrowerScopePossible,

    /// <summary>Somebody else has it.</summary>
    ClaimedByAnother,

    /// <summary>It must be claimed first.</summary>
    NotClaimed,

    /// <summary>It does not stand where this command can be given.</summary>
    WrongState,

    /// <summary>A notice would say less than its template asks for.</summary>
    MissingVariable,

    /// <summary>A notice would tell how it was found out.</summary>
    RevealsDetector,

    /// <summary>A notice would not say what can be done about it.</summary>
    NoRedress,

    /// <summary>The time for an appeal has passed.</summary>
    OutOfTime,

    /// <summary>This party has appealed against this decision already.</summary>
    AlreadyAppealed,

    /// <summary>Somebody appeals whom the decision does not concern.</summary>
    NotTheParty,

    /// <summary>A later decision took its place, which is named.</summary>
    Superseded,

    /// <summary>Who made or checked a decision does not decide the appeal against it.</summary>
    DeciderWasMakerOrChecker,

    /// <summary>A machine decides no appeal.</summary>
    AutomatedOnly,

    /// <summary>An appeal is decided with reasons.</summary>
    NoReasons,

    /// <summary>A link was used already, has run out or is not ours.</summary>
    BadLink,

    /// <summary>Nothing was proved of a policy today, or what was proved stands against it.</summary>
    ProofMissing,

    /// <summary>A policy was not tried on stored cases lately.</summary>
    BacktestTooOld,

    /// <summary>A control would allow what the one above it does not.</summary>
    WidensParent,

    /// <summary>An identity was tried to be proved too often within a day.</summary>
    TooManyAttempts,
}
