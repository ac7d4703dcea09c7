using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Networks;

/// <summary>What a run did.</summary>
/// <param name="About">The generation in force after it; null where there is nothing to run on.</param>
/// <param name="Changed">True where it made another generation than the one before.</param>
/// <param name="Changes">What changed in clusters.</param>
internal sealed record NetworkRun(NetworkGenerationRow? About, bool Changed, IReadOnlyList<ClusterChange> Changes);

/// <summary>
/// The canonical run: loads all facts and officers' words, lets the core find the clusters, and puts them in force. What changed is
/// written before the pointer flips, so a crash leaves nothing unsaid; what is written twice is the same row.
/// </summary>
internal sealed class NetworkRunner(IRecordStore records, NetworkLoader loader, NetworkGenerations generations, LeadStore leads,
    NetworkSignals signals, ReturnWatch returns, TimeProvider time)
{
    private const int RowsAtATime = 90;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly SemaphoreSlim One = new(1, 1);

    /// <summary>Runs where the last run is old, or was forgotten with somebody who was erased.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
        => await generations.AboutAsync(cancellation) is { About: { Blob.Length: > 0 } about } && time.GetUtcNow() - about.At < Every
            ? false : (await RunAsync(cancellation)).Changed;

    /// <summary>Runs now.</summary>
    public async Task<NetworkRun> RunAsync(CancellationToken cancellation)
    {
        await One.WaitAsync(cancellation);
        try
        {
            return await RunAloneAsync(cancellation);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task<NetworkRun> RunAloneAsync(CancellationToken cancellation)
    {
        var before = await generations.AboutAsync(cancellation);
        var snapshot = await loader.LoadAsync(cancellation);
        var bytes = snapshot.Write();
        var blob = NetworkGenerations.BlobOf(bytes);
        if (snapshot.Accounts.Count == 0 && before is null or { About.Number: 0 })
        {
            return new NetworkRun(null, false, []);
        }

        var now = time.GetUtcNow();
        if (before is { About: var same } && same.Blob == blob && same.Model == NetworkModel.Version)
        {
            // Nothing new: the generation stays, and was looked at now.
            await generations.TouchAsync(same with { At = now }, before.Value.ETag, cancellation);
            return new NetworkRun(same, false, []);
        }

        var about = new NetworkGenerationRow((before?.About.Number ?? 0) + 1, now, blob, snapshot.Accounts.Count, 0, 0, 0,
            NetworkModel.Version);
        var next = NetworkGenerations.Make(about, snapshot);
        var clusters = next.Clusters;
        next = next with
        {
            About = about with { Facts = next.Network.Facts.Count, Clusters = clusters.Count, Rounds = next.Run.Rounds },
        };
        var (was, then) = ClustersOf(snapshot, next, clusters);
        var changes = ClusterChanges.Between(was, then);
        await StoreHistoryAsync(next, changes, cancellation);
        var byId = clusters.ToDictionary(next.IdOf, StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.After > change.Before))
        {
            var cluster = byId[change.Cluster];
            var (lead, occurrence) = NetworkLeads.Of(next.Network, next.Run, next.MembersOf(cluster), change.Cluster,
                [.. next.EdgesOf(cluster)], now);
            await leads.ReceiveAsync(lead, occurrence, cancellation);
            await signals.ObserveAsync(next, cluster, cancellation);
        }

        // Whom the run finds with nobody any more; an account that was with somebody is in the snapshot with its cluster.
        var together = clusters.SelectMany(next.MembersOf).Select(member => next.AccountOf(member).Key).ToHashSet(StringComparer.Ordinal);
        foreach (var alone in snapshot.Accounts.Where(account => account.Cluster is not null && !together.Contains(account.Key)))
        {
            await signals.RetractAsync(SubjectRef.Account(alone.Id), cancellation);
        }

        await returns.SettleAsync(next, cancellation);

        // Last of all, since the next run finds what changed by comparing with these.
        await StoreClustersAsync(was, then, cancellation);
        return await generations.FlipAsync(next, bytes, before, cancellation) ? new NetworkRun(next.About, true, changes)
            : new NetworkRun((await generations.AboutAsync(cancellation))?.About, true, changes);
    }

    private static (Dictionary<string, string> Before, Dictionary<string, string> After) ClustersOf(NetworkSnapshot snapshot,
        CurrentNetwork next, IReadOnlyList<int> clusters)
    {
        var before = snapshot.Accounts.Where(account => account.Cluster is not null)
            .ToDictionary(account => account.Key, account => account.Cluster!, StringComparer.Ordinal);
        var after = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            var id = next.IdOf(cluster);
            foreach (var member in next.MembersOf(cluster))
            {
                after[next.AccountOf(member).Key] = id;
            }
        }

        return (before, after);
    }

    private async Task StoreHistoryAsync(CurrentNetwork next, IReadOnlyList<ClusterChange> changes, CancellationToken cancellation)
    {
        foreach (var part in changes.Select((change, place) => (change, place)).Chunk(RowsAtATime))
        {
            await records.CommitAsync(NetworkRows.Table, NetworkRows.History, [.. part.Select(one => new RecordOperation.Put(
                RowOf(next.About.Number, one.place), JsonSerializer.Serialize(new NetworkChangeRow(next.About.Number, next.About.At,
                    one.change.Kind, one.change.Cluster, [.. one.change.Others], one.change.Before, one.change.After),
                    NetworkRowJson.Default.NetworkChangeRow)))], cancellation);
        }
    }

    private async Task StoreClustersAsync(Dictionary<string, string> before, Dictionary<string, string> after,
        CancellationToken cancellation)
    {
        foreach (var group in after.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value)
            .GroupBy(pair => NetworkRows.PartitionOf(pair.Key)))
        {
            foreach (var part in group.Chunk(RowsAtATime))
            {
                await records.CommitAsync(NetworkRows.Table, group.Key, [.. part.Select(pair => new RecordOperation.Put(
                    NetworkRows.OfCluster(pair.Key), JsonSerializer.Serialize(new NetworkClusterRow(pair.Value),
                        NetworkRowJson.Default.NetworkClusterRow)))], cancellation);
            }
        }

        foreach (var group in before.Keys.Where(key => !after.ContainsKey(key)).GroupBy(NetworkRows.PartitionOf))
        {
            await records.ForgetAsync(NetworkRows.Table, group.Key, group.Select(NetworkRows.OfCluster), cancellation);
        }
    }

    /// <summary>The newest generation stands first.</summary>
    private static string RowOf(long generation, int place)
        => string.Create(CultureInfo.InvariantCulture, $"{9_999_999_999 - generation:D10}-{place:D6}");
}
