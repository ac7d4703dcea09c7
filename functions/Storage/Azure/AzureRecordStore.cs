using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Records in Azure Tables. A table is made when first written to.</summary>
internal sealed class AzureRecordStore(StorageClient client) : IRecordStore
{
    private readonly AzureRecordCommits commits = new(client);

    public async Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        StorageLimits.CheckTable(table);
        StorageLimits.CheckKey(partition, "Partition key");
        StorageLimits.CheckKey(row, "Row key");
        using var document = await TableReads.EntityAsync(client, table, partition, row, cancellation).ConfigureAwait(false);
        return document is null ? null : TableEntity.Read(document.RootElement, null);
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        StorageLimits.CheckBatch(table, partition, operations);
        return commits.CommitAsync(table, partition, operations, cancellation);
    }

    public async Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
    {
        StorageLimits.CheckQuery(query);
        using var message =
            client.Request(RequestMethod.Get,
            $"/{query.Table}()?$filter={Filter(query)}&$top={query.Limit.ToString(CultureInfo.InvariantCulture)}{Next(query)}");
        message.Request.Headers.SetValue("Accept", TableReads.Accept);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status == 404)
        {
            return new RecordPage([], null);
        }

        if (response.Status != 200)
        {
            throw StorageClient.Unexpected(response, $"Querying table {query.Table}");
        }

        using var document = JsonDocument.Parse(response.Content);
        var records = document.RootElement.GetProperty("value").EnumerateArray().Select(entity => TableEntity.Read(entity, null)).ToList();
        return new RecordPage(records, Continuation(response));
    }

    private static string Filter(RecordQuery query)
    {
        var filter = $"PartitionKey eq '{Doubled(query.Partition)}'";
        filter += query.From is { Length: > 0 } from ? $" and RowKey ge '{Doubled(WellFormedBound.Of(from))}'" : "";
        filter += query.Before is { } before ? $" and RowKey lt '{Doubled(WellFormedBound.Of(before))}'" : "";
        return Uri.EscapeDataString(filter);
    }

    private static string Doubled(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    /// <summary>Both parts of the service's continuation, percent-encoded, with a slash between.</summary>
    private static string? Continuation(Response response) =>
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition)
            ? $"{Uri.EscapeDataString(partition)}/{(response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? Uri.EscapeDataString(row) : "")}"
            : null;

    private static string Next(RecordQuery query)
    {
        if (query.Continuation is not { } continuation)
        {
            return "";
        }

        var parts = continuation.Split('/');
        return parts.Length != 2 || parts.Any(part => Uri.EscapeDataString(Uri.UnescapeDataString(part)) != part)
            ? throw new StorageLimitException(
                "The continuation was not given out by this store. Pass the one of the page before unchanged, or none.")
            : $"&NextPartitionKey={parts[0]}" + (parts[1].Length > 0 ? $"&NextRowKey={parts[1]}" : "");
    }
}
