using Azure;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Makes a container when a write finds it missing.</summary>
internal static class BlobContainers
{
    /// <summary>Sends a write; where the container is missing, makes it and sends the write again. The answer, and whether the write was
    /// repeated by the pipeline.</summary>
    public static async Task<(Response Response, bool Repeated)> SendAsync(StorageClient client, string container, Func<HttpMessage> write,
        CancellationToken cancellation)
    {
        for (var made = false; ; made = true)
        {
            var message = write();
            var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
            if (made || response.Status != 404 || StorageClient.ErrorCode(response) != "ContainerNotFound")
            {
                return (response, RequestStampPolicy.WasRepeated(message));
            }

            using var make = client.Request(RequestMethod.Put, $"/{container}?restype=container");
            var answer = await client.SendAsync(make, cancellation).ConfigureAwait(false);
            if (answer.Status is not (201 or 409))
            {
                throw StorageClient.Unexpected(answer, $"Making container {container}");
            }
        }
    }
}
