using System.Globalization;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Exclusive ownership of a data directory: one process writes it. The operating system releases it when the process
/// dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string LockName = "compliance.lock";

    /// <summary>The owner's process id, beside the lock because a locked file cannot be read.</summary>
    private const string OwnerName = "compliance.pid";

    private readonly FileStream file;
    private readonly FileStream? database;

    private DirectoryLock(FileStream file, FileStream? database) => (this.file, this.database) = (file, database);

    /// <summary>Takes the directory, or throws with the owner's process id.</summary>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, LockName);
        try
        {
            var file = PrivateFile.Open(path, FileShare.None);
            try
            {
                var database = DatabaseOf(directory);
                File.WriteAllText(Path.Combine(directory, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
                return new DirectoryLock(file, database);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new StorageUnavailableException(
                $"The data directory '{directory}' is in use by another process{Owner(directory)}. Stop that process, or name another "
                    + $"directory.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StorageUnavailableException($"The data directory '{directory}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Gives the directory free. The database's connections must be closed before.</summary>
    public void Dispose()
    {
        database?.Dispose();
        file.Dispose();
    }

    /// <summary>
    /// The database itself, locked as well: whoever removes the lock file does not get in. The lock is another one than SQLite's own
    /// (flock, not byte ranges); where the system knows only one kind, an open file cannot be removed in the first place. Null while
    /// there is no database.
    /// </summary>
    private static FileStream? DatabaseOf(string directory)
        => OperatingSystem.IsWindows() ? null : PrivateFile.Open(Path.Combine(directory, SqliteFile.Name), FileShare.None);

    private static string Owner(string directory)
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(directory, OwnerName)), NumberStyles.None, CultureInfo.InvariantCulture,
                out var id) ? $" ({id})" : "";
        }
        catch (IOException)
        {
            // The owner's id only makes the message better; the owner may be writing it now.
            return "";
        }
    }
}
