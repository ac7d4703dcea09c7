using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// The one thread that writes. While the disk works on one transaction the next changes gather; then all of them are applied in one
/// transaction and all are answered after that one has reached the disk. So the number of commits per second grows with the number of
/// callers. A change that finds a conflict has changed nothing and disturbs nobody; where one throws, all are rolled back and each is
/// applied again in a transaction of its own, so that it fails alone.
/// </summary>
internal sealed class GroupCommit : IStoreWriter
{
    /// <summary>Most changes of one transaction: bounds how long the first of them waits.</summary>
    private const int MaxChanges = 512;

    private readonly Lock gate = new();
    private readonly AutoResetEvent arrivals = new(false);
    private readonly Queue<WriteWork> waiting = new();
    private readonly List<WriteWork> taken = new(MaxChanges);
    private readonly Statements statements;
    private readonly WriteSession session;
    private readonly LogCopier? log;
    private readonly StructureCheck? check;
    private readonly Thread thread;
    private bool closed;
    private bool emptyLog;

    public GroupCommit(Statements statements, LogCopier? log = null, StructureCheck? check = null)
    {
        (this.statements, this.log, this.check) = (statements, log, check);
        session = new WriteSession(statements);
        thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        thread.Start();
    }

    /// <summary>Applies a change and ends when it is durable.</summary>
    public Task<T> ApplyAsync<T>(Func<WriteSession, T> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        check?.RefuseDamaged();
        var work = new WriteWork<T>(change, cancellation);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(EmbeddedStorage));
            waiting.Enqueue(work);
        }

        arrivals.Set();
        return work.Answer;
    }

    /// <summary>Copies the whole log back and empties it, between two transactions; readers of the moment are waited for.</summary>
    public async Task EmptyLogAsync(CancellationToken cancellation)
    {
        await ApplyAsync(_ => emptyLog = true, cancellation);
        await ApplyAsync(_ => emptyLog, cancellation); // The next transaction begins after the log was emptied.
    }

    /// <summary>Takes no more changes, finishes those that wait, copies the log back into the file and closes it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
        }

        arrivals.Set();
        thread.Join();
        log?.Dispose();
        statements.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        statements.Dispose();
        arrivals.Dispose();
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            if (Commit(taken) is not null)
            {
                taken.ForEach(CommitAlone);
            }

            log?.Committed(taken.Count);
            taken.Clear();
            if (emptyLog)
            {
                emptyLog = false;
                EmptyLog();
            }
            else if (log?.TakeRest() == true)
            {
                CopyRest();
            }
        }
    }

    private void EmptyLog()
    {
        try
        {
            statements.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // A reader held on; the copy is tried again when the store is closed, and with the next erasure.
        }
    }

    private void CopyRest()
    {
        try
        {
            LogCopier.Copy(statements);
        }
        catch (SqliteException)
        {
            // The next transaction meets the same error, and there are callers to tell.
        }
    }

    /// <summary>Waits for changes; false when the store is closed and nothing waits.</summary>
    private bool TakeWaiting()
    {
        while (true)
        {
            lock (gate)
            {
                while (taken.Count < MaxChanges && waiting.TryDequeue(out var work))
                {
                    if (work.Take())
                    {
                        taken.Add(work);
                    }
                }

                if (taken.Count > 0)
                {
                    return true;
                }

                if (closed)
                {
                    return false;
                }
            }

            arrivals.WaitOne();
        }
    }

    private void CommitAlone(WriteWork work)
    {
        if (Commit([work]) is { } error)
        {
            work.Fail(error is SqliteException ? new StorageUnavailableException($"The store could not be written: {error.Message}", error)
                : error);
        }
    }

    /// <summary>Applies changes in one transaction and answers them; or rolls it back, answers none and returns the error, which each
    /// change alone is then given or not.</summary>
    private Exception? Commit(List<WriteWork> changes)
    {
        try
        {
            statements.Run("BEGIN IMMEDIATE");
            foreach (var work in changes)
            {
                work.Apply(session);
            }

            session.SaveVersion();
            statements.Run("COMMIT");
        }
        catch (Exception error)
        {
            session.ForgetSaved();
            if (statements.InTransaction)
            {
                statements.Run("ROLLBACK");
            }

            return error;
        }

        foreach (var work in changes)
        {
            work.Succeed();
        }

        return null;
    }
}
