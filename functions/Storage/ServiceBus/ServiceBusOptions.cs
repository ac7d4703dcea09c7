using Azure.Messaging.ServiceBus;

namespace Compliance.Functions.Storage.ServiceBus;

/// <summary>Where the Service Bus namespace is. Without a connection string the credential of the storage account is used, which is what a
/// namespace with local authentication disabled takes.</summary>
public sealed record ServiceBusOptions
{
    /// <summary>Host of the namespace, as <c>NAMESPACE.servicebus.windows.net</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>Connection string with a key; null for tokens.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Reads <c>Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…</c>, or a bare namespace host. Throws
    /// <see cref="FormatException"/> that shows no value, which may be a key.</summary>
    public static ServiceBusOptions Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            var name = text.Trim().TrimEnd('/');
            return Uri.CheckHostName(name) != UriHostNameType.Unknown ? new ServiceBusOptions { Namespace = name }
                : throw new FormatException("The Service Bus namespace is not the name of a host.");
        }

        var parts = ServiceBusConnectionStringProperties.Parse(text);
        return parts.Endpoint is { } endpoint
            && (parts.SharedAccessSignature is not null || (parts.SharedAccessKeyName is not null && parts.SharedAccessKey is not null))
            ? new ServiceBusOptions { Namespace = endpoint.Host, ConnectionString = text }
            : throw new FormatException(
                "The Service Bus connection string needs Endpoint, SharedAccessKeyName and SharedAccessKey.");
    }

    /// <summary>The record without its key.</summary>
    public override string ToString() => $"{nameof(ServiceBusOptions)} {{ {nameof(Namespace)} = {Namespace} }}";
}
