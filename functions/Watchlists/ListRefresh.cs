using System.Collections.Immutable;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>
/// Brings new versions of lists into use: look, guard, keep, swap. One refresh runs at a time. Whatever fails, the last good version stays
/// active and the reason is shown.
/// </summary>
/// <param name="host">Shows the corpus to screenings.</param>
/// <param name="archive">Keeps the versions.</param>
/// <param name="supply">Where new versions come from.</param>
/// <param name="intake">Guards and keeps what comes in.</param>
/// <param name="statuses">How each list went.</param>
/// <param name="incidents">Records failures and recoveries.</param>
/// <param name="sinks">Whoever wants to know of changes.</param>
/// <param name="compiled">Keeps the compiled form; null where the corpus serves nobody.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What went wrong.</param>
internal sealed class ListRefresh(
    CorpusHost host,
    SnapshotArchive archive,
    IListSupply supply,
    VersionIntake intake,
    ListStatuses statuses,
    ListIncidents incidents,
    IEnumerable<IListChangeSink> sinks,
    CompiledCorpora? compiled,
    TimeProvider time,
    ILogger<ListRefresh> log) : IDisposable
{
    /// <summary>A confirmation moves the age at most this often: it costs a write per list.</summary>
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private ImmutableSortedDictionary<ListCode, ActiveList> _active = ImmutableSortedDictionary<ListCode, ActiveList>.Empty;

    /// <summary>Brings back the versions that were in use before, and those that another instance brought into use meanwhile.</summary>
    public Task AdoptStoredAsync(CancellationToken cancellation) => AdoptAsync([], cancellation);

    /// <summary>Brings into use here what an operator's act changed, and passes it on.</summary>
    public Task FollowAsync(ListCode list, ListEvent change, CancellationToken cancellation)
        => AdoptAsync(change.ChangesContent ? [(list, change)] : [], cancellation);

    /// <summary>Looks for new versions, of one list or of all that are due.</summary>
    public async Task LookAsync(ListCode? only, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var stored = await archive.ManifestsAsync(cancellation);
            var found = await supply.LookAsync(only, stored, cancellation);
            var next = _active;
            var changes = new List<(ListCode List, ListEvent Change)>();
            foreach (var fresh in found.Fresh)
            {
                next = await AdmitAsync(next, fresh, changes, cancellation);
            }

            foreach (var code in found.Confirmed)
            {
                next = await ConfirmAsync(next, code, stored, cancellation);
            }

            await NoteFailuresAsync(found.Failed, next, cancellation);

            Activate(next);
            await TellAsync(changes, cancellation);
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

    private async Task AdoptAsync(List<(ListCode List, ListEvent Change)> changes, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var stored = await archive.ManifestsAsync(cancellation);
            if (!AdoptCompiled(stored))
            {
                var next = _active;
                foreach (var manifest in stored.Values)
                {
                    next = await AdoptAsync(next, manifest.Version, cancellation);
                }

                Activate(next);
            }

            await TellAsync(changes, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    // The compiled file of exactly the stored versions saves restoring and compiling them.
    private bool AdoptCompiled(IReadOnlyDictionary<ListCode, ListManifest> stored)
    {
        var next = _active.SetItems(
            stored.Values.Select(manifest => KeyValuePair.Create(manifest.Version.Code, new ActiveList(manifest.Version))));
        if (compiled is null || !HasOtherContent(next) || compiled.Find([.. next.Values.Select(list => list.Version)]) is not { } corpus)
        {
            return false;
        }

        _active = next;
        Show(corpus);
        return true;
    }

    private async Task<ImmutableSortedDictionary<ListCode, ActiveList>> AdoptAsync(
        ImmutableSortedDictionary<ListCode, ActiveList> active, ListVersion stored, CancellationToken cancellation)
    {
        if (active.TryGetValue(stored.Code, out var current) && current.Version.ContentHash == stored.ContentHash)
        {
            return stored.RetrievedAt > current.Version.RetrievedAt ? active.SetItem(stored.Code, current.ConfirmedAt(stored.RetrievedAt))
                : active;
        }

        try
        {
            return active.SetItem(stored.Code, ActiveList.Of(await archive.RestoreAsync(stored, cancellation)));
        }
        catch (InvalidDataException error)
        {
            await incidents.FailedAsync(new ListFailure(stored.Code, error.Message), active.ContainsKey(stored.Code), cancellation);
            return active;
        }
    }

    private async Task NoteFailuresAsync(
        ImmutableArray<ListFailure> failures, ImmutableSortedDictionary<ListCode, ActiveList> active, CancellationToken cancellation)
    {
        if (failures.Length > 1 && active.IsEmpty)
        {
            await incidents.FailedBeforeAnyAsync(failures, cancellation);
            return;
        }

        foreach (var failure in failures)
        {
            await incidents.FailedAsync(failure, active.ContainsKey(failure.List), cancellation);
        }
    }

    private async Task<ImmutableSortedDictionary<ListCode, ActiveList>> AdmitAsync(
        ImmutableSortedDictionary<ListCode, ActiveList> active, FreshList fresh, List<(ListCode List, ListEvent Change)> changes,
            CancellationToken cancellation)
    {
        var version = fresh.Snapshot.Version;
        var current = active.GetValueOrDefault(version.Code);
        switch (await intake.AdmitAsync(fresh, current is null ? null : SnapshotOf(current), cancellation))
        {
            case IntakeResult.Activated activated:
                changes.Add((version.Code, activated.Change));
                statuses.Succeeded(version.Code, time.GetUtcNow());
                log.LogInformation("List {List} is active: {Parties} parties, content {Hash}.", version.Code, version.PartyCount,
                    version.ContentHash);
                return active.SetItem(version.Code, ActiveList.Of(fresh.Snapshot));
            case IntakeResult.Same:
                await incidents.SucceededAsync(version.Code, cancellation);
                return active.SetItem(version.Code, current!.ConfirmedAt(version.RetrievedAt));
            case IntakeResult.Refused refused:
                incidents.Refused(new ListFailure(version.Code, refused.Reason), current is not null);
                return active;
            default:
                throw new InvalidOperationException("A version comes in, is the same, or is refused.");
        }
    }

    private async Task<ImmutableSortedDictionary<ListCode, ActiveList>> ConfirmAsync(
        ImmutableSortedDictionary<ListCode, ActiveList> active,
        ListCode code,
        IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await incidents.SucceededAsync(code, cancellation);
        if (!active.TryGetValue(code, out var current) || now - current.Version.RetrievedAt < ConfirmEvery)
        {
            return active;
        }

        var confirmed = current.ConfirmedAt(now);
        await archive.PointAsync((stored.GetValueOrDefault(code) ?? new ListManifest { Version = confirmed.Version })
            with
        { Version = confirmed.Version }, cancellation);
        return active.SetItem(code, confirmed);
    }

    private async Task TellAsync(List<(ListCode List, ListEvent Change)> changes, CancellationToken cancellation)
    {
        foreach (var (list, change) in changes)
        {
            foreach (var sink in sinks)
            {
                try
                {
                    await sink.ChangedAsync(list, change, cancellation);
                }
                catch (Exception error) when (StoreFailure.Is(error))
                {
                    log.LogError(error,
                        "The change {Sequence} of the list {List} could not be passed on; it is followed up from the history.",
                        change.Sequence, list);
                }
            }
        }
    }

    private void Activate(ImmutableSortedDictionary<ListCode, ActiveList> next)
    {
        var changed = HasOtherContent(next);
        var moved = !changed && next.Any(pair => pair.Value.Version.RetrievedAt != _active[pair.Key].Version.RetrievedAt);
        if (changed)
        {
            var corpus = ScreeningCorpus.Build(next.Values.Select(SnapshotOf));
            _active = next.ToImmutableSortedDictionary(pair => pair.Key, pair => new ActiveList(pair.Value.Version));
            Show(compiled?.Keep(corpus) ?? corpus);
        }
        else if (moved)
        {
            _active = next;
            Show(host.Current!.Corpus.ConfirmedAt(next.ToDictionary(pair => pair.Key, pair => pair.Value.Version.RetrievedAt)));
        }
        else if (host.Current is { Corpus.IsSample: false } current && !current.Missing.SequenceEqual(Missing()))
        {
            // A list that could not be used, or no longer ought to be, changes what may be cleared and no content.
            host.Swap(current with { Missing = Missing() });
        }
    }

    private bool HasOtherContent(ImmutableSortedDictionary<ListCode, ActiveList> next) =>
        next.Any(pair => !_active.TryGetValue(pair.Key, out var before) || before.Version.ContentHash != pair.Value.Version.ContentHash);

    // The parties of a list in use are read back from the corpus; they are not kept twice.
    private WatchlistSnapshot SnapshotOf(ActiveList list) =>
        list.Snapshot ?? host.Current!.Corpus.SnapshotOf(list.Version.Code)!.ConfirmedAt(list.Version.RetrievedAt);

    private void Show(ScreeningCorpus corpus)
    {
        if (host.Current is null)
        {
            CorpusWarmUp.Run(corpus, time.GetUtcNow());
        }

        host.Swap(new LoadedCorpus(corpus, Missing()));
    }

    private ImmutableArray<ListCode> Missing() => [.. supply.Required.Where(code => !_active.ContainsKey(code)).Order()];
}
