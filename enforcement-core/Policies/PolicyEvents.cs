using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Policies;

/// <summary>What happened to the versions of a policy.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key that acted; empty for a person.</param>
/// <param name="At">When.</param>
/// <param name="Version">The version, from 1.</param>
[JsonDerivedType(typeof(PolicyDrafted), "drafted")]
[JsonDerivedType(typeof(PolicyProposed), "proposed")]
[JsonDerivedType(typeof(PolicyApproved), "approved")]
[JsonDerivedType(typeof(PolicyRejected), "rejected")]
[JsonDerivedType(typeof(PolicyBacktested), "backtested")]
[JsonDerivedType(typeof(PolicyShadowed), "shadowed")]
[JsonDerivedType(typeof(PolicyActivated), "activated")]
public abstract record PolicyEvent(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version);

/// <summary>Somebody wrote a version.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Parent">The number of the version it was made from; null for the first.</param>
/// <param name="Text">Its text.</param>
public sealed record PolicyDrafted(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, int? Parent, string Text)
    : PolicyEvent(By, Behind, At, Version);

/// <summary>It was proposed.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Approvals">How many people must approve it.</param>
public sealed record PolicyProposed(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, int Approvals)
    : PolicyEvent(By, Behind, At, Version);

/// <summary>Somebody else approved it.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
public sealed record PolicyApproved(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version)
    : PolicyEvent(By, Behind, At, Version);

/// <summary>It was sent back, or its author withdrew it.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Text">Why.</param>
public sealed record PolicyRejected(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, string Text)
    : PolicyEvent(By, Behind, At, Version);

/// <summary>It was tried on stored cases.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Cases">On how many.</param>
/// <param name="Changed">How many were decided differently.</param>
/// <param name="Digest">SHA-256 of the cases.</param>
public sealed record PolicyBacktested(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, int Cases,
    int Changed,
    string Digest) : PolicyEvent(By, Behind, At, Version);

/// <summary>It runs in the shadow: what it would have decided is counted; it decides for those subjects only on whom it is tried.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="Permille">For how many of a thousand subjects it decides on trial; 0 for none.</param>
public sealed record PolicyShadowed(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, int Permille)
    : PolicyEvent(By, Behind, At, Version);

/// <summary>It decides from now on.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
/// <param name="Version">Its number.</param>
/// <param name="DiesAt">For what one person did in an emergency, when it ends unless another person approved it; null otherwise.</param>
public sealed record PolicyActivated(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At, int Version, DateTimeOffset? DiesAt)
    : PolicyEvent(By, Behind, At, Version);
