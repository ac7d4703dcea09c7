using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Hosting;

/// <summary>
/// Reads the connections <c>ComplianceStorage</c> and <c>ServiceBus</c> in the form the Functions host reads them for its triggers: a
/// connection string, or addresses for a managed identity. One setting serves the trigger and the service.
/// </summary>
internal sealed class AzureSettings(Func<string, string?> setting, List<string> errors)
{
    /// <summary>The storage account; null where none is named.</summary>
    public AzureStorageOptions? Read()
    {
        var (connection, tables, blobs, queues) = (
            setting("ComplianceStorage"), Address("tableServiceUri"), Address("blobServiceUri"), Address("queueServiceUri"));
        if (connection is null && tables is null && blobs is null && queues is null)
        {
            return null;
        }

        if (connection is null && (tables is null || blobs is null || queues is null))
        {
            errors.Add("ComplianceStorage__tableServiceUri, __blobServiceUri and __queueServiceUri belong together: set all three, or "
                + "ComplianceStorage to a connection string.");
        }

        return new AzureStorageOptions
        {
            ConnectionString = connection,
            TableServiceUri = tables,
            BlobServiceUri = blobs,
            QueueServiceUri = queues,
            ManagedIdentityClientId = setting("ComplianceStorage:clientId"),
            ServiceBus = ServiceBus(),
        };
    }

    private ServiceBusOptions? ServiceBus()
    {
        if ((setting("ServiceBus") ?? setting("ServiceBus:fullyQualifiedNamespace")) is not { } text)
        {
            return null;
        }

        try
        {
            return ServiceBusOptions.Parse(text);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            // The text is not repeated: it may hold a key.
            errors.Add("ServiceBus is neither a connection string nor the name of a namespace such as ns.servicebus.windows.net "
                + "(ServiceBus__fullyQualifiedNamespace).");
            return null;
        }
    }

    private Uri? Address(string name)
    {
        var text = setting($"ComplianceStorage:{name}");
        if (text is null || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            return text is null ? null : new Uri(text);
        }

        errors.Add($"ComplianceStorage__{name} is '{text}'. Write an address such as https://ACCOUNT.table.core.windows.net.");
        return null;
    }
}
