using System.Buffers.Binary;
using System.IO.Compression;

namespace Compliance.Lists.Reading;

/// <summary>
/// Expands gzip and insists on its end: a stream that was cut off between two blocks expands to half a file without any error, which only
/// the length at its end shows. Asynchronous reads stay asynchronous. One member; nothing that publishers or web servers send has more.
/// </summary>
public sealed class WholeGzipStream : PassingStream
{
    private readonly TailStream _compressed;
    private long _count;

    /// <summary>Expands a compressed stream, which is closed together with this one.</summary>
    public WholeGzipStream(Stream compressed)
        : this(new TailStream(compressed))
    {
    }

    private WholeGzipStream(TailStream compressed)
        : base(new GZipStream(compressed, CompressionMode.Decompress)) => _compressed = compressed;

    /// <summary>Compressed bytes read so far.</summary>
    public long CompressedBytes => _compressed.Count;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer) => Counted(base.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private int Counted(int read, int asked)
    {
        _count += read;
        return read > 0 || asked == 0 || _compressed.Count == 0 || _compressed.StatedLength == (_count & uint.MaxValue)
            ? read
            : throw new InvalidDataException($"the compressed data ends after {_compressed.Count} bytes, before its own end");
    }

    /// <summary>Remembers the last four bytes, in which gzip states the expanded length modulo 2^32.</summary>
    private sealed class TailStream(Stream inner) : PassingStream(inner)
    {
        private readonly byte[] _tail = new byte[sizeof(uint)];

        public long Count { get; private set; }

        public long StatedLength => BinaryPrimitives.ReadUInt32LittleEndian(_tail);

        public override int Read(Span<byte> buffer) => Remembered(buffer[..base.Read(buffer)]);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Remembered(buffer.Span[..read]);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
