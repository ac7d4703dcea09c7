namespace Compliance.Functions.Storage.Embedded;

/// <summary>Reads a blob piece by piece as it was when opened. It holds no connection between reads; where the blob is deleted meanwhile,
/// reading fails.</summary>
internal sealed class EmbeddedBlobStream(ReaderPool readers, long blob, long length) : Stream
{
    private byte[] chunk = [];
    private long chunkStart;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        if (position < chunkStart || position >= chunkStart + chunk.Length)
        {
            (chunkStart, chunk) = readers.Read(Load);
        }

        var offset = (int)(position - chunkStart);
        var count = (int)Math.Min(Math.Min(buffer.Length, chunk.Length - offset), length - position);
        chunk.AsSpan(offset, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Begin, Current or End."),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A blob is read here, not written.");

    public override void Write(byte[] buffer, int offset, int count)
        => throw new NotSupportedException("A blob is read here, not written.");

    private (long Start, byte[] Bytes) Load(Statements statements)
    {
        using var reader =
            statements.Read("SELECT start, bytes FROM blob_chunks WHERE blob = $1 AND start <= $2 ORDER BY start DESC LIMIT 1", blob,
            position);
        if (reader.Read() && reader.GetInt64(0) is var start && reader.GetFieldValue<byte[]>(1) is var bytes
            && position < start + bytes.Length)
        {
            return (start, bytes);
        }

        throw new IOException($"The blob was deleted while it was read, at byte {position} of {length}. Open it again.");
    }
}
