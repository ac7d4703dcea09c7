using System.Collections.Immutable;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Corpus;

/// <summary>
/// Brings new versions of lists into use: look, guard, keep, swap. One refresh runs at a time. Whatever fails, the last good version stays active and
/// the reason is shown.
/// </summary>
internal sealed class ListRefresh(
    CorpusHost host,
    SnapshotArchive archive,
    IListSupply supply,
    SnapshotAdmission admission,
    ListStatusBook statuses,
    TimeProvider time,
    ILogger<ListRefresh> log) : IDisposable
{
    /// <summary>A confirmation moves the age at most this often: it costs a write per list.</summary>
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private ImmutableSortedDictionary<ListCode, WatchlistSnapshot> _active = ImmutableSortedDictionary<ListCode, WatchlistSnapshot>.Empty;

    /// <summary>Brings back the versions that were in use before, and those that another instance brought into use meanwhile.</summary>
    public async Task AdoptStoredAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var next = _active;
            foreach (var manifest in (await archive.ManifestsAsync(cancellation)).Values)
            {
                next = await AdoptAsync(next, manifest.Version, cancellation);
            }

            Activate(next);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Looks for new versions, of one list or of all that are due.</summary>
    public async Task LookAsync(ListCode? only, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var stored = await archive.ManifestsAsync(cancellation);
            var found = await supply.LookAsync(only, stored, cancellation);
            var next = _active;
            foreach (var fresh in found.Fresh)
            {
                next = await AdmitAsync(next, fresh, cancellation);
            }

            foreach (var code in found.Confirmed)
            {
                next = await ConfirmAsync(next, code, stored, cancellation);
            }

            foreach (var failure in found.Failed)
            {
                Refuse(failure);
            }

            Activate(next);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Puts the project's own sample list into use where no official list is there.</summary>
    public void UseSampleIfEmpty()
    {
        if (_active.IsEmpty && supply.AllowsSample)
        {
            log.LogWarning("No official list could be loaded: screening runs on the sample list, which clears nobody outside Development.");
            host.Swap(new LoadedCorpus(ScreeningCorpus.Build([SampleList.Snapshot(time.GetUtcNow())]), []));
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ImmutableSortedDictionary<ListCode, WatchlistSnapshot>> AdoptAsync(
        ImmutableSortedDictionary<ListCode, WatchlistSnapshot> active, ListVersion stored, CancellationToken cancellation)
    {
        if (active.TryGetValue(stored.Code, out var current) && current.Version.ContentHash == stored.ContentHash)
        {
            return stored.RetrievedAt > current.Version.RetrievedAt ? active.SetItem(stored.Code, current.ConfirmedAt(stored.RetrievedAt)) : active;
        }

        try
        {
            return active.SetItem(stored.Code, await archive.RestoreAsync(stored, cancellation));
        }
        catch (InvalidDataException error)
        {
            Refuse(new ListFailure(stored.Code, error.Message));
            return active;
        }
    }

    private async Task<ImmutableSortedDictionary<ListCode, WatchlistSnapshot>> AdmitAsync(
        ImmutableSortedDictionary<ListCode, WatchlistSnapshot> active, FreshList fresh, CancellationToken cancellation)
    {
        var code = fresh.Snapshot.Version.Code;
        if (admission.Refusal(fresh.Snapshot, active.GetValueOrDefault(code)) is { } reason)
        {
            Refuse(new ListFailure(code, reason));
            return active;
        }

        await archive.KeepAsync(fresh.Snapshot, new ListManifest { Version = fresh.Snapshot.Version, Sources = fresh.Sources }, cancellation);
        statuses.Succeeded(code, time.GetUtcNow());
        log.LogInformation("List {List} is active: {Parties} parties, content {Hash}.", code, fresh.Snapshot.Version.PartyCount, fresh.Snapshot.Version.ContentHash);
        return active.SetItem(code, fresh.Snapshot);
    }

    private async Task<ImmutableSortedDictionary<ListCode, WatchlistSnapshot>> ConfirmAsync(
        ImmutableSortedDictionary<ListCode, WatchlistSnapshot> active,
        ListCode code,
        IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        statuses.Succeeded(code, now);
        if (!active.TryGetValue(code, out var current) || now - current.Version.RetrievedAt < ConfirmEvery)
        {
            return active;
        }

        var confirmed = current.ConfirmedAt(now);
        await archive.PointAsync((stored.GetValueOrDefault(code) ?? new ListManifest { Version = confirmed.Version }) with { Version = confirmed.Version }, cancellation);
        return active.SetItem(code, confirmed);
    }

    private void Refuse(ListFailure failure)
    {
        statuses.Failed(failure.List, time.GetUtcNow(), failure.Reason);
        log.LogWarning("List {List} was not refreshed: {Reason}", failure.List, failure.Reason);
    }

    private void Activate(ImmutableSortedDictionary<ListCode, WatchlistSnapshot> next)
    {
        var changed = next.Any(pair => !_active.TryGetValue(pair.Key, out var before) || before.Version.ContentHash != pair.Value.Version.ContentHash);
        var moved = !changed && next.Any(pair => pair.Value.Version.RetrievedAt != _active[pair.Key].Version.RetrievedAt);
        _active = next;
        ImmutableArray<ListCode> missing = [.. supply.Required.Where(code => !next.ContainsKey(code)).Order()];
        if (changed)
        {
            var corpus = ScreeningCorpus.Build(next.Values);
            if (host.Current is null)
            {
                CorpusWarmUp.Run(corpus, time.GetUtcNow());
            }

            host.Swap(new LoadedCorpus(corpus, missing));
        }
        else if (moved)
        {
            host.Swap(new LoadedCorpus(host.Current!.Corpus.ConfirmedAt(next.ToDictionary(pair => pair.Key, pair => pair.Value.Version.RetrievedAt)), missing));
        }
    }
}
