using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What the ladder does by itself.</summary>
public enum LadderMode
{
    /// <summary>It proposes to people and counts nothing.</summary>
    Off,

    /// <summary>It counts what it would take, and takes nothing.</summary>
    Shadow,

    /// <summary>It takes what a machine may decide.</summary>
    Acting,
}

/// <summary>Something that happened to the ladder's mode.</summary>
/// <param name="By">Who; the service where the breaker did.</param>
/// <param name="Behind">The people behind a key that acted; empty for a person.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(LadderAsked), "asked")]
[JsonDerivedType(typeof(LadderSet), "set")]
[JsonDerivedType(typeof(LadderTripped), "tripped")]
public abstract record LadderEvent(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At);

/// <summary>Somebody asked that the ladder acts; another person must agree.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Text">Why.</param>
public sealed record LadderAsked(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, string Text)
    : LadderEvent(By, Behind, At);

/// <summary>The mode is another from now on.</summary>
/// <param name="By">Who set it; for acting, who agreed.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Text">Why.</param>
public sealed record LadderSet(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, LadderMode Mode, string Text)
    : LadderEvent(By, Behind, At);

/// <summary>The breaker opened: the ladder falls to the shadow until two people let it act again.</summary>
/// <param name="By">The service.</param>
/// <param name="Behind">Nobody.</param>
/// <param name="At">When.</param>
/// <param name="Trip">What opened it.</param>
public sealed record LadderTripped(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, LadderTrip Trip)
    : LadderEvent(By, Behind, At);

/// <summary>The ladder's mode: the fold of what happened to it. Until two people decide otherwise it acts in the shadow.</summary>
public sealed record LadderControl
{
    /// <summary>Nothing happened yet.</summary>
    public static LadderControl First { get; } = new();

    /// <summary>What it does by itself.</summary>
    public LadderMode Mode { get; private init; } = LadderMode.Shadow;

    /// <summary>Who asked last that it acts, while nothing came of it; see <see cref="AskedAt"/>.</summary>
    public LadderAsked? Asked { get; private init; }

    /// <summary>How long somebody who asked waits for another person.</summary>
    public static TimeSpan AskedWaits { get; } = TimeSpan.FromDays(14);

    /// <summary>Who asked that it acts and still waits; null where nobody does, or where nobody agreed in time.</summary>
    public LadderAsked? AskedAt(DateTimeOffset at) => Asked is { } asked && at < asked.At + AskedWaits ? asked : null;

    /// <summary>The last time the breaker opened, while nobody let the ladder act since; null otherwise.</summary>
    public LadderTripped? Tripped { get; private init; }

    /// <summary>The change that counts; null where there was none.</summary>
    public LadderEvent? Last { get; private init; }

    /// <summary>How many changes there were: what a command says that it has seen.</summary>
    public int Count { get; private init; }

    /// <summary>The mode after one more event.</summary>
    public LadderControl Apply(LadderEvent happened) => happened switch
    {
        LadderAsked one => this with { Asked = one, Count = Count + 1 },
        LadderSet one => this with
        {
            Mode = one.Mode,
            Asked = null,
            Tripped = one.Mode == LadderMode.Acting ? null : Tripped,
            Last = one,
            Count = Count + 1,
        },
        LadderTripped one => this with { Mode = LadderMode.Shadow, Asked = null, Tripped = one, Last = one, Count = Count + 1 },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}
