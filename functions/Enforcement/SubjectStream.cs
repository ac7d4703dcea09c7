using System.Collections.Immutable;
using System.Text.Json;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>One thing that happened to a subject, of one of eight kinds.</summary>
public sealed record StreamEvent(SubjectEvent? Subject, SignalEvent? Signal, ActionEvent? Action)
{
    public NoticeEvent? Notice { get; init; }

    public AppealEvent? Appeal { get; init; }

    public RiskEvent? Risk { get; init; }

    public RulingEvent? Ruling { get; init; }

    public VerificationEvent? Proof { get; init; }

    public static StreamEvent Of(VerificationEvent happened) => new(null, null, null) { Proof = happened };

    public static StreamEvent Of(RulingEvent happened) => new(null, null, null) { Ruling = happened };

    public static StreamEvent Of(RiskEvent happened) => new(null, null, null) { Risk = happened };

    public static StreamEvent Of(NoticeEvent happened) => new(null, null, null) { Notice = happened };

    public static StreamEvent Of(AppealEvent happened) => new(null, null, null) { Appeal = happened };

    public static StreamEvent Of(SubjectEvent happened) => new(happened, null, null);

    public static StreamEvent Of(SignalEvent happened) => new(null, happened, null);

    public static StreamEvent Of(ActionEvent happened) => new(null, null, happened);

    public DateTimeOffset At => Subject?.At ?? Signal?.At ?? Action?.At ?? Notice?.At ?? Appeal?.At ?? Risk?.At ?? Ruling?.At
        ?? Proof!.At;

    public string By => (Subject?.By ?? Signal?.By ?? Action?.By ?? Notice?.By ?? Appeal?.By
        ?? Risk?.By ?? Ruling?.By ?? Proof!.By).Value;

    public char Kind => Subject is not null ? 's' : Signal is not null ? 'g' : Notice is not null ? 'n' : Appeal is not null ? 'p'
        : Risk is not null ? 'r' : Ruling is not null ? 'w' : Proof is not null ? 'v' : 'a';

    public string Write() => Notice is not null ? JsonSerializer.Serialize(Notice, EnforcementCodec.Options)
        : Appeal is not null ? JsonSerializer.Serialize(Appeal, EnforcementCodec.Options)
        : Risk is not null ? JsonSerializer.Serialize(Risk, EnforcementCodec.Options)
        : Ruling is not null ? JsonSerializer.Serialize(Ruling, EnforcementCodec.Options)
        : Proof is not null ? JsonSerializer.Serialize(Proof, EnforcementCodec.Options)
        : Subject is not null ? EnforcementCodec.Write(Subject) : Signal is not null ? EnforcementCodec.Write(Signal)
        : EnforcementCodec.Write(Action!);

    public static StreamEvent Read(char kind, string json) => kind switch
    {
        's' => Of(EnforcementCodec.Read<SubjectEvent>(json)),
        'g' => Of(EnforcementCodec.Read<SignalEvent>(json)),
        'a' => Of(EnforcementCodec.Read<ActionEvent>(json)),
        'n' => Of(EnforcementCodec.Read<NoticeEvent>(json)),
        'p' => Of(EnforcementCodec.Read<AppealEvent>(json)),
        'r' => Of(EnforcementCodec.Read<RiskEvent>(json)),
        'w' => Of(EnforcementCodec.Read<RulingEvent>(json)),
        'v' => Of(EnforcementCodec.Read<VerificationEvent>(json)),
        _ => throw new InvalidDataException($"Unknown kind of event {kind}."),
    };

    /// <summary>The code of the act in the log; null for what machines merely saw.</summary>
    public string? Act => Notice is not null ? NoticeActs.Of(Notice) : Appeal is not null ? NoticeActs.Of(Appeal)
        : Risk is not null ? ActOf(Risk)
        : Ruling is not null ? ActOf(Ruling)
        : Proof is not null ? ActOf(Proof)
        : (Subject, Signal, Action) switch
        {
            (SubjectMerged, _, _) => EnforcementActs.Merged,
            (SubjectAbsorbed, _, _) => EnforcementActs.Absorbed,
            (MergeUndone, _, _) => EnforcementActs.MergeUndone,
            (SubjectErased, _, _) => EnforcementActs.Erased,
            (_, SignalRetracted, _) => EnforcementActs.Retracted,
            (_, _, ActionProposed) => "action.proposed",
            (_, _, ActionDecided) => EnforcementActs.Decided,
            (_, _, ActionDeclined) => "action.declined",
            (_, _, EndProposed) => "action.end_proposed",
            (_, _, EndDeclined) => "action.end_declined",
            (_, _, ActionEnded) => EnforcementActs.Ended,
            (_, _, StrikeGiven) => "strike.given",
            (_, _, StrikeVoided) => "strike.voided",
            (_, _, StandingAcknowledged) => EnforcementActs.Acknowledged,
            (_, _, StandingDeliveryFailed) => "standing.delivery_failed",
            _ => null,
        };

    private static string ActOf(RulingEvent happened) => happened switch
    {
        PairRulingProposed => "network_ruling.proposed",
        PairRulingGiven => "network_ruling.given",
        PairRulingDeclined => "network_ruling.declined",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private static string? ActOf(VerificationEvent happened) => happened switch
    {
        VerificationBegun => "verification.begun",
        VerificationWithdrawn => "verification.withdrawn",
        _ => null,
    };

    private static string ActOf(RiskEvent happened) => happened switch
    {
        RiskOverrideProposed => "risk_band.proposed",
        RiskOverrideSet => "risk_band.set",
        RiskOverrideEnded => "risk_band.ended",
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}

/// <summary>A subject as it lies in the store: the fold of what happened to it, and the events themselves for its story.</summary>
public sealed record SubjectStream(Subject Subject, SubjectActions Actions, SubjectSignals Signals, long Version, string? ETag,
    ImmutableArray<StreamEvent> Events)
{
    public static SubjectStream Unknown(SubjectRef reference)
        => new(Subject.Unknown(reference), SubjectActions.None, SubjectSignals.None, 0, null, []);

    public SubjectNotices Notices { get; init; } = SubjectNotices.None;

    public SubjectAppeals Appeals { get; init; } = SubjectAppeals.None;

    public SubjectRisk Risk { get; init; } = SubjectRisk.None;

    public SubjectRulings Rulings { get; init; } = SubjectRulings.None;

    public SubjectVerifications Proofs { get; init; } = SubjectVerifications.None;

    public SubjectFile File => new(Subject, Actions);

    /// <summary>The fold after one more event, without adding it to the events.</summary>
    public SubjectStream Folded(StreamEvent happened) => this with
    {
        Subject = happened.Subject is { } ofSubject ? Subject.Apply(ofSubject) : Subject,
        Signals = happened.Signal is { } ofSignals ? Signals.Apply(ofSignals) : Signals,
        Actions = happened.Action is { } ofActions ? Actions.Apply(ofActions) : Actions,
        Notices = happened.Notice is { } ofNotices ? Notices.Apply(ofNotices) : Notices,
        Appeals = happened.Appeal is { } ofAppeals ? Appeals.Apply(ofAppeals) : Appeals,
        Risk = happened.Risk is { } ofRisk ? Risk.Apply(ofRisk) : Risk,
        Rulings = happened.Ruling is { } ofRulings ? Rulings.Apply(ofRulings) : Rulings,
        Proofs = happened.Proof is { } ofProofs ? Proofs.Apply(ofProofs) : Proofs,
        Version = Version + 1,
    };
}
