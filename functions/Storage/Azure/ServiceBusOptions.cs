namespace Compliance.Functions.Storage.Azure;

/// <summary>Where the Service Bus namespace is. Without a key the credential of <see cref="AzureStorageOptions"/> is used, which is what a
/// namespace with local authentication disabled takes.</summary>
public sealed record ServiceBusOptions
{
    /// <summary>Address of the namespace, as <c>https://NAMESPACE.servicebus.windows.net</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Name of the shared access policy; null for tokens.</summary>
    public string? KeyName { get; init; }

    /// <summary>Its key; null for tokens.</summary>
    public string? Key { get; init; }

    /// <summary>Reads <c>Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…</c>, or a bare namespace host.</summary>
    public static ServiceBusOptions Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return new ServiceBusOptions { Endpoint = new Uri($"https://{text.Trim().TrimEnd('/')}") };
        }

        var parts = ConnectionStringParts.Parse(text, "Service Bus connection string");
        return new ServiceBusOptions
        {
            Endpoint = new UriBuilder(parts.Required("Endpoint")) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri,
            KeyName = parts.Required("SharedAccessKeyName"),
            Key = parts.Required("SharedAccessKey"),
        };
    }
}
