using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Blobs in Azure Storage. A container is made when first written to.</summary>
internal sealed class AzureBlobStore(StorageAccount account) : IBlobStore
{
    private readonly AzureBlobPuts puts = new(account);
    private readonly AzureAppends appends = new(account);

    public Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        ArgumentNullException.ThrowIfNull(content);
        return puts.PutIfAbsentAsync(container, name, content, cancellation);
    }

    public Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        return AzureCall.RunAsync<Stream?>($"Reading from container {container}", async () =>
        {
            try
            {
                var answer = await account.Blobs.GetBlobContainerClient(container).GetBlobClient(name)
                    .DownloadStreamingAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return new AzureBlobStream(answer.Value.Content, answer.Value.Details.ContentLength);
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                return null;
            }
        }, cancellation);
    }

    public Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        StorageLimits.CheckAppend(container, name, expectedLength, content.Length);
        return appends.AppendAsync(container, name, expectedLength, content, cancellation);
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(string container, string prefix, [EnumeratorCancellation]
        CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        ArgumentNullException.ThrowIfNull(prefix);
        await using var pages = account.Blobs.GetBlobContainerClient(container)
            .GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages().GetAsyncEnumerator(cancellation);
        while (await AzureCall.RunAsync($"Listing container {container}", () => NextAsync(pages), cancellation).ConfigureAwait(false)
            is { } page)
        {
            foreach (var blob in page.Values)
            {
                yield return new BlobInfo(blob.Name, blob.Properties.ContentLength ?? 0);
            }
        }
    }

    public Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        return AzureCall.RunAsync($"Deleting from container {container}", async () =>
        {
            using var tries = new TryCount();
            try
            {
                await account.Blobs.GetBlobContainerClient(container).GetBlobClient(name)
                    .DeleteAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (error.Status == 404)
            {
                // Gone at a repeated try: this call's first try removed it.
                return tries.WasRepeated && error.ErrorCode == BlobErrorCode.BlobNotFound;
            }
        }, cancellation);
    }

    private static async Task<Page<BlobItem>?> NextAsync(IAsyncEnumerator<Page<BlobItem>> pages)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false) ? pages.Current : null;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null; // No container: nothing was ever written.
        }
    }
}
