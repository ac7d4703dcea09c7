using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// The one thread that writes. While the disk works on one transaction the next changes gather; then all of them are applied in one transaction, each in
/// its own savepoint, and all are answered after that one has reached the disk. So the number of commits per second grows with the number of callers.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>Most changes of one transaction: bounds how long the first of them waits.</summary>
    private const int MaxChanges = 512;

    private readonly Lock gate = new();
    private readonly AutoResetEvent arrivals = new(false);
    private readonly Queue<WriteWork> waiting = new();
    private readonly List<WriteWork> taken = new(MaxChanges);
    private readonly Statements statements;
    private readonly WriteSession session;
    private readonly Thread thread;
    private bool closed;

    public GroupCommit(Statements statements)
    {
        this.statements = statements;
        session = new WriteSession(statements);
        thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        thread.Start();
    }

    /// <summary>Applies a change and ends when it is durable.</summary>
    public Task<T> ApplyAsync<T>(Func<WriteSession, T> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var work = new WriteWork<T>(change, cancellation);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(EmbeddedStorage));
            waiting.Enqueue(work);
        }

        arrivals.Set();
        return work.Answer;
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
        statements.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        statements.Dispose();
        arrivals.Dispose();
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            try
            {
                CommitTaken();
            }
            catch (SqliteException error)
            {
                Abandon(new StorageUnavailableException($"The store could not be written: {error.Message}", error));
            }

            taken.Clear();
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

    private void CommitTaken()
    {
        statements.Run("BEGIN IMMEDIATE");
        for (var index = 0; index < taken.Count; index++)
        {
            if (!Apply(taken[index]))
            {
                taken.RemoveAt(index--);
            }
        }

        session.SaveVersion();
        statements.Run("COMMIT");
        foreach (var work in taken)
        {
            work.Succeed();
        }
    }

    /// <summary>Applies one change in a savepoint; false where it alone failed and was answered.</summary>
    private bool Apply(WriteWork work)
    {
        statements.Run("SAVEPOINT change");
        try
        {
            work.Apply(session);
        }
        catch (Exception error) when (statements.InTransaction)
        {
            statements.Run("ROLLBACK TO change");
            statements.Run("RELEASE change");
            work.Fail(error is SqliteException ? new StorageUnavailableException($"The store could not be written: {error.Message}", error) : error);
            return false;
        }

        statements.Run("RELEASE change");
        return true;
    }

    private void Abandon(StorageUnavailableException error)
    {
        session.ForgetSaved();
        if (statements.InTransaction)
        {
            statements.Run("ROLLBACK");
        }

        foreach (var work in taken)
        {
            work.Fail(error);
        }
    }
}
