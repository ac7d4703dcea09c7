using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// The clients of a storage account's three services, each made when first used: making them takes longer than a start may wait where it
/// needs only some. All repeat by the same rule, which is the SDK's: exponential waits, the service's own Retry-After first.
/// </summary>
internal sealed class StorageAccount
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(8);

    /// <summary>Of one try: callers of the API wait for a few tries, and the platform's front end for no more than 230 seconds.</summary>
    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(10);

    private readonly Lazy<TableServiceClient> tables;
    private readonly Lazy<BlobServiceClient> blobs;
    private readonly Lazy<QueueServiceClient> queues;

    private StorageAccount(Func<TableServiceClient> tables, Func<BlobServiceClient> blobs, Func<QueueServiceClient> queues) =>
        (this.tables, this.blobs, this.queues) = (new(tables), new(blobs), new(queues));

    public TableServiceClient Tables => tables.Value;

    public BlobServiceClient Blobs => blobs.Value;

    public QueueServiceClient Queues => queues.Value;

    /// <summary>Takes the options; throws <see cref="FormatException"/> naming what is missing, and never a value, which may be a
    /// key.</summary>
    public static StorageAccount From(AzureStorageOptions options)
        => options.ConnectionString is { } text ? WithConnectionString(options, text) : WithToken(options);

    /// <summary>The credential of the options.</summary>
    public static TokenCredential Credential(AzureStorageOptions options) => options.Credential
        ?? (options.ManagedIdentityClientId is { } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential());

    private static StorageAccount WithToken(AzureStorageOptions options)
    {
        var (table, blob, queue) = (
            Needed(options.TableServiceUri, nameof(options.TableServiceUri)),
            Needed(options.BlobServiceUri, nameof(options.BlobServiceUri)),
            Needed(options.QueueServiceUri, nameof(options.QueueServiceUri)));
        var credential = new Lazy<TokenCredential>(() => Credential(options));
        return new StorageAccount(
            () => new TableServiceClient(table, credential.Value, TableOptions(options)),
            () => new BlobServiceClient(blob, credential.Value, BlobOptions(options)),
            () => new QueueServiceClient(queue, credential.Value, QueueOptions(options)));

        static Uri Needed(Uri? endpoint, string name)
            => endpoint ?? throw new FormatException($"Azure storage needs {name}, or a connection string.");
    }

    private static StorageAccount WithConnectionString(AzureStorageOptions options, string text)
    {
        // Checked here because the SDK reads it when a client is first used, and its words do not say what is missing.
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToLookup(part => part[0], part => part.Length == 2 ? part[1] : null,
                StringComparer.OrdinalIgnoreCase);
        if (!parts.Contains("UseDevelopmentStorage") && !parts.Contains("SharedAccessSignature")
            && (!parts.Contains("AccountName") || !IsKey(parts["AccountKey"].FirstOrDefault())))
        {
            throw new FormatException("The storage connection string needs AccountName and AccountKey, the key in base64. It is written "
                + "Name=value;Name=value.");
        }

        return new StorageAccount(
            () => new TableServiceClient(text, TableOptions(options)),
            () => new BlobServiceClient(text, BlobOptions(options)),
            () => new QueueServiceClient(text, QueueOptions(options)));
    }

    private static bool IsKey(string? text)
        => !string.IsNullOrEmpty(text) && Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static TableClientOptions TableOptions(AzureStorageOptions options)
    {
        var all = Common(new TableClientOptions(), options);
        all.AddPolicy(new BusyTransactionPolicy(), HttpPipelinePosition.PerRetry);
        return all;
    }

    /// <summary>The protocol version is the one that was tested: the newest that Azurite knows.</summary>
    private static BlobClientOptions BlobOptions(AzureStorageOptions options)
        => Common(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06), options);

    private static QueueClientOptions QueueOptions(AzureStorageOptions options)
        => Common(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06), options);

    private static T Common<T>(T all, AzureStorageOptions options)
        where T : ClientOptions
    {
        all.Retry.MaxRetries = options.MaxRetries;
        all.Retry.Delay = options.RetryDelay;
        all.Retry.MaxDelay = MaxDelay;
        all.Retry.Mode = RetryMode.Exponential;
        all.Retry.NetworkTimeout = TryLimit;
        // Addresses carry record keys, which may name a subject: they stay out of logs and traces.
        all.Diagnostics.IsLoggingEnabled = false;
        all.Diagnostics.IsDistributedTracingEnabled = false;
        all.AddPolicy(TryCount.Policy, HttpPipelinePosition.PerRetry);
        if (options.Transport is { } handler)
        {
            all.Transport = new HttpClientTransport(handler);
        }

        return all;
    }
}
