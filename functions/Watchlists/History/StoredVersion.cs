using System.Collections.Immutable;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>Whether a stored version may be in use.</summary>
public enum VersionState
{
    /// <summary>It is or was in use.</summary>
    Good,

    /// <summary>The guards refused it; it was never in use.</summary>
    Refused,

    /// <summary>It was brought in for look-backs only.</summary>
    Archived,
}

/// <summary>A version in the index of a list. Its parties and its files are kept under their hashes for at least ten years after it was
/// last in use.</summary>
public sealed record StoredVersion
{
    /// <summary>The version; its <see cref="ListVersion.RetrievedAt"/> is when it was first received, its content hash names the
    /// snapshot.</summary>
    public required ListVersion Version { get; init; }

    /// <summary>The files it was read from.</summary>
    public ImmutableArray<SourceManifest> Sources { get; init; } = [];

    /// <summary>Whether it may be in use.</summary>
    public required VersionState State { get; init; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>When the publisher last confirmed it before another version took its place; null while it is in use or was never.</summary>
    public DateTimeOffset? LastConfirmedAt { get; init; }

    /// <summary>When its parties and files were removed because nothing needed them any more; null while they are kept.</summary>
    public DateTimeOffset? PrunedAt { get; init; }

    /// <summary>The version with the age it had when it was last in use: an earlier version that comes back is as old as its last
    /// confirmation.</summary>
    public ListVersion AsLastConfirmed => Version with { RetrievedAt = LastConfirmedAt ?? Version.RetrievedAt };
}

/// <summary>A rollback in force: which version stays in use, and which stay out.</summary>
public sealed record ListHold
{
    /// <summary>Content hash of the version that stays.</summary>
    public required string Pinned { get; init; }

    /// <summary>Content hash of the version that was rolled back.</summary>
    public required string Withdrawn { get; init; }

    /// <summary>Publisher's date of the withdrawn version; only a later one ends the rollback. Null where the list states no date: then any
    /// other content does.</summary>
    public DateTimeOffset? WithdrawnPublishedAt { get; init; }

    /// <summary>Who rolled back.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True where a version that was fetched stays out.</summary>
    public bool KeepsOut(ListVersion version) =>
        version.ContentHash != Pinned
        && (version.ContentHash == Withdrawn
        || (WithdrawnPublishedAt is { } withdrawn && version.PublishedAt is { } published && published <= withdrawn));
}

/// <summary>Failures of a list since its last success: what an operator must look at.</summary>
public sealed record ListIncident
{
    /// <summary>The first failure.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The reason of the latest.</summary>
    public required string Reason { get; init; }

    /// <summary>Content hash of the refused version; empty where none could be read.</summary>
    public string Hash { get; init; } = "";
}
