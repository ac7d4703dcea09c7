using System.Buffers.Binary;
using System.IO.Compression;

namespace Compliance.Lists.Reading;

/// <summary>
/// Expands gzip and insists on its end: a stream that was cut off between two blocks expands to half a file without any error, which only the length at its
/// end shows. Asynchronous reads stay asynchronous. One member; nothing that publishers or web servers send has more.
/// </summary>
public sealed class WholeGzipStream : Stream
{
    private readonly TailStream _compressed;
    private readonly GZipStream _expanded;
    private long _count;

    /// <summary>Expands a compressed stream, which is closed together with this one.</summary>
    public WholeGzipStream(Stream compressed) => _expanded = new GZipStream(_compressed = new TailStream(compressed), CompressionMode.Decompress);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Compressed bytes read so far.</summary>
    public long CompressedBytes => _compressed.Count;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer) => Counted(_expanded.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await _expanded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _expanded.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int read, int asked)
    {
        _count += read;
        return read > 0 || asked == 0 || _compressed.Count == 0 || _compressed.StatedLength == (_count & uint.MaxValue)
            ? read
            : throw new InvalidDataException($"the compressed data ends after {_compressed.Count} bytes, before its own end");
    }

    /// <summary>Remembers the last four bytes, in which gzip states the expanded length modulo 2^32.</summary>
    private sealed class TailStream(Stream inner) : Stream
    {
        private readonly byte[] _tail = new byte[sizeof(uint)];

        public long Count { get; private set; }

        public long StatedLength => BinaryPrimitives.ReadUInt32LittleEndian(_tail);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => Remembered(buffer[..inner.Read(buffer)]);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Remembered(buffer.Span[..read]);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Remembered(ReadOnlySpan<byte> read)
        {
            Count += read.Length;
            var kept = Math.Max(0, _tail.Length - read.Length);
            _tail.AsSpan(_tail.Length - kept).CopyTo(_tail);
            read[Math.Max(0, read.Length - _tail.Length)..].CopyTo(_tail.AsSpan(kept));
            return read.Length;
        }
    }
}
