namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// A blob being read. Beneath it the SDK goes on by range where a connection breaks, under the condition that it is still the blob that was
/// opened. A blob that was replaced meanwhile, a service that stays away and an end before the length end the reading with an error; never
/// with fewer bytes.
/// </summary>
internal sealed class AzureBlobStream(Stream content, long length) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => position; set => throw OneWay(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (AzureCall.IsUnavailable(error) && !cancellationToken.IsCancellationRequested)
        {
            throw AzureCall.Unavailable($"Reading a blob on from byte {position} of {length}", error);
        }

        position += read;
        return read > 0 || buffer.IsEmpty || position == length ? read
            : throw new StorageUnavailableException($"A blob's answer ended at byte {position} of {length}.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw OneWay();

    public override void SetLength(long value) => throw OneWay();

    public override void Write(byte[] buffer, int offset, int count) => throw OneWay();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static NotSupportedException OneWay() => new("A blob is read here, from its beginning to its end.");
}
