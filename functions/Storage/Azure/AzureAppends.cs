using System.Globalization;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Appends that hold only at an exact length, by the service's own condition on the append position.</summary>
internal sealed class AzureAppends(StorageClient client)
{
    public async Task<long?> AppendAsync(string container, string name, long expectedLength, ReadOnlyMemory<byte> content,
        CancellationToken cancellation)
    {
        var path = BlobPath.Of(container, name);
        if (expectedLength == 0)
        {
            await MakeAsync(container, path, name, cancellation).ConfigureAwait(false);
        }

        using var message = client.Request(RequestMethod.Put, $"{path}?comp=appendblock");
        message.Request.Headers.SetValue("x-ms-blob-condition-appendpos", expectedLength.ToString(CultureInfo.InvariantCulture));
        message.Request.Content = RequestContent.Create(content);
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        var length = expectedLength + content.Length;
        return (response.Status, StorageClient.ErrorCode(response)) switch
        {
            (201, _) => length,
            (404, _) => null,
            (412, _) => RequestStampPolicy.WasRepeated(message) && await StandsAsync(path, expectedLength, content, cancellation)
                .ConfigureAwait(false) ? length : null,
            (409, "InvalidBlobType") => throw PutWhole(name),
            (409, "BlockCountExceedsLimit") => throw StorageLimits.TooManyAppends(name),
            _ => throw StorageClient.Unexpected(response, $"Appending in container {container}"),
        };
    }

    /// <summary>Makes an empty append blob unless one is there: of several makers one makes it, and then all append at 0, where one
    /// wins.</summary>
    private async Task MakeAsync(string container, string path, string name, CancellationToken cancellation)
    {
        var (response, _) = await BlobContainers.SendAsync(
            client,
            container,
            () =>
            {
                var make = client.Request(RequestMethod.Put, path);
                make.Request.Headers.SetValue("x-ms-blob-type", "AppendBlob");
                make.Request.Headers.SetValue("If-None-Match", "*");
                return make;
            },
            cancellation).ConfigureAwait(false);
        if (response.Status is not (201 or 409 or 412))
        {
            throw StorageClient.ErrorCode(response) == "InvalidBlobType" ? PutWhole(name)
                : StorageClient.Unexpected(response, $"Appending in container {container}");
        }
    }

    /// <summary>Whether these very bytes stand at the position: then a try whose answer was lost wrote them.</summary>
    private async Task<bool> StandsAsync(string path, long position, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Get, path);
        message.Request.Headers.SetValue("x-ms-range",
            string.Create(CultureInfo.InvariantCulture, $"bytes={position}-{position + content.Length - 1}"));
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status == 206 && response.Content.ToMemory().Span.SequenceEqual(content.Span);
    }

    private static StorageLimitException PutWhole(string name)
        => new($"Blob '{name}' was put whole and takes no appends. Append to another name.");
}
