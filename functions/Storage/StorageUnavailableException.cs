namespace Compliance.Functions.Storage;

/// <summary>
/// The store could not do its work now: disk full, network down, throttled after all retries, access refused. Whether a commit that ended
/// so was applied is unknown; read it again or repeat it with its conditions.
/// </summary>
public class StorageUnavailableException : IOException
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
