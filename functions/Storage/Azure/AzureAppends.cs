using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Appends that hold only at an exact length, by the service's own condition on the append position.</summary>
internal sealed class AzureAppends(StorageAccount account)
{
    public Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
        => AzureCall.RunAsync($"Appending in container {container}", async () =>
        {
            var blob = account.Blobs.GetBlobContainerClient(container).GetAppendBlobClient(name);
            try
            {
                if (expectedLength == 0)
                {
                    // Of several makers one makes it, and then all append at 0, where one wins.
                    await AzureBlobPuts.MakingContainerAsync(account, container,
                        () => blob.CreateIfNotExistsAsync(new AppendBlobCreateOptions(), cancellation), cancellation).ConfigureAwait(false);
                }

                return await AppendAsync(blob, expectedLength, content, cancellation).ConfigureAwait(false);
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlobType)
            {
                throw new StorageLimitException($"Blob '{name}' was put whole and takes no appends. Append to another name.", error);
            }
            catch (RequestFailedException error) when (error.ErrorCode == "BlockCountExceedsLimit")
            {
                throw StorageLimits.TooManyAppends(name);
            }
        }, cancellation);

    private static async Task<long?> AppendAsync(AppendBlobClient blob, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        using var tries = new TryCount();
        try
        {
            var options = new AppendBlobAppendBlockOptions
            {
                Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = expectedLength },
            };
            await blob.AppendBlockAsync(BinaryData.FromBytes(content).ToStream(), options, cancellation).ConfigureAwait(false);
            return expectedLength + content.Length;
        }
        catch (RequestFailedException error) when (error.Status is 404 or 412)
        {
            return error.Status == 412 && tries.WasRepeated
                && await StandsAsync(blob, expectedLength, content, cancellation).ConfigureAwait(false)
                ? expectedLength + content.Length : null;
        }
    }

    /// <summary>Whether these very bytes stand at the position: then a try whose answer was lost wrote them.</summary>
    private static async Task<bool> StandsAsync(AppendBlobClient blob, long position, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(position, content.Length) };
            var found = await blob.DownloadContentAsync(options, cancellation).ConfigureAwait(false);
            return found.Value.Content.ToMemory().Span.SequenceEqual(content.Span);
        }
        catch (RequestFailedException error) when (error.Status is 404 or 416)
        {
            return false;
        }
    }
}
