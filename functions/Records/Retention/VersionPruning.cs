using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Records.Retention;

/// <summary>
/// Removes parties and files of versions that were last in use more years ago than they are kept, unless something still needs them: the
/// list in use, a rollback in force, a rescreening, or evidence that is kept longer (a legal hold, blocked property). Row, events and
/// changes of the version stay, and the act is an event of the list. Repeating it changes nothing.
/// </summary>
internal sealed class VersionPruning(
    IRecordStore records, ListHistory history, SnapshotArchive archive, RawFiles files, ScreeningStore screenings,
        RescreenStore rescreenings, RecordsOptions options, TimeProvider time, ILogger<VersionPruning> log)
{
    // Instances lag behind a change of the lists by minutes; a day is plenty.
    private static readonly TimeSpan Lag = TimeSpan.FromDays(1);

    // A removal that was cut off is done again on the days after.
    private static readonly TimeSpan Again = TimeSpan.FromDays(30);

    /// <summary>Prunes; the versions that were pruned now.</summary>
    /// <param name="onlyLook">True to say what would be pruned and prune nothing.</param>
    /// <param name="cancellation">Cancels between pieces.</param>
    public async Task<ImmutableArray<StoredVersion>> PruneAsync(bool onlyLook, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var cutoff = now.AddYears(-options.ListVersionYears);
        var all = await AllAsync(cancellation);
        var inUse = await InUseAsync(cancellation);
        ImmutableArray<AgedVersion> old =
            [.. all.Where(one => one.Stored.PrunedAt is null && one.LastUse < cutoff && !inUse.Contains(one.Stored.Version.ContentHash))];
        var needed = old.IsEmpty ? [] : await NeededAsync(old.Max(one => one.LastUse) + Lag, cancellation);
        ImmutableArray<AgedVersion> pruned = [.. old.Where(one => !needed.Contains(one.Stored.Version.ContentHash))];
        if (onlyLook)
        {
            return [.. pruned.Select(one => one.Stored)];
        }

        foreach (var (stored, lastUse) in pruned)
        {
            await history.AppendAsync(
                new ListAct(stored.Version.Code, ListEventKind.Pruned, ListAct.System)
                {
                    Hash = stored.Version.ContentHash,
                    Reason =
                        $"last in use on {lastUse:yyyy-MM-dd}, more than {options.ListVersionYears} years ago, and nothing that is kept "
                        + $"needs it",
                    Version = stored with { PrunedAt = now },
                },
                cancellation);
        }

        var gone = pruned.Select(one => one.Stored)
            .Concat(all.Select(one => one.Stored).Where(one => one.PrunedAt is { } at && now - at < Again)).ToImmutableArray();
        var kept = all.Select(one => one.Stored).Where(one => one.PrunedAt is null && !pruned.Any(other => other.Stored == one)).ToArray();
        await RemoveAsync(gone, kept, cancellation);
        if (old.Length > 0)
        {
            log.LogInformation(
                "{Pruned} versions of lists that were last in use more than {Years} years ago were pruned; {Needed} of that age are kept "
                    + "for evidence.", pruned.Length, options.ListVersionYears, old.Length - pruned.Length);
        }

        return [.. pruned.Select(one => one.Stored)];
    }

    // What another kept version holds too stays: publishers repeat files, and two lists may share one.
    private async Task RemoveAsync(ImmutableArray<StoredVersion> gone, StoredVersion[] kept, CancellationToken cancellation)
    {
        var hashes = gone.Select(one => one.Version.ContentHash)
            .Except(kept.Select(one => one.Version.ContentHash), StringComparer.Ordinal);
        foreach (var hash in hashes)
        {
            await archive.RemoveAsync(hash, cancellation);
        }

        var inManifests = (await archive.ManifestsAsync(cancellation)).Values.SelectMany(manifest => manifest.Sources);
        foreach (var file in gone.SelectMany(one => one.Sources).Select(source => source.Sha256)
            .Except(kept.SelectMany(one => one.Sources).Concat(inManifests).Select(source => source.Sha256), StringComparer.Ordinal))
        {
            await files.RemoveAsync(file, cancellation);
        }
    }

    private async Task<List<AgedVersion>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<AgedVersion>();
        foreach (var list in await history.ListsAsync(cancellation))
        {
            var events = await history.EventsAsync(list, after: 0, cancellation);
            foreach (var stored in await history.VersionsAsync(list, cancellation))
            {
                var hash = stored.Version.ContentHash;
                var named = events.Where(one => one.Kind != ListEventKind.Pruned && (one.Hash == hash || one.FromHash == hash))
                    .Select(one => one.At);
                all.Add(new AgedVersion(stored, named.Append(stored.Version.RetrievedAt).Append(stored.LastConfirmedAt ?? default).Max()));
            }
        }

        return all;
    }

    /// <summary>Hashes of versions that are in use, that a rollback names, or that a rescreening compares with.</summary>
    private async Task<HashSet<string>> InUseAsync(CancellationToken cancellation)
    {
        var hashes = (await archive.ManifestsAsync(cancellation)).Values.Select(manifest => manifest.Version.ContentHash)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var list in await history.ListsAsync(cancellation))
        {
            if (await history.HoldAsync(list, cancellation) is { } hold)
            {
                hashes.UnionWith([hold.Pinned, hold.Withdrawn]);
            }
        }

        var (head, _) = await rescreenings.HeadAsync(cancellation);
        var run = head.IsUnderWay ? await rescreenings.FindAsync(head.Latest, cancellation) : null;
        hashes.UnionWith(new[] { head.Baseline, run?.Before, run?.After }.OfType<RescreenState>().SelectMany(state => state.Lists)
            .Select(list => list.Hash));
        return hashes;
    }

    /// <summary>Hashes of the versions that evidence of before a moment was decided against, where it has not been erased.</summary>
    private async Task<HashSet<string>> NeededAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        var before = ScreeningStore.EvidencePrefix + ScreeningId.Create(until, Shard.OfNumber(0), new byte[16])[..14];
        foreach (var shard in Shard.All)
        {
            await foreach (var row
                in records.ReadAllAsync(new RecordQuery(ScreeningStore.Table, shard.Partition)
                { From = ScreeningStore.EvidencePrefix, Before = before }, cancellation))
            {
                if (!ErasedPayload.Is(row.Json))
                {
                    var screening =
                        JsonSerializer.Deserialize<StoredScreening>(await screenings.ContentAsync(row.Json, cancellation),
                        EvidenceCodec.Options)!;
                    hashes.UnionWith(screening.Lists.Select(list => list.ContentHash));
                }
            }
        }

        return hashes;
    }

    /// <summary>A version and when it was last in use, or last named by an event.</summary>
    private sealed record AgedVersion(StoredVersion Stored, DateTimeOffset LastUse);
}
