using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Checkpoints;

/// <summary>Makes checkpoints of the log, reads them back, and proves that a record stands in one and that one is the beginning of
/// another.</summary>
internal sealed class LogCheckpoints(AuditLog log, LogSealer sealer, ICheckpointStore store, TimeProvider time)
{
    /// <summary>Where they are kept.</summary>
    public string Place => store.Place;

    /// <summary>Takes over what waits and makes a checkpoint of the log as it then is; the latest one where nothing happened since. Null
    /// for the empty log.</summary>
    /// <exception cref="InvalidDataException">A checkpoint of this size is kept and has another root: the log was rewritten.</exception>
    public async Task<Checkpoint?> MakeAsync(CancellationToken cancellation)
    {
        await sealer.SealAsync(cancellation);
        var head = await log.HeadAsync(cancellation);
        var (kept, _) = await ReadAsync(cancellation);
        if (head.Length == 0 || kept.LastOrDefault() is { } last && last.Size == head.Length && last.Root == head.Frontier.Root)
        {
            return kept.LastOrDefault();
        }

        var next = new Checkpoint(head.Length, head.Frontier.Root, head.Hash, time.GetUtcNow(), kept.IsEmpty ? AuditChain.Genesis
            : kept[^1].Hash);
        if (await store.KeepAsync(NameOf(head.Length), next.ToBytes(), cancellation))
        {
            return next;
        }

        // Another instance was first, or this size was kept before.
        var there = (await ReadAsync(cancellation)).Kept.First(checkpoint => checkpoint.Size == head.Length);
        return there.Root == next.Root
            ? there
            : throw new InvalidDataException(
                $"The checkpoint at {head.Length} has the root {there.Root}, the log {next.Root}: the log was rewritten. Run audit "
                    + $"verify.");
    }

    /// <summary>The checkpoints by size, and the names of what is kept there and cannot be read as one.</summary>
    public async Task<(ImmutableArray<Checkpoint> Kept, ImmutableArray<string> Unreadable)> ReadAsync(CancellationToken cancellation)
    {
        var kept = ImmutableArray.CreateBuilder<Checkpoint>();
        var unreadable = ImmutableArray.CreateBuilder<string>();
        await foreach (var (name, bytes) in store.ReadAllAsync(cancellation))
        {
            if (Checkpoint.Read(bytes) is { } checkpoint && NameOf(checkpoint.Size) == name)
            {
                kept.Add(checkpoint);
            }
            else
            {
                unreadable.Add(name);
            }
        }

        return ([.. kept.OrderBy(checkpoint => checkpoint.Size)], unreadable.ToImmutable());
    }

    /// <summary>That a record stands in the tree of a size.</summary>
    public async Task<ImmutableArray<MerkleHash>> InclusionAsync(long sequence, long size, CancellationToken cancellation) =>
        await log.HashesAsync(MerkleProof.InclusionPath(sequence - 1, size), cancellation);

    /// <summary>That the tree of the first size is the beginning of the tree of the second.</summary>
    public async Task<ImmutableArray<MerkleHash>> ConsistencyAsync(long first, long second, CancellationToken cancellation) =>
        await log.HashesAsync(MerkleProof.ConsistencyPath(first, second), cancellation);

    private static string NameOf(long size) => size.ToString("D12", CultureInfo.InvariantCulture);
}
