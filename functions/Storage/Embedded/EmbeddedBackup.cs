using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Copies of the embedded store: made while it is in use, checked, and put back.</summary>
public static class EmbeddedBackup
{
    /// <summary>
    /// Writes a consistent copy of a directory's store to a new file, whether or not a process owns the directory. The file appears under
    /// its name only when it is complete and on disk. Refuses to overwrite.
    /// </summary>
    public static void Create(string directory, string destination)
    {
        var path = Path.Combine(directory, SqliteFile.Name);
        if (!File.Exists(path))
        {
            throw new StorageUnavailableException($"There is no store in '{directory}' ({SqliteFile.Name} is missing).");
        }

        using var statements = SqliteFile.OpenReader(path);
        try
        {
            Copy(statements, destination);
        }
        catch (SqliteException error)
        {
            throw new StorageUnavailableException($"The store in '{directory}' could not be copied: {error.Message}", error);
        }
    }

    /// <summary>Reads a backup through: structure, schema version, counts.</summary>
    public static BackupCheck Check(string file)
    {
        if (!File.Exists(file))
        {
            throw new StorageUnavailableException($"There is no file '{file}'.");
        }

        using var statements = SqliteFile.OpenReader(file);
        try
        {
            using (var reader = statements.Read("PRAGMA integrity_check(1)"))
            {
                if (!reader.Read() || reader.GetString(0) is not "ok")
                {
                    throw new StorageUnavailableException($"The file '{file}' is damaged: {reader.GetString(0)}. Use an older backup.");
                }
            }

            var version = EmbeddedSchema.VersionOf(statements);
            EmbeddedSchema.RefuseNewer(version, file);
            return version == 0
                ? throw new StorageUnavailableException($"The file '{file}' is a database, but not a store of this program.")
                : new BackupCheck(
                    version,
                    statements.Number("SELECT count(*) FROM records") ?? 0,
                    statements.Number("SELECT count(*) FROM blobs WHERE name IS NOT NULL") ?? 0,
                    statements.Number("SELECT count(*) FROM messages") ?? 0);
        }
        catch (SqliteException error)
        {
            throw new StorageUnavailableException($"The file '{file}' is not a readable store: {error.Message}. Use another backup.",
                error);
        }
    }

    /// <summary>Puts a checked backup into a directory that has no store. Move a store that is there away first; it is never
    /// overwritten.</summary>
    public static BackupCheck Restore(string file, string directory)
    {
        var check = Check(file);
        PrivateFile.CreateDirectory(directory);
        using var owner = DirectoryLock.Take(directory);
        var target = Path.Combine(directory, SqliteFile.Name);
        RefuseStoreAt(target, directory);
        var partial = target + ".partial";
        File.Copy(file, partial, overwrite: true);
        PrivateFile.Protect(partial);
        Flush(partial);
        File.Move(partial, target, overwrite: true); // Over the empty file that the lock made.
        return check;
    }

    private static void RefuseStoreAt(string target, string directory)
    {
        if ((File.Exists(target) && new FileInfo(target).Length > 0) || File.Exists(target + "-wal"))
        {
            throw new StorageUnavailableException(
                $"The directory '{directory}' has a store already. Move its {SqliteFile.Name}* files away, then restore.");
        }
    }

    /// <summary>Copies the store as one connection sees it.</summary>
    internal static bool Copy(Statements statements, string destination)
    {
        if (File.Exists(destination))
        {
            throw new StorageUnavailableException($"The file '{destination}' exists. Backups are not overwritten; name another file.");
        }

        var partial = destination + ".partial";
        File.Delete(partial);
        try
        {
            // SQLite counts the new file as a write of this connection.
            statements.Run("PRAGMA query_only=0");
            using (PrivateFile.Open(partial, FileShare.ReadWrite))
            {
                // SQLite writes into the empty file, which nobody else may read.
            }

            statements.Run("VACUUM INTO $1", partial);
        }
        finally
        {
            statements.Run("PRAGMA query_only=1");
        }

        Flush(partial);
        File.Move(partial, destination);
        return true;
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="SchemaVersion">Schema version of the store.</param>
/// <param name="Records">Records in all tables.</param>
/// <param name="Blobs">Blobs in all containers.</param>
/// <param name="Messages">Messages in all queues, leased and dead ones included.</param>
public sealed record BackupCheck(long SchemaVersion, long Records, long Blobs, long Messages);
