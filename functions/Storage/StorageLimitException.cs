namespace Compliance.Functions.Storage;

/// <summary>A call that no provider would accept: a key, name, size or count outside the limits of the real service. A bug of the caller;
/// retrying does not help.</summary>
public sealed class StorageLimitException : ArgumentException
{
    public StorageLimitException()
    {
    }

    public StorageLimitException(string message)
        : base(message)
    {
    }

    public StorageLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
