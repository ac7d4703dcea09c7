using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Blobs in Azure Storage. A container is made when first written to.</summary>
internal sealed class AzureBlobStore(StorageClient client) : IBlobStore
{
    /// <summary>Bytes sent at a time; a smaller blob is one request.</summary>
    private const int BlockBytes = 4 * 1024 * 1024;

    private readonly AzureAppends appends = new(client);

    public async Task<bool> PutIfAbsentAsync(string container, string name, Stream content, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        ArgumentNullException.ThrowIfNull(content);
        var path = BlobPath.Of(container, name);
        if (await BlobReads.LengthAsync(client, path, cancellation).ConfigureAwait(false) is not null)
        {
            return false;
        }

        var block = new byte[BlockBytes];
        var filled = await content.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var put = Guid.NewGuid().ToString("N");
        if (filled < BlockBytes)
        {
            return await FinishAsync(container, path, put, "", block.AsMemory(0, filled), cancellation).ConfigureAwait(false);
        }

        // Block ids of one put are its own, so that puts racing for a name never mix their blocks.
        var blocks = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        for (var number = 0; filled > 0; number++)
        {
            var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{put}{number:D6}")));
            if (!await StageAsync(container, path, id, block.AsMemory(0, filled), cancellation).ConfigureAwait(false))
            {
                return false;
            }

            blocks.Append("<Latest>").Append(id).Append("</Latest>");
            filled = await content.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        }

        var list = Encoding.UTF8.GetBytes(blocks.Append("</BlockList>").ToString());
        return await FinishAsync(container, path, put, "?comp=blocklist", list, cancellation).ConfigureAwait(false);
    }

    public async Task<Stream?> OpenAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        var path = BlobPath.Of(container, name);
        using var message = client.Request(RequestMethod.Get, path);
        message.BufferResponse = false;
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => new ResumingBlobStream(client, path, response.Headers.ETag?.ToString("H") ?? "*", response.Headers.ContentLengthLong
                ?? 0, message.ExtractResponseContent()!),
            404 => null,
            _ => throw StorageClient.Unexpected(response, $"Reading from container {container}"),
        };
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
        var marker = "";
        do
        {
            var page = await PageAsync(container, prefix, marker, cancellation).ConfigureAwait(false);
            foreach (var blob in page?.Descendants("Blob") ?? [])
            {
                yield return new BlobInfo(
                    NameOf(blob.Element("Name")!),
                    long.Parse(blob.Element("Properties")!.Element("Content-Length")!.Value, NumberStyles.None,
                        CultureInfo.InvariantCulture));
            }

            marker = page?.Root!.Element("NextMarker")?.Value ?? "";
        }
        while (marker.Length > 0);
    }

    public async Task<bool> DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        using var message = client.Request(RequestMethod.Delete, BlobPath.Of(container, name));
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            202 => true,
            // Gone at a repeated try: this call's first try removed it.
            404 => RequestStampPolicy.WasRepeated(message) && StorageClient.ErrorCode(response) == "BlobNotFound",
            _ => throw StorageClient.Unexpected(response, $"Deleting from container {container}"),
        };
    }

    /// <summary>Stages one block; false where an append blob has the name.</summary>
    private async Task<bool> StageAsync(string container, string path, string id, ReadOnlyMemory<byte> block,
        CancellationToken cancellation)
    {
        var (response, _) = await BlobContainers.SendAsync(
            client,
            container,
            () =>
            {
                var message = client.Request(RequestMethod.Put, $"{path}?comp=block&blockid={Uri.EscapeDataString(id)}");
                message.Request.Content = RequestContent.Create(block);
                return message;
            },
            cancellation).ConfigureAwait(false);
        return response.Status == 201
            || (response.Status == 409 && StorageClient.ErrorCode(response) == "InvalidBlobType" ? false
            : throw StorageClient.Unexpected(response, $"Writing to container {container}"));
    }

    private async Task<bool> FinishAsync(string container, string path, string put, string query, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        var (response, repeated) = await BlobContainers.SendAsync(
            client,
            container,
            () =>
            {
                var message = client.Request(RequestMethod.Put, path + query);
                message.Request.Headers.SetValue("If-None-Match", "*");
                message.Request.Headers.SetValue(BlobReads.PutHeader, put);
                if (query.Length == 0)
                {
                    message.Request.Headers.SetValue("x-ms-blob-type", "BlockBlob");
                }

                message.Request.Content = RequestContent.Create(content);
                return message;
            },
            cancellation).ConfigureAwait(false);
        if (response.Status == 201)
        {
            return true;
        }

        // A racing put that finished first discards the blocks staged here, which is then reported as an invalid list.
        var lost = response.Status is 409 or 412 || (response.Status == 400 && StorageClient.ErrorCode(response) == "InvalidBlockList");
        return !lost ? throw StorageClient.Unexpected(response, $"Writing to container {container}")
            : repeated && await BlobReads.WasPutByAsync(client, path, put, cancellation).ConfigureAwait(false);
    }

    private async Task<XDocument?> PageAsync(string container, string prefix, string marker, CancellationToken cancellation)
    {
        using var message = client.Request(
            RequestMethod.Get,
            $"/{container}?restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}&marker={Uri.EscapeDataString(marker)}");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => XDocument.Load(response.Content.ToStream()),
            404 => null,
            _ => throw StorageClient.Unexpected(response, $"Listing container {container}"),
        };
    }

    private static string NameOf(XElement name) =>
        (string?)name.Attribute("Encoded") == "true" ? Uri.UnescapeDataString(name.Value) : name.Value;
}
