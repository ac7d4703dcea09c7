using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Signals.Verification;

/// <summary>Where an attempt stands.</summary>
public enum VerificationStatus
{
    /// <summary>It was begun, and no provider said how it ended.</summary>
    Waiting,

    /// <summary>The provider is satisfied, at the level that was asked for.</summary>
    Passed,

    /// <summary>It is not, or not at that level.</summary>
    Failed,

    /// <summary>The time for it ran out.</summary>
    Expired,

    /// <summary>It was given up.</summary>
    Abandoned,

    /// <summary>An officer withdrew it, or what it proved.</summary>
    Withdrawn,
}

/// <summary>One attempt to prove an identity, with what providers said of it. A result that nobody had asked for is an attempt of its own:
/// it is not dropped.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">What a pass must prove; 0 where nobody asked.</param>
/// <param name="Begun">Who asked and when; null where nobody did.</param>
/// <param name="Results">What providers said, in the order of their clocks.</param>
/// <param name="Withdrawn">Who withdrew it; null where nobody did.</param>
public sealed record VerificationAttempt(string Id, int Level, VerificationBegun? Begun, ImmutableArray<VerificationEnded> Results,
    VerificationWithdrawn? Withdrawn)
{
    /// <summary>When it began: when it was asked for, or else when the provider said how it ended.</summary>
    public DateTimeOffset From => Begun?.At ?? Results[0].SeenAt;

    /// <summary>The pass that counts; null where there is none.</summary>
    public VerificationEnded? Pass => Results.FirstOrDefault(one => one.Outcome == VerificationOutcome.Passed && one.Level >= Level);

    /// <summary>How often a provider said no.</summary>
    public int Failures => Results.Count(one => one.Outcome == VerificationOutcome.Failed);

    /// <summary>How often somebody tried in it. A provider may let the same attempt be tried again; each of its refusals counts. What an
    /// officer withdrew before anybody had tried does not.</summary>
    public int Tries => Math.Max(Begun is null || (Withdrawn is not null && Results.IsEmpty) ? 0 : 1, Failures);

    /// <summary>Where it stands. A pass counts however often it was refused before in the same attempt; after it, a refusal changes
    /// nothing.</summary>
    /// <param name="now">As of when.</param>
    public VerificationStatus StatusAt(DateTimeOffset now) => Withdrawn is not null ? VerificationStatus.Withdrawn
        : Pass is not null ? VerificationStatus.Passed
        : Results.LastOrDefault() is { } last ? last.Outcome switch
        {
            VerificationOutcome.Failed or VerificationOutcome.Passed => VerificationStatus.Failed,
            VerificationOutcome.Expired => VerificationStatus.Expired,
            VerificationOutcome.Abandoned => VerificationStatus.Abandoned,
            _ => throw new InvalidOperationException($"Unknown outcome {last.Outcome}."),
        }
        : Begun!.Until <= now ? VerificationStatus.Expired : VerificationStatus.Waiting;
}
