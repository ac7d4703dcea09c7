using Azure.Core;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Where the storage account is and how this service proves itself to it: by a token (managed identity), or by the account's key
/// in a connection string.</summary>
public sealed record AzureStorageOptions
{
    /// <summary>Table endpoint, as <c>https://ACCOUNT.table.core.windows.net</c>.</summary>
    public Uri? TableServiceUri { get; init; }

    /// <summary>Blob endpoint, as <c>https://ACCOUNT.blob.core.windows.net</c>.</summary>
    public Uri? BlobServiceUri { get; init; }

    /// <summary>Queue endpoint, as <c>https://ACCOUNT.queue.core.windows.net</c>.</summary>
    public Uri? QueueServiceUri { get; init; }

    /// <summary>Connection string with the account's key; used instead of the endpoints above. <c>UseDevelopmentStorage=true</c> is the
    /// local emulator.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Source of tokens; null for the managed identity, or on a developer's machine whoever is signed in.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Client id of the user-assigned managed identity; null for the default credential chain.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Messages go through Service Bus where this is set, else through the account's queues.</summary>
    public ServiceBusOptions? ServiceBus { get; init; }

    /// <summary>How requests travel; null for HTTP by the runtime's own client. Tests replace it.</summary>
    public HttpMessageHandler? Transport { get; init; }

    /// <summary>Most repetitions of a request that failed for a passing reason: a caller waits for them, and is told to come again.
    /// Outboxes and triggers go on trying by themselves.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Wait before the first repetition; doubled for each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
