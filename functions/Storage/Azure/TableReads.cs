using System.Text.Json;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Reads of single entities.</summary>
internal static class TableReads
{
    /// <summary>The least form of answer that carries each entity's ETag.</summary>
    public const string Accept = "application/json;odata=minimalmetadata";

    /// <summary>The entity; null where it or its table does not exist.</summary>
    public static async Task<JsonDocument?> EntityAsync(StorageClient client, string table, string partition, string row,
        CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Get, TableEntity.Path(table, partition, row));
        message.Request.Headers.SetValue("Accept", Accept);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => JsonDocument.Parse(response.Content),
            404 => null,
            _ => throw StorageClient.Unexpected(response, $"Reading from table {table}"),
        };
    }
}
