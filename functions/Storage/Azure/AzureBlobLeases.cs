using System.Globalization;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Time-limited exclusive rights by leases of empty blobs: of many instances one does what needs doing once. A lease ends by itself when
/// its holder dies. It orders work; it never guards data: a holder that stops for longer than its lease goes on beside the next one.
/// </summary>
internal sealed class AzureBlobLeases(StorageClient client, IBlobStore blobs)
{
    /// <summary>Longest lease the service gives.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Takes the right; null where another holds it.</summary>
    public async Task<BlobLease?> AcquireAsync(string container, string name, TimeSpan time, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        var seconds = (int)time.TotalSeconds;
        if (seconds is < 15 or > 60)
        {
            throw new StorageLimitException($"The lease is {time}; 15 to 60 seconds are allowed.");
        }

        // A proposed id makes the request repeatable: asked again with the same id, the service gives the same lease.
        var lease = new BlobLease(container, name, Guid.NewGuid().ToString());
        for (var made = false; ; made = true)
        {
            using var message = Request(lease, "acquire");
            message.Request.Headers.SetValue("x-ms-lease-duration", seconds.ToString(CultureInfo.InvariantCulture));
            message.Request.Headers.SetValue("x-ms-proposed-lease-id", lease.Id);
            var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
            switch (response.Status)
            {
                case 201:
                    return lease;
                case 409:
                    return null;
                case 404 when !made:
                    using (var nothing = new MemoryStream())
                    {
                        await blobs.PutIfAbsentAsync(container, name, nothing, cancellation).ConfigureAwait(false);
                    }

                    break;
                default:
                    throw StorageClient.Unexpected(response, $"Leasing in container {container}");
            }
        }
    }

    /// <summary>Holds on for the same time again; false where the lease was lost.</summary>
    public Task<bool> RenewAsync(BlobLease lease, CancellationToken cancellation) => ChangeAsync(lease, "renew", cancellation);

    /// <summary>Gives the right free; false where it was lost before.</summary>
    public Task<bool> ReleaseAsync(BlobLease lease, CancellationToken cancellation) => ChangeAsync(lease, "release", cancellation);

    private async Task<bool> ChangeAsync(BlobLease lease, string action, CancellationToken cancellation)
    {
        using var message = Request(lease, action);
        message.Request.Headers.SetValue("x-ms-lease-id", lease.Id);
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => true,
            404 or 409 or 412 => false,
            _ => throw StorageClient.Unexpected(response, $"Changing a lease in container {lease.Container}"),
        };
    }

    private HttpMessage Request(BlobLease lease, string action)
    {
        var message = client.Request(RequestMethod.Put, $"{BlobPath.Of(lease.Container, lease.Name)}?comp=lease");
        message.Request.Headers.SetValue("x-ms-lease-action", action);
        message.Request.Content = RequestContent.Create(Array.Empty<byte>());
        return message;
    }
}

/// <summary>A right that is held.</summary>
internal sealed record BlobLease(string Container, string Name, string Id);
