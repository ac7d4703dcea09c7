using System.Collections.Immutable;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>What is stored of the version of a list in use: the pointer to its snapshot, and the files it comes from.</summary>
internal sealed record ListManifest
{
    /// <summary>The version; its content hash names the snapshot blob.</summary>
    public required ListVersion Version { get; init; }

    /// <summary>The files it was read from.</summary>
    public ImmutableArray<SourceManifest> Sources { get; init; } = [];
}

/// <summary>One file as retrieved.</summary>
/// <param name="File">Name it was read under.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hexadecimal: the name of the blob that keeps them.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record SourceManifest(string File, string Sha256, long Length)
{
    /// <summary>The publisher's ETag; null where none was sent.</summary>
    public string? ETag { get; init; }

    /// <summary>The publisher's Last-Modified; null where none was sent.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
