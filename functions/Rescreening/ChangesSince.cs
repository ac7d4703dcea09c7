using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Which parties may be others since a subject was screened. Subjects whom earlier runs left out were screened against older lists than
/// those the run begins with: the changes of the runs in between count too. Where any of them is not known, nobody's earlier search is
/// used, and the subject is searched anew.
/// </summary>
internal sealed class ChangesSince(RescreenStore runs, RescreenPlans plans, CorpusHost corpora) : IDisposable
{
    /// <summary>Most runs that are looked back on.</summary>
    public const int MostRuns = 60;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, ChangedParties?> _known = new(StringComparer.Ordinal);
    private int _run;

    /// <summary>The earlier search of a subject that a run screens again; null where it is searched anew.</summary>
    public async Task<EarlierSearch?> EarlierAsync(RescreenRun run, SubjectStanding? standing, CancellationToken cancellation) =>
        standing is { Near: { } near } && standing.Profile == run.After.Profile && standing.Engine == run.After.Engine
        && await OfAsync(run, standing.Corpus, cancellation) is { } changed
            ? new EarlierSearch(near, changed)
            : null;

    public void Dispose() => _one.Dispose();

    private async Task<ChangedParties?> OfAsync(RescreenRun run, string corpus, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_run != run.Number)
            {
                _known.Clear();
                _run = run.Number;
            }

            // An instance may serve newer lists than the run's, whose changes belong to the next run.
            if (corpora.Current?.Corpus is not { } current || current.Hash != run.After.Corpus)
            {
                return null;
            }

            if (!_known.TryGetValue(corpus, out var changed))
            {
                _known[corpus] = changed = await DeltasAsync(run, corpus, cancellation) is { } deltas
                    ? RescreeningPlan.ChangedIn(current, deltas) : null;
            }

            return changed;
        }
        finally
        {
            _one.Release();
        }
    }

    // Back from the run, each run beginning with what the one before ended with.
    private async Task<List<WatchlistDelta>?> DeltasAsync(RescreenRun last, string corpus, CancellationToken cancellation)
    {
        var changes = new List<WatchlistDelta>();
        RescreenRun? run = last;
        for (var looked = 0; looked < MostRuns && run is { Before: { } before }; looked++)
        {
            if (await plans.DeltasAsync(run, cancellation) is not { } deltas)
            {
                return null;
            }

            changes.AddRange(deltas);
            if (before.Corpus == corpus)
            {
                return changes;
            }

            run = await runs.FindAsync(run.Number - 1, cancellation) is { } earlier && earlier.After.Corpus == before.Corpus ? earlier
                : null;
        }

        return null;
    }
}
