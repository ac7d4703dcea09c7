namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Records, blobs and queues on one SQLite file in a data directory that one process owns. What was answered survives the death of the
/// process and the loss of power. Dispose it to finish waiting writes and leave one tidy file.
/// </summary>
public sealed class EmbeddedStorage : IDisposable
{
    private readonly DirectoryLock? owner;
    private readonly IStoreWriter writer;
    private readonly ReaderPool readers;
    private readonly StructureCheck? check;

    private EmbeddedStorage(DirectoryLock? owner, IStoreWriter writer, StructureCheck? check, string path, TimeProvider time)
    {
        this.owner = owner;
        this.writer = writer;
        this.check = check;
        readers = new ReaderPool(path, check);
        Records = new EmbeddedRecordStore(writer, readers);
        Blobs = new EmbeddedBlobStore(writer, readers);
        Queue = new EmbeddedMessageQueue(writer, readers, time);
    }

    /// <summary>The record store.</summary>
    public IRecordStore Records { get; }

    /// <summary>The blob store.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>The queues.</summary>
    public IMessageQueue Queue { get; }

    /// <summary>
    /// Opens the store of a directory, made where absent, and brings it to this program's schema. Throws
    /// <see cref="StorageUnavailableException"/> where another process owns the directory, the file is of a newer schema or of something
    /// else, or the disk refuses.
    /// </summary>
    public static EmbeddedStorage Open(string directory, TimeProvider time) => Open(directory, time, StructureCheck.MostAtOnceBytes);

    /// <summary>
    /// Opens the store of a directory to read it, whether or not another process owns it; a read sees what was answered before it began.
    /// Nothing is made, migrated or checked, and every change is refused. Throws <see cref="StorageUnavailableException"/> where there is
    /// no store, or one of another schema.
    /// </summary>
    public static EmbeddedStorage OpenToRead(string directory, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(time);
        var path = Path.Combine(directory, SqliteFile.Name);
        if (!File.Exists(path))
        {
            throw new StorageUnavailableException($"There is no store in '{directory}'.");
        }

        try
        {
            using var statements = SqliteFile.OpenReader(path);
            EmbeddedSchema.RequireCurrent(EmbeddedSchema.VersionOf(statements), path);
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            throw new StorageUnavailableException($"The store '{path}' cannot be read: {error.Message}", error);
        }

        return new EmbeddedStorage(null, new NoWriter(), null, path, time);
    }

    /// <summary>The same; a store of more than so many bytes is checked beside its use.</summary>
    internal static EmbeddedStorage Open(string directory, TimeProvider time, long mostCheckedAtOnce)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(time);
        PrivateFile.CreateDirectory(directory);
        var path = Path.Combine(directory, SqliteFile.Name);
        var owner = DirectoryLock.Take(directory);
        Statements? statements = null;
        StructureCheck? check = null;
        try
        {
            statements = SqliteFile.OpenWriter(path);
            check = StructureCheck.Begin(statements, path, mostCheckedAtOnce);
            PrivateFile.Protect(path + "-wal");
            PrivateFile.Protect(path + "-shm");
            EmbeddedSchema.Migrate(statements, path, time);
            BlobChanges.RemoveAllNameless(statements);
            MessageChanges.EndLeases(statements, time.GetUtcNow());
            var writer = new GroupCommit(statements, new LogCopier(SqliteFile.OpenReader(path)), check);
            return new EmbeddedStorage(owner, writer, check, path, time);
        }
        catch (Exception error)
        {
            check?.Dispose();
            statements?.Dispose();
            owner.Dispose();
            if (error is Microsoft.Data.Sqlite.SqliteException)
            {
                throw new StorageUnavailableException($"The store '{path}' cannot be opened: {error.Message}", error);
            }

            throw;
        }
    }

    /// <summary>True once the structure of every page was read.</summary>
    internal bool IsChecked => check is null or { IsDone: true };

    /// <summary>Writes a consistent copy while the store is in use; see <see cref="EmbeddedBackup"/>.</summary>
    public void BackUp(string destination) => readers.Read(statements => EmbeddedBackup.Copy(statements, destination));

    /// <summary>Copies the write-ahead log into the file and empties it: what was erased lies in neither any more.</summary>
    public Task ForgetErasedAsync(CancellationToken cancellation) => writer.EmptyLogAsync(cancellation);

    /// <summary>Finishes what waits, copies the write-ahead log into the file and gives the directory free.</summary>
    public void Dispose()
    {
        check?.Dispose();
        readers.Dispose();
        writer.Dispose();
        owner?.Dispose();
    }
}
