using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Puts whole blobs, in blocks that are staged here and not by the SDK's <c>UploadAsync</c>: that numbers blocks by their position, so that
/// two puts racing for a name would mix theirs. The put's id stands in the blob's metadata, by which a repeated request recognises its own
/// effect.
/// </summary>
internal sealed class AzureBlobPuts(StorageAccount account)
{
    /// <summary>Bytes sent at a time; a smaller blob is one request.</summary>
    private const int BlockBytes = 4 * 1024 * 1024;

    private const string PutKey = "put";

    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = ETag.All };

    public Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation)
        => AzureCall.RunAsync($"Writing to container {container}", async () =>
        {
            var blob = account.Blobs.GetBlobContainerClient(container).GetBlockBlobClient(name);
            return !await blob.ExistsAsync(cancellation).ConfigureAwait(false)
                && await PutAsync(blob, content, cancellation).ConfigureAwait(false);
        }, cancellation);

    /// <summary>Does a write; where its container is missing, makes it and does it again.</summary>
    public static Task<T> MakingContainerAsync<T>(StorageAccount account, string container, Func<Task<T>> write,
        CancellationToken cancellation) => AzureCall.MakingAsync(
            BlobErrorCode.ContainerNotFound.ToString(),
            () => account.Blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation),
            write);

    private async Task<bool> PutAsync(BlockBlobClient blob, Stream content, CancellationToken cancellation)
    {
        var put = Guid.NewGuid().ToString("N");
        var block = new byte[BlockBytes];
        var filled = await content.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (filled < BlockBytes)
        {
            var options = new BlobUploadOptions { Conditions = IfAbsent, Metadata = Named(put) };
            return await FinishAsync(blob, put, async () =>
            {
                using var small = new MemoryStream(block, 0, filled, writable: false);
                await blob.UploadAsync(small, options, cancellation).ConfigureAwait(false);
            }, cancellation).ConfigureAwait(false);
        }

        var ids = new List<string>();
        for (; filled > 0; filled = await content.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false))
        {
            ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{put}{ids.Count:D6}"))));
            if (!await StageAsync(blob, ids[^1], block, filled, cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }

        var commit = new CommitBlockListOptions { Conditions = IfAbsent, Metadata = Named(put) };
        return await FinishAsync(blob, put, () => blob.CommitBlockListAsync(ids, commit, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Stages one block; false where an append blob has the name.</summary>
    private Task<bool> StageAsync(BlockBlobClient blob, string id, byte[] block, int filled, CancellationToken cancellation)
        => MakingContainerAsync(account, blob.BlobContainerName, async () =>
        {
            using var content = new MemoryStream(block, 0, filled, writable: false);
            try
            {
                await blob.StageBlockAsync(id, content, cancellationToken: cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlobType)
            {
                return false;
            }
        }, cancellation);

    private Task<bool> FinishAsync(BlockBlobClient blob, string put, Func<Task> finish, CancellationToken cancellation)
        => MakingContainerAsync(account, blob.BlobContainerName, async () =>
        {
            using var tries = new TryCount();
            try
            {
                await finish().ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error)
                when (error.Status is 409 or 412 || error.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // A racing put that finished first discards the blocks staged here, which is then reported as an invalid list.
                return tries.WasRepeated && await WasPutByAsync(blob, put, cancellation).ConfigureAwait(false);
            }
        }, cancellation);

    private static async Task<bool> WasPutByAsync(BlockBlobClient blob, string put, CancellationToken cancellation)
    {
        try
        {
            var found = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
            return found.Value.Metadata.TryGetValue(PutKey, out var by) && by == put;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Named(string put) => new() { [PutKey] = put };
}
