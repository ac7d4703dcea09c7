using System.Globalization;
using Azure;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Reads a blob through its end although connections break: what is left is asked for by range, under the condition that it is still the
/// blob that was opened. A blob that was replaced or deleted meanwhile, and a service that stays away, end the reading with an error; never
/// with fewer bytes.
/// </summary>
internal sealed class ResumingBlobStream(StorageClient client, string path, string etag, long length, Stream first) : Stream
{
    /// <summary>Connections that may break one after another without a byte between them.</summary>
    private const int MaxBreaks = 4;

    private Stream current = first;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException("A blob is read from its beginning to its end.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var breaks = 0; ; breaks++)
        {
            try
            {
                var read = buffer.IsEmpty || position == length
                    ? 0 : await current.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                position += read;
                if (read > 0 || buffer.IsEmpty || position == length)
                {
                    return read;
                }
            }
            catch (Exception error) when (IsBreak(error) && !cancellationToken.IsCancellationRequested && breaks < MaxBreaks)
            {
                // Asked for again below.
            }

            if (breaks >= MaxBreaks)
            {
                throw new StorageUnavailableException($"A blob's connection broke {breaks + 1} times at byte {position} of {length}.");
            }

            await ResumeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
        => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin)
        => throw new NotSupportedException("A blob is read from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("A blob is read here, not written.");

    public override void Write(byte[] buffer, int offset, int count)
        => throw new NotSupportedException("A blob is read here, not written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            current.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ResumeAsync(CancellationToken cancellation)
    {
        await current.DisposeAsync().ConfigureAwait(false);
        using var message = client.Request(RequestMethod.Get, path);
        message.BufferResponse = false;
        message.Request.Headers.SetValue("x-ms-range", string.Create(CultureInfo.InvariantCulture, $"bytes={position}-"));
        message.Request.Headers.SetValue("If-Match", etag);
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        current = response.Status == 206 && message.ExtractResponseContent() is { } rest ? rest
            : throw new StorageUnavailableException(
                $"A blob could not be read on from byte {position} of {length}: {response.Status} {StorageClient.ErrorCode(response)}.");
    }

    private static bool IsBreak(Exception error)
        => error is IOException or HttpRequestException or OperationCanceledException or RequestFailedException
        && error is not StorageUnavailableException;
}
