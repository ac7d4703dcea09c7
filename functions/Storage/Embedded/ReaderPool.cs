using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Connections that read, each with its prepared statements. A read begun after a commit was answered sees it.</summary>
internal sealed class ReaderPool(string path, StructureCheck? check = null) : IDisposable
{
    /// <summary>Connections kept open when idle; more are opened and closed in a burst.</summary>
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<Statements> idle = [];
    private volatile bool closed;

    /// <summary>Reads on a connection of its own.</summary>
    public T Read<T>(Func<Statements, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(EmbeddedStorage));
        check?.RefuseDamaged();
        var statements = idle.TryTake(out var kept) ? kept : SqliteFile.OpenReader(path);
        try
        {
            var result = read(statements);
            Return(statements);
            return result;
        }
        catch (SqliteException error)
        {
            statements.Dispose();
            throw new StorageUnavailableException($"The store could not be read: {error.Message}", error);
        }
        catch
        {
            statements.Dispose();
            throw;
        }
    }

    /// <summary>Closes all idle connections; one in use closes when it is returned.</summary>
    public void Dispose()
    {
        closed = true;
        while (idle.TryTake(out var statements))
        {
            statements.Dispose();
        }
    }

    private void Return(Statements statements)
    {
        if (closed || idle.Count >= MaxIdle)
        {
            statements.Dispose();
            return;
        }

        idle.Add(statements);
        if (closed)
        {
            Dispose();
        }
    }
}
