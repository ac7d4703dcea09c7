using System.Collections.Immutable;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Rescreening;

/// <summary>The changes of a run and the index of the changed parties, made once per process and run. A run in full has no index: everybody
/// is concerned.</summary>
internal sealed class RescreenPlans(DeltaArchive deltas, SnapshotArchive snapshots, ListHistory history, CorpusHost corpora,
    GoodGuyIndex goodGuys, ScreeningRules rules) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private (int Run, PlannedRun Plan)? _last;

    /// <summary>The plan of a run.</summary>
    public async Task<PlannedRun> OfAsync(RescreenRun run, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_last is not { } last || last.Run != run.Number)
            {
                _last = last = (run.Number, await MakeAsync(run, cancellation));
            }

            return last.Plan;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<PlannedRun> MakeAsync(RescreenRun run, CancellationToken cancellation)
    {
        var changes = await DeltasAsync(run, cancellation);
        if (run.InFull || changes is null)
        {
            return new PlannedRun(changes ?? [], null);
        }

        // Clearances that are given from now on rest on the lists after the change.
        var corpus = corpora.Current?.Corpus ?? throw new InvalidOperationException("A run was started before any list was loaded.");
        var cleared = (await goodGuys.ReadAsync(cancellation)).Select(row => ListEntryId.Parse(row.Entry)).ToHashSet();
        return new PlannedRun(changes.Value,
            RescreeningPlan.Of(changes.Value, ScoringProfile.Named(rules.ProfileOf(Channel.Rescreening)), rules.Policy, corpus, cleared));
    }

    /// <summary>The changes of a run; null where a version that one of the deltas rests on is not kept (the sample list): then nobody can
    /// be left out.</summary>
    public async Task<ImmutableArray<WatchlistDelta>?> DeltasAsync(RescreenRun run, CancellationToken cancellation)
    {
        if (run.Before is not { } before)
        {
            return null;
        }

        var old = before.Lists.ToDictionary(list => list.List, list => list.Hash);
        var now = run.After.Lists.ToDictionary(list => list.List, list => list.Hash);
        var changes = ImmutableArray.CreateBuilder<WatchlistDelta>();
        try
        {
            foreach (var list in old.Keys.Union(now.Keys).Order().Where(list => old.GetValueOrDefault(list) != now.GetValueOrDefault(list)))
            {
                changes.Add(now.TryGetValue(list, out var hash)
                    ? await deltas.BetweenAsync(list, old.GetValueOrDefault(list) ?? "", hash, cancellation)
                    : CorpusDelta.Between([await SnapshotAsync(list, old[list], cancellation)], [])[0]);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return changes.ToImmutable();
    }

    private async Task<WatchlistSnapshot> SnapshotAsync(ListCode list, string hash, CancellationToken cancellation) =>
        await history.FindVersionAsync(list, hash, cancellation) is { } stored
            ? await snapshots.RestoreAsync(stored.Version, cancellation)
            : throw new InvalidDataException($"The version {hash} of {list} is not in the index of its versions.");
}

/// <summary>A run as planned.</summary>
/// <param name="Deltas">The changes, list by list; empty where they are not known.</param>
/// <param name="Plan">Whom they may concern; null where everybody is screened in full.</param>
internal sealed record PlannedRun(ImmutableArray<WatchlistDelta> Deltas, RescreeningPlan? Plan);
