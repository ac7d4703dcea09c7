using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What an action does: one rung with its parameters, or a freeze.</summary>
/// <param name="Rung">The rung; <see cref="Rung.None"/> with a freeze.</param>
/// <param name="Freeze">True for a freeze by law.</param>
/// <param name="Limits">Bounds; for <see cref="Rung.RateLimit"/> only.</param>
/// <param name="Denied">What is denied; for <see cref="Rung.CapabilityLimit"/> only.</param>
public sealed record Measure(Rung Rung, bool Freeze, RateLimits Limits, Denials Denied)
{
    /// <summary>A rung that takes no parameters.</summary>
    public static Measure Of(Rung rung) => new(rung, false, default, Denials.None);

    /// <summary>A freeze.</summary>
    public static Measure Frozen { get; } = new(Rung.None, true, default, Denials.None);

    /// <summary>What stands against the parameters; null where they fit the rung. A limit that limits nothing is refused: absent is not
    /// empty.</summary>
    public string? Problem() => (Rung, Freeze) switch
    {
        (not Rung.None, true) => "A freeze stands beside the ladder: give it, or a rung.",
        (Rung.None, false) => "An action has a rung, or is a freeze.",
        _ when !Enum.IsDefined(Rung) => "There is no such rung.",
        _ when Rung == Rung.RateLimit == Limits.IsEmpty => Limits.IsEmpty ? "A rate limit names at least one bound."
            : "Bounds belong to a rate limit only.",
        _ when !Limits.IsValid => "A bound is 0 or more.",
        _ when Rung == Rung.CapabilityLimit == Denied.IsEmpty => Denied.IsEmpty ? "A capability limit denies at least one thing."
            : "Denials belong to a capability limit only.",
        _ when Math.Max(Denied.Providers.Length, Math.Max(Denied.Models.Length, Denied.Modalities.Length)) > Denials.MaxEntries =>
            "A list of denials is too long.",
        _ when Denied.Providers.Concat(Denied.Models).Concat(Denied.Modalities).Any(entry => CommandTexts.Problem(entry,
            200) is not null) =>
            "A denial is empty, too long or holds characters that cannot be seen.",
        _ => null,
    };
}

/// <summary>On what an action rests. It travels with the row that demanded it, so no action cites another row's ground.</summary>
/// <param name="Code">A code of <see cref="GroundCatalogue"/>.</param>
/// <param name="Row">The row of the policy, or the clause: what was broken.</param>
/// <param name="Facts">SHA-256 of the facts it was decided on, 64 hexadecimal digits.</param>
/// <param name="Reference">A screening, lead, case or order; null where the facts say all.</param>
public sealed record ActionGround(string Code, string Row, string Facts, string? Reference);

/// <summary>A measure against a subject, for a time, on grounds. It never changes; what became of it stands in its events.</summary>
/// <param name="Id">The id; its inverse names it.</param>
/// <param name="DecisionId">The decision of which it is part.</param>
/// <param name="Subject">Whom.</param>
/// <param name="Reach">How far down.</param>
/// <param name="Measure">What.</param>
/// <param name="From">From when, inclusive.</param>
/// <param name="Until">To when, exclusive; null where it has no end of its own (a freeze, a termination).</param>
/// <param name="Grounds">Why: at least one.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record EnforcementAction(string Id, string DecisionId, SubjectRef Subject, ActionReach Reach, Measure Measure,
    DateTimeOffset From, DateTimeOffset? Until, ImmutableArray<ActionGround> Grounds, ActionOrigin Origin)
{
    /// <summary>What the officer wrote; null for a machine.</summary>
    public string? Text { get; init; }

    /// <summary>What happened, as the one whom it meets is told; null where the grounds say all. It names no detector.</summary>
    public string? Facts { get; init; }

    /// <summary>Why a narrower scope was not enough; needed where an account with several end users is suspended.</summary>
    public string? WhyNotNarrower { get; init; }

    /// <summary>How the subject can have it looked at again.</summary>
    public string Redress { get; init; } = "appeal";
}

/// <summary>Points against a subject for a time. They are voided by id, never balanced by negative points.</summary>
/// <param name="Id">The id.</param>
/// <param name="DecisionId">The decision of which it is part.</param>
/// <param name="Clause">What was broken.</param>
/// <param name="Points">1 to 100.</param>
/// <param name="From">From when, inclusive.</param>
/// <param name="Until">To when, exclusive.</param>
public sealed record Strike(string Id, string DecisionId, string Clause, int Points, DateTimeOffset From, DateTimeOffset Until);
