using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Reads the structure of every page of the store. A small store is read before it opens; a large one beside the service, because a start
/// must not take minutes. Meanwhile SQLite looks at each page as it is read, so a damaged one gives an error and never an answer; once one
/// is found, nothing more is read or written: nobody knows what is missing.
/// </summary>
internal sealed class StructureCheck : IDisposable
{
    /// <summary>Largest store that is read before it opens: about a second.</summary>
    public const long MostAtOnceBytes = 512L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly string path;
    private readonly Thread? thread;
    private Statements? reading;
    private volatile string? damage;
    private bool closed;

    private StructureCheck(string path, bool beside)
    {
        (this.path, IsDone) = (path, !beside);
        if (beside)
        {
            thread = new Thread(Run) { IsBackground = true, Name = "storage check", Priority = ThreadPriority.BelowNormal };
            thread.Start();
        }
    }

    /// <summary>True once every page was read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads a small store at once, and begins with a large one.</summary>
    /// <param name="statements">An open connection.</param>
    /// <param name="path">The store.</param>
    /// <param name="mostAtOnceBytes">See <see cref="MostAtOnceBytes"/>.</param>
    /// <exception cref="StorageUnavailableException">A page of a small store is damaged.</exception>
    public static StructureCheck Begin(Statements statements, string path, long mostAtOnceBytes = MostAtOnceBytes)
    {
        var beside = new FileInfo(path).Length > mostAtOnceBytes;
        if (!beside)
        {
            ThrowIf(Look(statements, path));
        }

        return new StructureCheck(path, beside);
    }

    /// <summary>Refuses any use of a store in which a damaged page was found.</summary>
    /// <exception cref="StorageUnavailableException">One was.</exception>
    public void RefuseDamaged() => ThrowIf(damage);

    /// <summary>Ends the reading.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            if (reading is not null)
            {
                SQLitePCL.raw.sqlite3_interrupt(reading.Connection.Handle);
            }
        }

        thread?.Join();
    }

    private void Run()
    {
        try
        {
            using var statements = SqliteFile.OpenReader(path);
            lock (gate)
            {
                if (closed)
                {
                    return;
                }

                reading = statements;
            }

            var found = Look(statements, path);
            lock (gate)
            {
                reading = null;
                damage = closed ? null : found;
                IsDone = !closed;
            }
        }
        catch (StorageUnavailableException error)
        {
            damage = error.Message; // Not even opened: then it is not known to be whole.
        }
    }

    /// <summary>What is damaged; null where nothing is.</summary>
    private static string? Look(Statements statements, string path)
    {
        try
        {
            using var reader = statements.Read("PRAGMA quick_check(1)");
            var found = reader.Read() ? reader.GetString(0) : "no answer";
            return found == "ok" ? null : $"The store '{path}' is damaged: {found.ReplaceLineEndings(" ")}. Restore a backup.";
        }
        catch (SqliteException error)
        {
            return $"The store '{path}' is damaged: {error.Message}. Restore a backup.";
        }
    }

    private static void ThrowIf(string? damage)
    {
        if (damage is not null)
        {
            throw new StorageUnavailableException(damage);
        }
    }
}
