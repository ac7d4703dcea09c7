using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Works on one part of a run for some time: reads subjects page by page, leaves out whom the change does not concern, screens the others
/// again, and writes how far it is after every page. Another delivery, or another process after a crash, goes on where the last page ended;
/// pages done twice change nothing.
/// </summary>
internal sealed class RescreenWorker(
    RescreenStore runs,
    RescreenPlans plans,
    SubjectStore subjects,
    SubjectRescreening rescreening,
    AlertFollowUp alerts,
    CorpusHost corpora,
    ListRefresh refresh,
    ServiceOptions options,
    TimeProvider time,
    ILogger<RescreenWorker> log)
{
    private const int PageSize = 1000;

    /// <summary>Longest work on one message: far below the visibility of a message and the limit of a function.</summary>
    private static readonly TimeSpan Stint = TimeSpan.FromSeconds(40);

    /// <summary>How long instances that serve may lag behind a change of the lists; subjects they stored meanwhile are looked for after
    /// that.</summary>
    private TimeSpan SettleFor => options.Mode == RunMode.Functions ? TimeSpan.FromSeconds(90) : TimeSpan.Zero;

    /// <summary>Works on a part.</summary>
    /// <exception cref="TimeoutException">This instance does not serve the lists of the run yet.</exception>
    public async Task<WorkResult> WorkAsync(RescreenWork work, CancellationToken cancellation)
    {
        var (head, _) = await runs.HeadAsync(cancellation);
        if (head.Latest != work.Run || !head.IsUnderWay || await runs.FindAsync(work.Run, cancellation) is not { } run)
        {
            return WorkResult.Done;
        }

        var (progress, etag) = await runs.ProgressAsync(work.Run, work.Part, cancellation);
        if (progress.IsDone)
        {
            return WorkResult.Done;
        }

        var proved = await runs.ProvedAsync(cancellation);
        if (!await IsUpToDateAsync(run, proved, cancellation))
        {
            throw new TimeoutException($"This instance does not serve the lists of {run.Id} yet.");
        }

        var plan = await plans.OfAsync(run, cancellation);
        if (work.Part == RescreenWork.Alerts)
        {
            return await SaveAsync(run, await alerts.FollowAsync(run, plan, progress, cancellation) with { IsDone = true }, etag,
                cancellation) is null ? WorkResult.Waits : WorkResult.Done;
        }

        return await ReadAsync(new Shift(run, plan.Plan, proved, Shard.OfNumber(work.Part)), progress, etag, cancellation);
    }

    private async Task<WorkResult> ReadAsync(Shift shift, PartProgress progress, string? etag, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + Stint;
        while (!progress.HasReadAll)
        {
            var rows = await subjects.RowsAsync(shift.Shard, progress.LastRow, PageSize, cancellation);
            var next = rows.Count == 0 ? progress with { HasReadAll = true }
                : await PageAsync(shift, rows, progress with { LastRow = rows[^1].Row }, cancellation);
            if (await SaveAsync(shift.Run, next, etag, cancellation) is not { } saved)
            {
                return WorkResult.Waits; // Another worker has gone on.
            }

            (progress, etag) = (next, saved);
            if (time.GetUtcNow() > until)
            {
                return WorkResult.More;
            }
        }

        if (time.GetUtcNow() < shift.Run.StartedAt + SettleFor)
        {
            return WorkResult.Waits;
        }

        var finished = await LateAsync(shift, progress, cancellation);
        return await SaveAsync(shift.Run, finished, etag, cancellation) is null ? WorkResult.Waits : WorkResult.Done;
    }

    /// <summary>Looks at everybody once more: who was read, or was screened against the new lists by an own request, is present; who is
    /// neither came late and is read now.</summary>
    private async Task<PartProgress> LateAsync(Shift shift, PartProgress progress, CancellationToken cancellation)
    {
        var read = await ReadKeysAsync(shift, progress, cancellation);
        var (present, late, last) = (0, new List<StoredRecord>(), "");
        while (await subjects.RowsAsync(shift.Shard, last, PageSize, cancellation) is { Count: > 0 } rows)
        {
            last = rows[^1].Row;
            late.AddRange(rows.Where(row => !read.Contains(PageReading.RowKeyOf(row.Row))));
            present += rows.Count;
        }

        foreach (var page in late.Chunk(PageSize))
        {
            progress = await PageAsync(shift, page, progress, cancellation);
        }

        return progress with { Present = present, IsDone = true };
    }

    private async Task<HashSet<ulong>> ReadKeysAsync(Shift shift, PartProgress progress, CancellationToken cancellation)
    {
        var keys = new HashSet<ulong>(progress.Read);
        foreach (var hash in progress.Pages)
        {
            keys.UnionWith((await runs.ReadingAsync(shift.Run.Number, progress.Part, hash, cancellation))?.Keys ?? []);
        }

        return keys;
    }

    private async Task<PartProgress> PageAsync(Shift shift, IReadOnlyList<StoredRecord> rows, PartProgress progress,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var (concerned, comparisons, unreadable) = (new ConcurrentBag<StoredSubject>(), 0L, 0);
        Parallel.ForEach(rows,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = cancellation },
            row =>
        {
            if (Subject(row) is not { } subject)
            {
                Interlocked.Increment(ref unreadable);
                return;
            }

            var finding = Judge(shift, subject.Subject);
            Interlocked.Add(ref comparisons, finding.Comparisons);
            if (finding.IsConcerned)
            {
                concerned.Add(subject);
            }
        });
        var (hits, raised) = (0, 0);
        foreach (var subject in concerned.OrderBy(subject => subject.Record.Row, StringComparer.Ordinal))
        {
            var result = await rescreening.ScreenAsync(shift.Run, subject, cancellation);
            hits += result.HasHits ? 1 : 0;
            raised += result.Raised ? 1 : 0;
        }

        var reading = PageReading.Of(rows);
        await runs.KeepAsync(shift.Run.Number, progress.Part, reading, cancellation);
        await ThrottleAsync(rows.Count, Stopwatch.GetElapsedTime(started), cancellation);
        return progress.With(new PageResult(rows.Count, concerned.Count, hits, raised, comparisons, unreadable))
            with
        { Pages = progress.Pages.Add(reading.Hash) };
    }

    private static ChangeFinding Judge(Shift shift, MonitoredSubject subject)
    {
        var standing = subject.Standing;
        if (standing is null || standing.Profile != shift.Run.After.Profile || standing.Engine != shift.Run.After.Engine)
        {
            return new ChangeFinding(true, 0);
        }

        if (shift.Run.Cause != RescreenCause.Asked && standing.Corpus == shift.Run.After.Corpus)
        {
            return default; // Its own request screened it against the new lists.
        }

        return shift.Plan is null || !shift.Proved.Contains(standing.Corpus) ? new ChangeFinding(true, 0)
            : shift.Plan.Judge(subject.Request, standing.Floors);
    }

    private StoredSubject? Subject(StoredRecord row)
    {
        try
        {
            return SubjectStore.Read(row);
        }
        catch (JsonException error)
        {
            log.LogError(error, "The monitored subject in row {Row} cannot be read and is not screened again.", row.Row);
            return null;
        }
    }

    private async Task<bool> IsUpToDateAsync(RescreenRun run, IReadOnlySet<string> proved, CancellationToken cancellation)
    {
        if (corpora.Current?.Corpus.Hash != run.After.Corpus)
        {
            await refresh.AdoptStoredAsync(cancellation);
        }

        // Newer lists than the run's will do: the next run begins where this one ends. Lists of an earlier run will not.
        return corpora.Current?.Corpus.Hash is { } hash && (hash == run.After.Corpus || !proved.Contains(hash));
    }

    private async Task ThrottleAsync(int count, TimeSpan taken, CancellationToken cancellation)
    {
        var least = TimeSpan.FromSeconds((double)count / options.RescreenPerSecond);
        if (least > taken)
        {
            await Task.Delay(least - taken, time, cancellation);
        }
    }

    private Task<string?> SaveAsync(RescreenRun run, PartProgress progress, string? etag, CancellationToken cancellation) =>
        runs.SaveAsync(run.Number, progress with { At = time.GetUtcNow() }, etag, cancellation);

    /// <summary>What the work on one shard needs.</summary>
    private sealed record Shift(RescreenRun Run, RescreeningPlan? Plan, IReadOnlySet<string> Proved, Shard Shard);
}

/// <summary>How work on a part ended.</summary>
internal enum WorkResult
{
    /// <summary>Nothing is left of it.</summary>
    Done,

    /// <summary>More is left, to be worked on at once.</summary>
    More,

    /// <summary>Somebody else works on it, or it is not due yet: the director sends it again where it stays undone.</summary>
    Waits,
}
