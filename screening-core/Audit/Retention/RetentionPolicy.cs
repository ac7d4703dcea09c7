using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Audit.Retention;

/// <summary>How long records are kept, and which may be erased before.</summary>
/// <remarks>
/// 31 CFR 501.601 (as amended by 89 FR 74832, in force since 12 March 2025): records of transactions subject to the chapter for at least
/// ten years; of blocked property, until it is unblocked and for ten years after. The other clock is data protection law: what no duty
/// keeps is erased when the person asks.
/// </remarks>
public sealed record RetentionPolicy
{
    /// <summary>Years that records of reviews and blocks are kept at least, and after which every record is purged.</summary>
    public int Years { get; init; } = 10;

    /// <summary>The policy in force.</summary>
    public static RetentionPolicy Current { get; } = new();

    /// <summary>The moment before which what was decided may be purged.</summary>
    public DateTimeOffset CutoffAt(DateTimeOffset now) => now.AddYears(-Years);

    /// <summary>Judges one piece of evidence.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <param name="now">The moment.</param>
    /// <param name="asked">True where the person asked for erasure; false for the purge of what is old enough.</param>
    public RetentionVerdict Judge(RetentionFacts facts, DateTimeOffset now, bool asked)
    {
        var keepUntil = facts.DecidedAt.AddYears(Years);
        return facts switch
        {
            { HoldReason: { } reason } => new RetentionVerdict.Kept($"A legal hold keeps it: {reason}", null),
            { PropertyBlocked: true, PropertyReleasedAt: null } =>
                new RetentionVerdict.Kept(
                "Property is blocked: it is kept until the property is unblocked and ten years after (31 CFR 501.601).", null),
            { PropertyReleasedAt: { } released } when now < released.AddYears(Years) =>
                new RetentionVerdict.Kept("Property was unblocked: it is kept for ten years after (31 CFR 501.601).",
                released.AddYears(Years)),
            { AlertIsOpen: true } when now >= keepUntil => new RetentionVerdict.Kept("An alert of it is open.", null),
            _ when now >= keepUntil => new RetentionVerdict.Erasable(),
            { Decision: Decision.Allow } when asked => new RetentionVerdict.Erasable(),
            { Decision: Decision.Allow } =>
                new RetentionVerdict.Kept("It is not old enough to be purged; it may be erased when the person asks.", keepUntil),
            _ => new RetentionVerdict.Kept("It led to a review or a block: it is kept for ten years (31 CFR 501.601).", keepUntil),
        };
    }
}

/// <summary>What is known of a piece of evidence when its keeping is judged.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="DecidedAt">When.</param>
public sealed record RetentionFacts(Decision Decision, DateTimeOffset DecidedAt)
{
    /// <summary>Reason of the legal hold on its subject; null where none stands.</summary>
    public string? HoldReason { get; init; }

    /// <summary>True where an alert that it raised is not closed.</summary>
    public bool AlertIsOpen { get; init; }

    /// <summary>True where property of its subject was blocked.</summary>
    public bool PropertyBlocked { get; init; }

    /// <summary>When that property was unblocked; null while it is blocked.</summary>
    public DateTimeOffset? PropertyReleasedAt { get; init; }
}

/// <summary>Whether a piece of evidence may be erased now.</summary>
public abstract record RetentionVerdict
{
    private RetentionVerdict()
    {
    }

    /// <summary>It may.</summary>
    public sealed record Erasable : RetentionVerdict;

    /// <summary>It may not.</summary>
    /// <param name="Why">Why, with the rule.</param>
    /// <param name="Until">Until when; null where that is open.</param>
    public sealed record Kept(string Why, DateTimeOffset? Until) : RetentionVerdict;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<T> erasable, Func<Kept, T> kept) => this switch
    {
        Erasable => erasable(),
        Kept one => kept(one),
        _ => throw new InvalidOperationException($"Unknown verdict {GetType().Name}."),
    };
}
