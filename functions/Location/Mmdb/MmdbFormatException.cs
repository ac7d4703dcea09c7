namespace Compliance.Functions.Location.Mmdb;

/// <summary>A file is not a MaxMind DB, or is corrupt; nothing of it is used.</summary>
public sealed class MmdbFormatException : Exception
{
    public MmdbFormatException()
    {
    }

    public MmdbFormatException(string message)
        : base(message)
    {
    }

    public MmdbFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
