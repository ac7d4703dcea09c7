using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>The one log of all acts, as it is stored: reading it, and the hashes of runs of its records.</summary>
internal sealed class AuditLog(IRecordStore records)
{
    /// <summary>The head; the empty one before the first act.</summary>
    public async Task<LogHead> HeadAsync(CancellationToken cancellation) => (await HeadRowAsync(cancellation)).Row.ToHead();

    /// <summary>The head with what it left to do, and its ETag (null before the first act).</summary>
    public async Task<(LogHeadRow Row, string? ETag)> HeadRowAsync(CancellationToken cancellation) =>
        await records.FindAsync(LogRows.Table, LogRows.Log, LogRows.Head, cancellation) is { } stored
            ? (JsonSerializer.Deserialize(stored.Json, LogJson.Default.LogHeadRow)!, stored.ETag)
            : (LogHeadRow.Of(LogHead.Empty, Unsettled.Nothing), null);

    /// <summary>The records from one number on, in the order they are stored; the last number is inclusive.</summary>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(long first, long last, [System.Runtime.CompilerServices.EnumeratorCancellation]
        CancellationToken cancellation)
    {
        var query = new RecordQuery(LogRows.Table, LogRows.Log)
        {
            From = LogRows.OfRecord(first),
            Before = last == long.MaxValue
            ? "o" : LogRows.OfRecord(last + 1)
        };
        await foreach (var stored in records.ReadAllAsync(query, cancellation))
        {
            yield return JsonSerializer.Deserialize(stored.Json, LogJson.Default.AuditRecord)!;
        }
    }

    /// <summary>One record; null where the log has no such number.</summary>
    public async Task<AuditRecord?> FindAsync(long sequence, CancellationToken cancellation) =>
        await records.FindAsync(LogRows.Table, LogRows.Log, LogRows.OfRecord(sequence), cancellation) is { } stored
            ? JsonSerializer.Deserialize(stored.Json, LogJson.Default.AuditRecord)
            : null;

    /// <summary>Numbers of the records that speak of an id, in order: a screening, an alert, a subject (the part of its alerts' ids before
    /// the dash), a list.</summary>
    public async Task<ImmutableArray<long>> AboutAsync(string key, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<long>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Index).WithPrefix(key + "|"), cancellation))
        {
            found.Add(long.Parse(row.Row.AsSpan(key.Length + 1), System.Globalization.CultureInfo.InvariantCulture));
        }

        return found.ToImmutable();
    }

    /// <summary>The hashes of a proof's path, from tiles where there are any and from the records themselves.</summary>
    public async Task<ImmutableArray<MerkleHash>> HashesAsync(IEnumerable<MerkleRange> path, CancellationToken cancellation)
    {
        var hashes = ImmutableArray.CreateBuilder<MerkleHash>();
        foreach (var range in path)
        {
            var subtrees = ImmutableArray.CreateBuilder<MerkleHash>();
            foreach (var (start, level) in range.Subtrees())
            {
                subtrees.Add(await SubtreeAsync(start, level, cancellation));
            }

            hashes.Add(new MerkleFrontier(range.Count, subtrees.ToImmutable()).Root);
        }

        return hashes.ToImmutable();
    }

    /// <summary>The root of the tree over the first records.</summary>
    public async Task<MerkleHash> RootAsync(long size, CancellationToken cancellation) =>
        size == 0 ? MerkleHash.OfNothing : (await HashesAsync([new MerkleRange(0, size)], cancellation))[0];

    private async Task<MerkleHash> SubtreeAsync(long start, int level, CancellationToken cancellation)
    {
        var tileLevel = level - (level % LogHead.TileLevels);
        var frontier = MerkleFrontier.Empty;
        if (tileLevel > 0)
        {
            var (first, count) = (start >> tileLevel, 1L << (level - tileLevel));
            var query =
                new RecordQuery(LogRows.Table, LogRows.Log)
                { From = LogRows.OfTile(tileLevel, first), Before = LogRows.OfTile(tileLevel, first + count) };
            await foreach (var tile in records.ReadAllAsync(query, cancellation))
            {
                frontier = frontier.Append(MerkleHash.Parse(JsonSerializer.Deserialize(tile.Json, LogJson.Default.SourceRow)!.Value!)).Next;
            }
        }
        else
        {
            await foreach (var record in ReadAsync(start + 1, start + (1L << level), cancellation))
            {
                frontier = frontier.Append(MerkleHash.OfRecord(record)).Next;
            }
        }

        return frontier.Root;
    }
}
