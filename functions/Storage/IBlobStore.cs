namespace Compliance.Functions.Storage;

/// <summary>Named byte sequences in containers: list files by hash, index files, audit chains.</summary>
public interface IBlobStore
{
    /// <summary>Writes a blob unless one of that name exists; false where it exists. Durable when it returns.</summary>
    Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation);

    /// <summary>Opens a blob for reading; null where it does not exist.</summary>
    Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellation);

    /// <summary>Appends to an append blob if it is exactly <paramref name="expectedLength"/> bytes long (0 creates it); the new length, or
    /// null on a lost race. 1 byte to 4 MiB; at most 50,000 appends per blob.</summary>
    Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation);

    /// <summary>Lists names that begin with a prefix, in ordinal order.</summary>
    IAsyncEnumerable<BlobInfo> ListAsync(string container, string prefix, CancellationToken cancellation);

    /// <summary>Deletes a blob; false where it does not exist.</summary>
    Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation);
}

/// <summary>A blob's name and length in bytes.</summary>
public sealed record BlobInfo(string Name, long Length);
