using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Time-limited exclusive rights by leases of empty blobs: of many instances one does what needs doing once. A lease ends by itself when
/// its holder dies. It orders work; it never guards data: a holder that stops for longer than its lease goes on beside the next one.
/// </summary>
internal sealed class AzureBlobLeases(StorageAccount account, IBlobStore blobs)
{
    /// <summary>Longest lease the service gives.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Takes the right; null where another holds it.</summary>
    public Task<HeldLease?> AcquireAsync(string container, string name, TimeSpan time, CancellationToken cancellation)
    {
        StorageLimits.CheckContainer(container);
        StorageLimits.CheckBlobName(name);
        if (time.TotalSeconds is < 15 or > 60)
        {
            throw new StorageLimitException($"The lease is {time}; 15 to 60 seconds are allowed.");
        }

        // A proposed id makes the request repeatable: asked again with the same id, the service gives the same lease.
        var lease = new HeldLease(container, name, Guid.NewGuid().ToString());
        return AzureCall.RunAsync($"Leasing in container {container}", async () =>
        {
            try
            {
                await AcquireAsync(lease, time, cancellation).ConfigureAwait(false);
                return lease;
            }
            catch (RequestFailedException error) when (error.Status == 409)
            {
                return null;
            }
        }, cancellation);
    }

    /// <summary>Holds on for the same time again; false where the lease was lost.</summary>
    public Task<bool> RenewAsync(HeldLease lease, CancellationToken cancellation)
        => ChangeAsync(lease, client => client.RenewAsync(cancellationToken: cancellation), cancellation);

    /// <summary>Gives the right free; false where it was lost before.</summary>
    public Task<bool> ReleaseAsync(HeldLease lease, CancellationToken cancellation)
        => ChangeAsync(lease, client => client.ReleaseAsync(cancellationToken: cancellation), cancellation);

    private async Task AcquireAsync(HeldLease lease, TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await Client(lease).AcquireAsync(time, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            using var nothing = new MemoryStream();
            await blobs.PutIfAbsentAsync(lease.Container, lease.Name, nothing, cancellation).ConfigureAwait(false);
            await Client(lease).AcquireAsync(time, cancellationToken: cancellation).ConfigureAwait(false);
        }
    }

    private Task<bool> ChangeAsync(HeldLease lease, Func<BlobLeaseClient, Task> change, CancellationToken cancellation)
        => AzureCall.RunAsync($"Changing a lease in container {lease.Container}", async () =>
        {
            try
            {
                await change(Client(lease)).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException error) when (error.Status is 404 or 409 or 412)
            {
                return false;
            }
        }, cancellation);

    private BlobLeaseClient Client(HeldLease lease)
        => account.Blobs.GetBlobContainerClient(lease.Container).GetBlobClient(lease.Name).GetBlobLeaseClient(lease.Id);
}

/// <summary>A right that is held.</summary>
internal sealed record HeldLease(string Container, string Name, string Id);
