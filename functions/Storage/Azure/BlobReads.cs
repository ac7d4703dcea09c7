using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Properties of blobs.</summary>
internal static class BlobReads
{
    /// <summary>Metadata that names the put which made a blob, by which a repeated request recognises its own effect.</summary>
    public const string PutHeader = "x-ms-meta-put";

    /// <summary>A blob's length; null where it does not exist.</summary>
    public static async Task<long?> LengthAsync(StorageClient client, string path, CancellationToken cancellation)
    {
        var headers = await HeadersAsync(client, path, cancellation).ConfigureAwait(false);
        return headers is { } found ? found.ContentLengthLong ?? 0 : null;
    }

    /// <summary>Whether a put made the blob that is there.</summary>
    public static async Task<bool> WasPutByAsync(StorageClient client, string path, string put, CancellationToken cancellation)
    {
        var headers = await HeadersAsync(client, path, cancellation).ConfigureAwait(false);
        return headers is { } found && found.TryGetValue(PutHeader, out var by) && by == put;
    }

    private static async Task<ResponseHeaders?> HeadersAsync(StorageClient client, string path, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Head, path);
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => response.Headers,
            404 => null,
            _ => throw StorageClient.Unexpected(response, "Looking at a blob"),
        };
    }
}
