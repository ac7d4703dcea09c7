using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Where an action stands.</summary>
public enum ActionStatus
{
    /// <summary>Proposed; a second person is awaited.</summary>
    SecondAwaited,

    /// <summary>Declined: it never held.</summary>
    Declined,

    /// <summary>Decided; its time has not come.</summary>
    Scheduled,

    /// <summary>Holds.</summary>
    Active,

    /// <summary>Ended by itself.</summary>
    Expired,

    /// <summary>Ended by a decision.</summary>
    Ended,
}

/// <summary>An end that waits for a second person.</summary>
public sealed record AwaitedEnd(OfficerId By, DateTimeOffset At, EndReason Reason, DateTimeOffset? Until, string Text)
{
    /// <summary>The people behind who proposed it, where a key or an application did.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }
}

/// <summary>An action with what became of it. The events of one action may come in any order, each as often as it does.</summary>
/// <param name="Id">The action's id.</param>
public sealed record ActionState(string Id)
{
    /// <summary>The action; null while only its end is known.</summary>
    public EnforcementAction? Action { get; init; }

    /// <summary>Who proposed it.</summary>
    public OfficerId? Maker { get; init; }

    /// <summary>Who decided it; another person than the maker where two were needed.</summary>
    public OfficerId? DecidedBy { get; init; }

    /// <summary>The people behind the maker, where a key or an application proposed it.</summary>
    public ImmutableArray<OfficerId> MakerBehind { get; init; }

    /// <summary>The people behind who decided it.</summary>
    public ImmutableArray<OfficerId> DecidedBehind { get; init; }

    /// <summary>When it was decided; null where it was not.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The version of the subject's standing with which it began to count.</summary>
    public int DecidedVersion { get; init; }

    /// <summary>True where it was declined.</summary>
    public bool Declined { get; init; }

    /// <summary>The earliest end that was decided; null where none was.</summary>
    public ActionEnded? End { get; init; }

    /// <summary>An end that was proposed and waits for a second person.</summary>
    public AwaitedEnd? AwaitedEnd { get; init; }

    /// <summary>True where two people decided it, so that only two may undo it.</summary>
    public bool TwoDecided => DecidedBy is not null && Maker is not null && DecidedBy != Maker;

    /// <summary>True where an officer may be who proposed it, or who decided it: a key and the people behind it are one person.</summary>
    public bool WasBy(Officer officer) => (Maker is { } maker && officer.MayBe(maker, MakerBehind))
        || (DecidedBy is { } decided && officer.MayBe(decided, DecidedBehind));

    /// <summary>The moment at which it ends; null where it has none.</summary>
    public DateTimeOffset? EndsAt => End?.EndsAt is { } ended && !(Action?.Until < ended) ? ended : Action?.Until;

    /// <summary>True where it is part of the standing at a moment.</summary>
    public bool HoldsAt(DateTimeOffset at) => DecidedAt is not null && Action!.From <= at && !(EndsAt <= at);

    /// <summary>Where it stands at a moment.</summary>
    public ActionStatus StatusAt(DateTimeOffset at) => DecidedAt is null
        ? Declined ? ActionStatus.Declined : ActionStatus.SecondAwaited
        : EndsAt <= at || EndsAt <= Action!.From ? End is { } end && end.EndsAt == EndsAt ? ActionStatus.Ended : ActionStatus.Expired
        : at < Action!.From ? ActionStatus.Scheduled
        : ActionStatus.Active;
}
