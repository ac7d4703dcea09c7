using System.Text;
using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests.Reading;

public sealed class WholeGzipStreamTests
{
    private static readonly byte[] Whole =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 10007},INVENTED PERSON {i},-0- \r\n")));

    [Fact]
    public async Task What_was_packed_comes_out_whole_at_once_and_asynchronously()
    {
        using var copy = new MemoryStream();
        using (var stream = new WholeGzipStream(new MemoryStream(FixtureFiles.Gzip(Whole))))
        {
            stream.CopyTo(copy);
            Assert.Equal(FixtureFiles.Gzip(Whole).Length, stream.CompressedBytes);
        }

        Assert.Equal(Whole, copy.ToArray());
        copy.SetLength(0);
        await using (var stream = new WholeGzipStream(new MemoryStream(FixtureFiles.Gzip(Whole))))
        {
            await stream.CopyToAsync(copy);
        }

        Assert.Equal(Whole, copy.ToArray());
    }

    [Fact]
    public void A_stream_cut_off_anywhere_is_an_error_Invariant()
    {
        var packed = FixtureFiles.Gzip(Whole);
        for (var length = 1; length < packed.Length; length += 1 + (packed.Length / 97))
        {
            using var stream = new WholeGzipStream(new MemoryStream(packed[..length]));
            Assert.ThrowsAny<InvalidDataException>(() => stream.CopyTo(Stream.Null));
        }
    }
}
