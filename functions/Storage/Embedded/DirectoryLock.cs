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

    private DirectoryLock(FileStream file) => this.file = file;

    /// <summary>Takes the directory, or throws with the owner's process id.</summary>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, LockName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(directory, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(file);
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

    /// <summary>Gives the directory free.</summary>
    public void Dispose() => file.Dispose();

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
