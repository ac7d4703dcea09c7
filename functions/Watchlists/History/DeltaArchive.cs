using System.IO.Compression;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>
/// The delta of every change of content, kept when it happens. What is missing is computed from the two versions it lies between: the first
/// version of a list has no stored delta, all its parties are added.
/// </summary>
internal sealed class DeltaArchive(IBlobStore blobs, SnapshotArchive snapshots, ListHistory history)
{
    /// <summary>Container of the deltas.</summary>
    public const string Container = "list-deltas";

    /// <summary>Keeps a delta; the first of a list and an empty one are not worth a file.</summary>
    public async Task KeepAsync(WatchlistDelta delta, CancellationToken cancellation)
    {
        if (delta.FromHash.Length == 0 || delta.IsEmpty)
        {
            return;
        }

        await using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            WatchlistDeltaCodec.Write(delta, zip);
        }

        packed.Position = 0;
        await blobs.PutIfAbsentAsync(Container, BlobName(delta.List, delta.FromHash, delta.ToHash), packed, cancellation);
    }

    /// <summary>The delta of an event that changed the content in use.</summary>
    /// <exception cref="ArgumentException">The event changed no content.</exception>
    /// <exception cref="InvalidDataException">The delta is damaged, or a version it would be computed from is not kept.</exception>
    public Task<WatchlistDelta> ReadAsync(ListCode list, ListEvent change, CancellationToken cancellation) => change.ChangesContent
        ? BetweenAsync(list, change.FromHash, change.Hash, cancellation)
        : throw new ArgumentException($"The event {change.Sequence} of {list} is {change.Kind}: it changed no content.", nameof(change));

    /// <summary>True where the delta of an event cannot be read any more: it was not stored, being that of a first version, and the version
    /// has been pruned.</summary>
    public async Task<bool> IsGoneAsync(ListCode list, ListEvent change, CancellationToken cancellation)
    {
        if (await blobs.OpenAsync(Container, BlobName(list, change.FromHash, change.Hash), cancellation) is { } stored)
        {
            await stored.DisposeAsync();
            return false;
        }

        return await history.FindVersionAsync(list, change.Hash, cancellation) is { PrunedAt: not null }
            || await history.FindVersionAsync(list, change.FromHash, cancellation) is { PrunedAt: not null };
    }

    /// <summary>The delta between any two kept versions of a list, by their full content hashes; an empty earlier hash means that there was
    /// none.</summary>
    /// <exception cref="InvalidDataException">The delta is damaged, or a version it would be computed from is not kept.</exception>
    public async Task<WatchlistDelta> BetweenAsync(ListCode list, string fromHash, string toHash, CancellationToken cancellation)
    {
        if (await blobs.OpenAsync(Container, BlobName(list, fromHash, toHash), cancellation) is { } packed)
        {
            await using (packed)
            {
                await using var lines = new GZipStream(packed, CompressionMode.Decompress);
                return WatchlistDeltaCodec.Read(lines);
            }
        }

        var before = fromHash.Length == 0 ? null : await SnapshotAsync(list, fromHash, cancellation);
        return WatchlistDelta.Between(before, await SnapshotAsync(list, toHash, cancellation));
    }

    private async Task<WatchlistSnapshot> SnapshotAsync(ListCode list, string hash, CancellationToken cancellation) =>
        await history.FindVersionAsync(list, hash, cancellation) is { } stored
            ? await snapshots.RestoreAsync(stored.Version, cancellation)
            : throw new InvalidDataException($"The version {hash} of {list} is not in the index of its versions.");

    private static string BlobName(ListCode list, string fromHash, string toHash)
        => $"{list}/{(fromHash.Length == 0 ? "none" : fromHash)}-{toHash}.jsonl.gz";
}
