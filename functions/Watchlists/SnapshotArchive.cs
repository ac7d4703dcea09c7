using System.IO.Compression;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>
/// Keeps every version that was ever screened against: the snapshot as canonical parties under its content hash, and one manifest per list
/// that points to the version in use. What is kept is enough to start without network and to recompute old decisions.
/// </summary>
internal sealed class SnapshotArchive(IRecordStore records, IBlobStore blobs)
{
    /// <summary>Table and partition of the manifests.</summary>
    public const string Table = "lists";

    /// <summary>Container of the snapshots.</summary>
    public const string Snapshots = "snapshots";

    /// <summary>The manifests of all lists in use, by code.</summary>
    public async Task<IReadOnlyDictionary<ListCode, ListManifest>> ManifestsAsync(CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, Table), cancellation);
        return page.Records.Select(record => Read(record.Json)).ToDictionary(manifest => manifest.Version.Code);
    }

    /// <summary>The manifest of one list; null where none is in use.</summary>
    public async Task<ListManifest?> FindAsync(ListCode list, CancellationToken cancellation) =>
        await records.FindAsync(Table, Table, list.Value, cancellation) is { } record ? Read(record.Json) : null;

    /// <summary>Keeps a version: first its snapshot, then the manifest that points to it.</summary>
    public async Task KeepAsync(WatchlistSnapshot snapshot, ListManifest manifest, CancellationToken cancellation)
    {
        await StoreAsync(snapshot, cancellation);
        await PointAsync(manifest, cancellation);
    }

    /// <summary>Keeps the parties of a version without bringing it into use. A version that is kept already costs nothing.</summary>
    public async Task StoreAsync(WatchlistSnapshot snapshot, CancellationToken cancellation)
    {
        await using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var party in snapshot.Parties)
            {
                zip.Write(PartyCodec.Write(party));
                zip.WriteByte((byte)'\n');
            }
        }

        packed.Position = 0;
        await blobs.PutIfAbsentAsync(Snapshots, BlobName(snapshot.Version.ContentHash), packed, cancellation);
    }

    /// <summary>Moves the pointer of a list, or only its moment of confirmation.</summary>
    public async Task PointAsync(ListManifest manifest, CancellationToken cancellation) => await records.CommitAsync(
        Table, Table, [new RecordOperation.Put(manifest.Version.Code.Value, JsonSerializer.Serialize(manifest, EvidenceCodec.Options))],
            cancellation);

    /// <summary>Reads a version back.</summary>
    /// <exception cref="InvalidDataException">The blob is missing, or is not what its hash says.</exception>
    public async Task<WatchlistSnapshot> RestoreAsync(ListVersion version, CancellationToken cancellation)
    {
        await using var packed = await blobs.OpenAsync(Snapshots, BlobName(version.ContentHash), cancellation)
            ?? throw new InvalidDataException($"The stored snapshot {version.ContentHash} of {version.Code} is missing.");
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var parties = new List<ListedParty>(version.PartyCount);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            parties.Add(PartyCodec.ReadParty(System.Text.Encoding.UTF8.GetBytes(line)));
        }

        var snapshot = WatchlistSnapshot.Of(version, parties);
        return snapshot.Version.ContentHash == version.ContentHash
            ? snapshot
            : throw new InvalidDataException(
                $"The stored snapshot of {version.Code} has the hash {snapshot.Version.ContentHash} instead of {version.ContentHash}.");
    }

    /// <summary>Removes the parties of a version; false where they are gone.</summary>
    public Task<bool> RemoveAsync(string contentHash, CancellationToken cancellation)
        => blobs.DeleteAsync(Snapshots, BlobName(contentHash), cancellation);

    private static string BlobName(string contentHash) => contentHash + ".jsonl.gz";

    private static ListManifest Read(string json) =>
        JsonSerializer.Deserialize<ListManifest>(json, EvidenceCodec.Options) ?? throw new JsonException("The manifest is null.");
}
