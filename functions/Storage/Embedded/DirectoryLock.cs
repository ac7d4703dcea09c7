using System.Globalization;
using System.Text;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Exclusive ownership of a data directory: one process writes it. The operating system releases it when the process dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string FileName = "compliance.lock";

    private readonly FileStream file;

    private DirectoryLock(FileStream file) => this.file = file;

    /// <summary>Takes the directory, or throws with the owner's process id.</summary>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new StorageUnavailableException(
                $"The data directory '{directory}' is in use by another process{Owner(path)}. Stop that process, or name another directory.", error);
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new DirectoryLock(file);
    }

    /// <summary>Gives the directory free.</summary>
    public void Dispose() => file.Dispose();

    private static string Owner(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? $" ({id})" : "";
        }
        catch (IOException)
        {
            // The owner's id only makes the message better; some systems do not let others read a locked file.
            return "";
        }
    }
}
