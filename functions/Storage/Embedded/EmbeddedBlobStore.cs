using System.Runtime.CompilerServices;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Blobs in the embedded store, in pieces of at most <see cref="ChunkBytes"/>. A new blob gathers without a name and gets it in its last
/// write, so a name never shows half a blob; what a crash leaves without a name is removed at the next start.
/// </summary>
internal sealed class EmbeddedBlobStore(IStoreWriter writer, ReaderPool readers) : IBlobStore
{
    private const int ChunkBytes = 512 * 1024;

    public async Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        ArgumentNullException.ThrowIfNull(content);
        var key = OrdinalKey.Encode(name);
        if (readers.Read(statements => BlobChanges.Find(statements, container, key)) is not null)
        {
            return false;
        }

        var chunk = new byte[ChunkBytes];
        var filled = await content.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (filled < ChunkBytes)
        {
            return await writer.ApplyAsync(session => BlobChanges.PutWhole(session.Statements, container, key, chunk[..filled]),
                cancellation).ConfigureAwait(false);
        }

        var blob = await writer.ApplyAsync(session => BlobChanges.Begin(session.Statements, container), cancellation).ConfigureAwait(false);
        var named = false;
        try
        {
            long length = 0;
            while (filled > 0)
            {
                var start = length;
                var bytes = filled == ChunkBytes ? chunk : chunk[..filled];
                await writer.ApplyAsync(session => BlobChanges.AddChunk(session.Statements, blob, start, bytes), cancellation)
                    .ConfigureAwait(false);
                length += filled;
                filled = await content.ReadAtLeastAsync(chunk, ChunkBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            }

            named = await writer.ApplyAsync(session => BlobChanges.GiveName(session.Statements, blob, container, key, length), cancellation)
                .ConfigureAwait(false);
            return named;
        }
        finally
        {
            if (!named)
            {
                await writer.ApplyAsync(session => BlobChanges.RemoveNameless(session.Statements, blob), CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
    }

    public Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        cancellation.ThrowIfCancellationRequested();
        var found = readers.Read(statements => BlobChanges.Find(statements, container, OrdinalKey.Encode(name)));
        return Task.FromResult<Stream?>(found is { } blob ? new EmbeddedBlobStream(readers, blob.Id, blob.Length) : null);
    }

    public Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        StorageLimits.CheckAppend(container, name, expectedLength, content.Length);
        var key = OrdinalKey.Encode(name);
        var bytes = content.ToArray();
        return writer.ApplyAsync(session => BlobChanges.Append(session.Statements, container, name, key, expectedLength, bytes),
            cancellation);
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(string container, string prefix, [EnumeratorCancellation]
        CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        ArgumentNullException.ThrowIfNull(prefix);
        var start = OrdinalKey.Encode(prefix);
        var after = Array.Empty<byte>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = after;
            var page = await Task.FromResult(readers.Read(statements => BlobChanges.List(statements, container, start, from)))
                .ConfigureAwait(false);
            foreach (var (key, length) in page)
            {
                yield return new BlobInfo(OrdinalKey.Decode(key), length);
                after = key;
            }

            if (page.Count < BlobChanges.ListPage)
            {
                yield break;
            }
        }
    }

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        var key = OrdinalKey.Encode(name);
        return writer.ApplyAsync(session => BlobChanges.Delete(session.Statements, container, key), cancellation);
    }
}
