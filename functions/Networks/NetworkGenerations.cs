using System.Security.Cryptography;
using System.Text.Json;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>The canonical run in force, ready to be asked.</summary>
/// <param name="About">Which it is.</param>
/// <param name="Network">Its facts with their names.</param>
/// <param name="Run">What it came to.</param>
internal sealed record CurrentNetwork(NetworkGenerationRow About, NamedNetwork Network, NetworkGeneration Run)
{
    private readonly Lazy<ILookup<int, int>> _members = new(() => Enumerable.Range(0, Run.Clusters.Length)
        .ToLookup(account => Run.Clusters[account]));

    private readonly Lazy<ILookup<int, NetworkEdge>> _edges = new(() => Run.Edges.ToLookup(edge => Run.Clusters[edge.Pair.A]));

    private readonly Lazy<System.Collections.Immutable.ImmutableArray<int>> _enforceable = new(Run.EnforceableClusters);

    private readonly Lazy<Dictionary<string, int>> _keys = new(() => Enumerable.Range(0, Run.Clusters.Length)
        .ToDictionary(account => SubjectRef.Account(Network.Accounts[account]).Key, StringComparer.Ordinal));

    /// <summary>Clusters of two and more, the largest first.</summary>
    public IReadOnlyList<int> Clusters => [.. _members.Value.Where(group => group.Skip(1).Any())
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)];

    /// <summary>The members of a cluster, in order.</summary>
    public IReadOnlyList<int> MembersOf(int cluster) => [.. _members.Value[cluster]];

    /// <summary>The pairs that hold a cluster together.</summary>
    public IEnumerable<NetworkEdge> EdgesOf(int cluster) => _edges.Value[cluster];

    /// <summary>The part of its cluster that an account is in by enforceable pairs alone.</summary>
    public int EnforceableOf(int account) => _enforceable.Value[account];

    /// <summary>The number of an account; -1 where the run does not know it.</summary>
    public int Find(SubjectRef account) => account.Kind == SubjectKind.Account ? Network.Find(account.Id) : -1;

    /// <summary>The account of a number.</summary>
    public SubjectRef AccountOf(int account) => SubjectRef.Account(Network.Accounts[account]);

    /// <summary>The account of a key; null where the run does not know it.</summary>
    public int? FindKey(string key) => _keys.Value.TryGetValue(key, out var account) ? account : null;

    /// <summary>The id of a cluster: the key of its first member, which says nothing about it.</summary>
    public string IdOf(int cluster) => AccountOf(cluster).Key;
}

/// <summary>Generations of the networks: a pointer that is flipped by compare-and-set, and a blob of what the run was made of.</summary>
internal sealed class NetworkGenerations(IRecordStore records, IBlobStore blobs)
{
    private CurrentNetwork? _current;

    /// <summary>Which generation is in force, and the state of its row; null where none ever was.</summary>
    public async Task<(NetworkGenerationRow About, string ETag)?> AboutAsync(CancellationToken cancellation)
        => await records.FindAsync(NetworkRows.Table, NetworkRows.Generation, NetworkRows.Current, cancellation) is { } row
            ? (JsonSerializer.Deserialize(row.Json, NetworkRowJson.Default.NetworkGenerationRow)!, row.ETag) : null;

    /// <summary>The run in force; null where there is none.</summary>
    public async Task<CurrentNetwork?> FindAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < 3; round++)
        {
            if (await AboutAsync(cancellation) is not { About: { Blob.Length: > 0 } about })
            {
                return _current = null;
            }

            if (_current is { } known && known.About.Blob == about.Blob && known.About.Number == about.Number)
            {
                return _current = known with { About = about };
            }

            // A blob that went was of a generation that is not in force any more.
            if (await blobs.OpenAsync(NetworkRows.Container, about.Blob, cancellation) is { } stream)
            {
                await using (stream)
                {
                    return _current = Make(about, NetworkSnapshot.Read(stream));
                }
            }
        }

        return null;
    }

    /// <summary>The run of a snapshot.</summary>
    public static CurrentNetwork Make(NetworkGenerationRow about, NetworkSnapshot snapshot)
    {
        var network = snapshot.Build();
        return new CurrentNetwork(about, network, CanonicalRun.Run(network.Facts, NetworkModel.Current, snapshot.Rulings(network)));
    }

    /// <summary>The name of the blob of a snapshot: equal snapshots have equal names.</summary>
    public static string BlobOf(byte[] snapshot) => Convert.ToHexStringLower(SHA256.HashData(snapshot));

    /// <summary>Puts a generation in force; false where another one came first.</summary>
    public async Task<bool> FlipAsync(CurrentNetwork next, byte[] snapshot, (NetworkGenerationRow About, string ETag)? before,
        CancellationToken cancellation)
    {
        using var content = new MemoryStream(snapshot);
        await blobs.PutIfAbsentAsync(NetworkRows.Container, next.About.Blob, content, cancellation);
        if (!await WriteAsync(next.About, before?.ETag, cancellation))
        {
            // It may name somebody who was erased meanwhile: only what is in force stays.
            await ((await AboutAsync(cancellation))?.About.Blob == next.About.Blob ? Task.CompletedTask
                : blobs.DeleteAsync(NetworkRows.Container, next.About.Blob, cancellation));
            return false;
        }

        _current = next;
        if (before is { About.Blob: { Length: > 0 } old } && old != next.About.Blob)
        {
            await blobs.DeleteAsync(NetworkRows.Container, old, cancellation);
        }

        return true;
    }

    /// <summary>Says that the generation in force was looked at; where another one came first, that one counts.</summary>
    public Task TouchAsync(NetworkGenerationRow about, string etag, CancellationToken cancellation)
        => WriteAsync(about, etag, cancellation);

    /// <summary>Takes the generation out of force and removes what it was made of: it names somebody who was erased.
    /// A run that began before loses its flip by this, also the first of all.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var current = await AboutAsync(cancellation);
            var none = (current?.About ?? new NetworkGenerationRow(0, DateTimeOffset.UnixEpoch, "", 0, 0, 0, 0, NetworkModel.Version))
                with
            { Blob = "" };
            if (await WriteAsync(none, current?.ETag, cancellation))
            {
                _current = null;
                await foreach (var blob in blobs.ListAsync(NetworkRows.Container, "", cancellation))
                {
                    await blobs.DeleteAsync(NetworkRows.Container, blob.Name, cancellation);
                }

                return;
            }
        }
    }

    private async Task<bool> WriteAsync(NetworkGenerationRow about, string? etag, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(about, NetworkRowJson.Default.NetworkGenerationRow);
        RecordOperation write = etag is null ? new RecordOperation.Insert(NetworkRows.Current, json)
            : new RecordOperation.Replace(NetworkRows.Current, etag, json);
        return (await records.CommitAsync(NetworkRows.Table, NetworkRows.Generation, [write], cancellation)).Succeeded;
    }
}
