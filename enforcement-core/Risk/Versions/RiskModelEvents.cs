using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Risk.Versions;

/// <summary>Something that happened to the versions of the score's model.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key that acted; empty for a person.</param>
/// <param name="At">When.</param>
/// <param name="Version">The version; 0 is the model of the product.</param>
[JsonDerivedType(typeof(RiskModelDrafted), "drafted")]
[JsonDerivedType(typeof(RiskModelProposed), "proposed")]
[JsonDerivedType(typeof(RiskModelPublished), "published")]
[JsonDerivedType(typeof(RiskModelRejected), "rejected")]
public abstract record RiskModelEvent(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version);

/// <summary>Somebody wrote a version.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Parent">The version in force when it was written.</param>
/// <param name="Text">The model.</param>
public sealed record RiskModelDrafted(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, int Parent,
    string Text)
    : RiskModelEvent(By, Behind, At, Version);

/// <summary>Somebody asked that it counts: a draft, or an earlier version that shall come back.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
public sealed record RiskModelProposed(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version)
    : RiskModelEvent(By, Behind, At, Version);

/// <summary>Another person agreed: it counts from now on. <see cref="Compared"/> says what they were told.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
public sealed record RiskModelPublished(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version)
    : RiskModelEvent(By, Behind, At, Version)
{
    /// <summary>What the comparison with the version in force came to; null where none was asked for: a version that scored
    /// before.</summary>
    public string? Compared { get; init; }
}

/// <summary>It was sent back, or its proposal was taken back.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Text">Why.</param>
public sealed record RiskModelRejected(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, string Text)
    : RiskModelEvent(By, Behind, At, Version);
