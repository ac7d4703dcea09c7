using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Copies the write-ahead log back into the file on a thread of its own, so that no commit waits for it: a writer that copies megabytes
/// between two transactions keeps every caller waiting. While commits go on, the log never becomes empty that way; so the writer is asked
/// now and then to copy the little that came meanwhile, and the log begins anew.
/// </summary>
internal sealed class LogCopier : IDisposable
{
    /// <summary>Changes after which the log is copied.</summary>
    private const int ChangesBetween = 256;

    /// <summary>Pages in the log from which the writer copies the rest: 32 MiB.</summary>
    private const int FullPages = 8192;

    private readonly Statements statements;
    private readonly AutoResetEvent due = new(false);
    private readonly Thread thread;
    private int changes;
    private volatile bool isFull;
    private volatile bool closed;

    /// <summary>Copies the log of a store's file through a connection of its own.</summary>
    public LogCopier(Statements statements)
    {
        this.statements = statements;
        thread = new Thread(Run) { IsBackground = true, Name = "storage log" };
        thread.Start();
    }

    /// <summary>Tells that changes were committed.</summary>
    public void Committed(int count)
    {
        if (Interlocked.Add(ref changes, count) >= ChangesBetween)
        {
            due.Set();
        }
    }

    /// <summary>True, once, where the writer is to copy the rest before its next transaction.</summary>
    public bool TakeRest()
    {
        var rest = isFull;
        isFull = false;
        return rest;
    }

    /// <summary>Copies all that readers allow; pages in the log before, −1 where another connection was copying.</summary>
    public static long Copy(Statements statements)
    {
        using var reader = statements.Read("PRAGMA wal_checkpoint(PASSIVE)");
        return reader.Read() ? reader.GetInt64(1) : -1;
    }

    /// <summary>Ends the copying in hand and closes the connection.</summary>
    public void Dispose()
    {
        closed = true;
        due.Set();
        thread.Join();
        statements.Dispose();
        due.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            due.WaitOne();
            if (closed)
            {
                return;
            }

            Interlocked.Exchange(ref changes, 0);
            try
            {
                isFull = Copy(statements) >= FullPages;
            }
            catch (SqliteException)
            {
                // The disk refuses: the writer meets the same error and answers it. What is in the log is durable.
            }
        }
    }
}
