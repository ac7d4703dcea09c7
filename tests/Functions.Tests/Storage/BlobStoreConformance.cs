using System.Text;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Storage;

/// <summary>What every blob store does. Each provider derives one class.</summary>
public abstract class BlobStoreConformance
{
    private readonly string container = "c" + Guid.NewGuid().ToString("N");

    protected abstract IBlobStore Blobs { get; }

    [ConformanceFact]
    public async Task A_blob_that_was_never_written_is_absent_everywhere()
    {
        Assert.Null(await Blobs.OpenAsync(container, "nobody", default));
        Assert.False(await Blobs.DeleteAsync(container, "nobody", default));
        Assert.Empty(await Names(""));
    }

    [ConformanceFact]
    public async Task The_first_put_of_a_name_stays()
    {
        Assert.True(await Put("a/b.txt", "first"));
        Assert.False(await Put("a/b.txt", "second"));
        Assert.Equal("first", await Text("a/b.txt"));
        Assert.True(await Blobs.DeleteAsync(container, "a/b.txt", default));
        Assert.Null(await Blobs.OpenAsync(container, "a/b.txt", default));
        Assert.True(await Put("a/b.txt", "third"));
    }

    [ConformanceFact]
    public async Task Of_many_puts_of_one_name_one_wins_whole()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(n => Task.Run(() => Put("name", new string((char)('a' + n), 5000)))));
        var winner = Assert.Single(results.Select((won, index) => (won, index)), r => r.won);
        Assert.Equal(new string((char)('a' + winner.index), 5000), await Text("name"));
    }

    [ConformanceFact]
    public async Task Large_and_empty_blobs_come_back_byte_for_byte()
    {
        var bytes = new byte[9_000_001];
        new Random(7).NextBytes(bytes);
        Assert.True(await Blobs.PutIfAbsentAsync(container, "large", new MemoryStream(bytes), default));
        Assert.True(await Blobs.PutIfAbsentAsync(container, "unseekable", new OneWayStream(bytes), default));
        Assert.True(await Blobs.PutIfAbsentAsync(container, "empty", new MemoryStream(), default));
        Assert.Equal(bytes, await Bytes("large"));
        Assert.Equal(bytes, await Bytes("unseekable"));
        Assert.Empty(await Bytes("empty"));
        Assert.False(await Blobs.PutIfAbsentAsync(container, "large", new MemoryStream(bytes), default));
    }

    [ConformanceFact]
    public async Task An_append_needs_the_exact_length()
    {
        Assert.Null(await Append("log", 5, "x"));
        Assert.Equal(5, await Append("log", 0, "first"));
        Assert.Null(await Append("log", 0, "again"));
        Assert.Null(await Append("log", 4, "x"));
        Assert.Equal(12, await Append("log", 5, " second"));
        Assert.Equal("first second", await Text("log"));
        Assert.Equal([("log", 12L)], await Names(""));
    }

    [ConformanceFact]
    public async Task Of_twenty_appends_at_one_length_one_wins_also_when_the_blob_is_new()
    {
        foreach (var length in new long[] { 0, 2 })
        {
            var results = await Task.WhenAll(Enumerable.Range(10, 20).Select(n => Task.Run(() => Append("race", length, n.ToString()))));
            Assert.Equal(length + 2, Assert.Single(results, r => r is not null));
        }

        Assert.Equal(4, (await Text("race")).Length);
    }

    [ConformanceFact]
    public async Task A_blob_put_whole_takes_no_appends()
    {
        await Put("whole", "text");
        await Assert.ThrowsAsync<StorageLimitException>(() => Append("whole", 4, "more"));
    }

    [ConformanceFact]
    public async Task Names_are_listed_by_prefix_in_ordinal_order()
    {
        foreach (var name in new[] { "b/2", "b/10", "a", "b!", "Б/ё", "b/😀 %41", "c" })
        {
            await Put(name, name);
        }

        Assert.Equal(["b/10", "b/2", "b/😀 %41"], (await Names("b/")).Select(b => b.Name));
        Assert.Equal(["a", "b!", "b/10", "b/2", "b/😀 %41", "c", "Б/ё"], (await Names("")).Select(b => b.Name));
        Assert.Equal("b/😀 %41", await Text("b/😀 %41"));
        Assert.Equal(3, (await Names("b/2"))[0].Length);
    }

    [ConformanceFact]
    public async Task Names_and_sizes_outside_the_limits_are_refused()
    {
        foreach (var name in new[] { "", "a//b", "a/../b", "a.", "a/", "/a", "a\\b", "a\nb", new string('n', 1025) })
        {
            await Assert.ThrowsAsync<StorageLimitException>(() => Put(name, "x"));
        }

        await Assert.ThrowsAsync<StorageLimitException>(() => Blobs.OpenAsync("No_Container", "x", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Append("log", 0, ""));
        await Assert.ThrowsAsync<StorageLimitException>(() =>
            Blobs.AppendAsync(container, "log", 0, new byte[StorageLimits.MaxAppendBytes + 1], default));
        Assert.Equal(StorageLimits.MaxAppendBytes,
            await Blobs.AppendAsync(container, "log", 0, new byte[StorageLimits.MaxAppendBytes], default));
    }

    private Task<bool> Put(string name, string text)
        => Blobs.PutIfAbsentAsync(container, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

    private Task<long?> Append(string name, long expected, string text)
        => Blobs.AppendAsync(container, name, expected, Encoding.UTF8.GetBytes(text), default);

    private async Task<byte[]> Bytes(string name)
    {
        await using var stream = await Blobs.OpenAsync(container, name, default);
        Assert.NotNull(stream);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<string> Text(string name) => Encoding.UTF8.GetString(await Bytes(name));

    private async Task<List<(string Name, long Length)>> Names(string prefix)
    {
        var names = new List<(string, long)>();
        await foreach (var blob in Blobs.ListAsync(container, prefix, default))
        {
            names.Add((blob.Name, blob.Length));
        }

        return names;
    }

    /// <summary>Gives its bytes in odd portions and cannot seek, as a download does.</summary>
    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7919)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => new(Read(buffer.Span));
    }
}
