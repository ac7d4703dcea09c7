using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>
/// The end of the one log of all acts: how many there are, the hash of the last, and the right edge of the Merkle tree over them. Appending
/// is a function of it.
/// </summary>
/// <param name="Length">Number of records.</param>
/// <param name="Hash">Hash of the last record; <see cref="AuditChain.Genesis"/> for the empty log.</param>
/// <param name="Frontier">The Merkle tree over the records' hashes.</param>
public sealed record LogHead(long Length, string Hash, MerkleFrontier Frontier)
{
    /// <summary>Name of the log in its records.</summary>
    public const string Chain = "log";

    /// <summary>Leaves of the subtrees whose roots are kept, as a power of two: 256, then 65,536, then 16,777,216. A proof reads a few
    /// hundred hashes instead of the log.</summary>
    public const int TileLevels = 8;

    /// <summary>The log before its first act.</summary>
    public static LogHead Empty { get; } = new(0, AuditChain.Genesis, MerkleFrontier.Empty);

    /// <summary>The log after more acts: the records, and the tiles that they completed.</summary>
    /// <param name="acts">The acts; <see cref="AuditAct.Content"/> is hashed unless a commitment is given beside it.</param>
    public (ImmutableArray<AuditRecord> Records, ImmutableArray<LogTile> Tiles, LogHead Head) Append(IEnumerable<LogAct> acts)
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        var tiles = ImmutableArray.CreateBuilder<LogTile>();
        var (length, hash, frontier) = (Length, Hash, Frontier);
        foreach (var act in acts)
        {
            var record =
                new AuditRecord(Chain, length + 1, act.At.ToUniversalTime(), act.Actor, act.Act, act.Target, act.Commitment, hash, "");
            record = record with { Hash = record.ComputeHash() };
            records.Add(record);
            var (next, completed) = frontier.Append(MerkleHash.OfRecord(record));
            tiles.AddRange(completed.Where(one => one.Level % TileLevels == 0)
                .Select(one => new LogTile(one.Level, length >> one.Level, one.Root)));
            (length, hash, frontier) = (length + 1, record.Hash, next);
        }

        return (records.ToImmutable(), tiles.ToImmutable(), new(length, hash, frontier));
    }
}

/// <summary>An act on its way into the log.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who: an officer, <c>key.NAME</c> for an API key, or <c>system</c>.</param>
/// <param name="Act">What, as a stable code.</param>
/// <param name="Target">What it was done to: an id, never a name.</param>
/// <param name="Commitment">
/// Hash that binds what the act stored; empty where it stored nothing. What may be personal is stored with a random salt of its own, so
/// that the hash of erased content cannot be guessed back.
/// </param>
public sealed record LogAct(DateTimeOffset At, string Actor, string Act, string Target, string Commitment = "");

/// <summary>The root of a complete subtree that is kept.</summary>
/// <param name="Level">Its leaves are two to this power.</param>
/// <param name="Index">Its place among the subtrees of its level, from 0.</param>
/// <param name="Root">The root.</param>
public sealed record LogTile(int Level, long Index, MerkleHash Root);
