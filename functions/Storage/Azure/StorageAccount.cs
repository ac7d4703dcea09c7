using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Compliance.Functions.Storage.Azure;

/// <summary>A storage account's three endpoints, each with the policy that proves who asks.</summary>
internal sealed record StorageAccount(StorageClient Tables, StorageClient Blobs, StorageClient Queues)
{
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>Key of the emulator's account, which is public: learn.microsoft.com, "Use the Azurite emulator", "Well-known storage
    /// account and key".</summary>
    private const string EmulatorAccount =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>Resolves the options; throws <see cref="FormatException"/> naming what is missing.</summary>
    public static StorageAccount From(AzureStorageOptions options)
        => options.ConnectionString is { } text ? WithKey(options, text) : WithToken(options);

    /// <summary>The credential of the options.</summary>
    public static TokenCredential Credential(AzureStorageOptions options) => options.Credential
        ?? (options.ManagedIdentityClientId is { } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential());

    private static StorageAccount WithToken(AzureStorageOptions options)
    {
        var credential = Credential(options);
        return new StorageAccount(
            Client(options.TableServiceUri, nameof(options.TableServiceUri), StorageClient.TableVersion),
            Client(options.BlobServiceUri, nameof(options.BlobServiceUri), StorageClient.BlobVersion),
            Client(options.QueueServiceUri, nameof(options.QueueServiceUri), StorageClient.BlobVersion));

        StorageClient Client(Uri? endpoint, string name, string version) => StorageClient.Create(
            options,
            endpoint ?? throw new FormatException($"Azure storage needs {name}, or a connection string."),
            version,
            new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    private static StorageAccount WithKey(AzureStorageOptions options, string text)
    {
        var parts = ConnectionStringParts.Parse(text, "storage connection string");
        if (string.Equals(parts.Optional("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
        {
            parts = ConnectionStringParts.Parse(EmulatorAccount, "emulator's connection string");
        }

        var name = parts.Required("AccountName");
        var key = Convert.FromBase64String(parts.Required("AccountKey"));
        return new StorageAccount(
            Client("table", "TableEndpoint", StorageClient.TableVersion, new TableSharedKeyPolicy(name, key)),
            Client("blob", "BlobEndpoint", StorageClient.BlobVersion, new SharedKeyPolicy(name, key)),
            Client("queue", "QueueEndpoint", StorageClient.BlobVersion, new SharedKeyPolicy(name, key)));

        StorageClient Client(string service, string part, string version, HttpPipelinePolicy authentication)
        {
            var endpoint = parts.Optional(part)
                ?? $"{parts.Optional("DefaultEndpointsProtocol") ?? "https"}://{name}.{service}.{parts.Optional("EndpointSuffix") ?? "core.windows.net"}";
            return StorageClient.Create(options, new Uri(endpoint), version, authentication);
        }
    }
}
