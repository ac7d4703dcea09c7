namespace Compliance.Functions.Storage;

/// <summary>The store was opened to read only, and something was to be written. What is kept only to spare work goes on without.</summary>
public sealed class StoreReadOnlyException : StorageUnavailableException
{
    public StoreReadOnlyException()
        : base("The store was opened to read: nothing can be changed. Stop the service, or ask it.")
    {
    }

    public StoreReadOnlyException(string message)
        : base(message)
    {
    }

    public StoreReadOnlyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
