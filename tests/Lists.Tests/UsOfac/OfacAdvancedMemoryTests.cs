using System.Text;
using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests.UsOfac;

/// <summary>Tests that measure the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneDefinition
{
    public const string Name = "alone";
}

/// <summary>The ADVANCED file is 120 MB: it is read as a stream, never as a document.</summary>
[Collection(AloneDefinition.Name)]
public sealed class OfacAdvancedMemoryTests
{
    private const int RepeatedMegabytes = 24;

    [Fact]
    public void Memory_grows_with_the_parties_and_not_with_the_file()
    {
        var text = FixtureFiles.Text("us-ofac/advanced/2026-01-05/SDN_ADVANCED.XML");
        var cut = text.IndexOf("  </SanctionsEntries>", StringComparison.Ordinal);
        var entry = Encoding.UTF8.GetBytes(
            $"    <SanctionsEntry ID=\"8\" ProfileID=\"7\" ListID=\"1550\"><EntryEvent "
                + $"ID=\"1\"><Comment>{new string('x', 900)}</Comment></EntryEvent></SanctionsEntry>\n");
        var repeats = RepeatedMegabytes * 1024 * 1024 / entry.Length;
        var watch = new PeakStream(Encoding.UTF8.GetBytes(text[..cut]), entry, repeats, Encoding.UTF8.GetBytes(text[cut..]));
        var opened = 0;
        var reading = FixtureFiles.Read(
            new ListFile("SDN_ADVANCED.XML", () => opened++ == 0 ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : watch));
        Assert.Equal(4, Assert.Single(reading.Snapshots).Parties.Length);
        Assert.True(watch.Length > RepeatedMegabytes * 1_000_000L);
        Assert.True(watch.Growth < 12_000_000, $"live memory grew by {watch.Growth:N0} bytes while {watch.Length:N0} bytes were read");
    }

    /// <summary>A long file made of a head, a repeated piece and a tail; it measures live memory as it is read.</summary>
    private sealed class PeakStream(byte[] head, byte[] piece, int repeats, byte[] tail) : Stream
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _position;

        public long Growth { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => head.Length + ((long)piece.Length * repeats) + tail.Length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var middle = (long)piece.Length * repeats;
            var (source, start) = _position < head.Length ? (head, (int)_position)
                : _position < head.Length + middle ? (piece, (int)((_position - head.Length) % piece.Length))
                : (tail, (int)(_position - head.Length - middle));
            var copied = Math.Min(count, source.Length - start);
            source.AsSpan(start, copied).CopyTo(buffer.AsSpan(offset));
            if (_position / 4_000_000 != (_position + copied) / 4_000_000)
            {
                Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }

            _position += copied;
            return copied;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
