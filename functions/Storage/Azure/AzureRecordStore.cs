using Azure;
using Azure.Data.Tables;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Records in Azure Tables. A table is made when first written to.</summary>
internal sealed class AzureRecordStore(StorageAccount account) : IRecordStore
{
    private readonly AzureRecordCommits commits = new(account);

    public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        StorageLimits.CheckTable(table);
        StorageLimits.CheckKey(partition, "Partition key");
        StorageLimits.CheckKey(row, "Row key");
        return AzureCall.RunAsync($"Reading from table {table}", async () =>
        {
            var found = await account.Tables.GetTableClient(table)
                .GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation).ConfigureAwait(false);
            return found.HasValue ? RecordEntity.Read(found.Value!) : null;
        }, cancellation);
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        StorageLimits.CheckBatch(table, partition, operations);
        return commits.CommitAsync(table, partition, operations, cancellation);
    }

    public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
    {
        StorageLimits.CheckQuery(query);
        CheckContinuation(query.Continuation);
        return AzureCall.RunAsync($"Querying table {query.Table}", () => PageAsync(query, cancellation), cancellation);
    }

    private async Task<RecordPage> PageAsync(RecordQuery query, CancellationToken cancellation)
    {
        var pages = account.Tables.GetTableClient(query.Table).QueryAsync<TableEntity>(Filter(query), query.Limit, null, cancellation)
            .AsPages(query.Continuation);
        try
        {
            await foreach (var page in pages.ConfigureAwait(false))
            {
                return new RecordPage([.. page.Values.Select(RecordEntity.Read)],
                    string.IsNullOrWhiteSpace(page.ContinuationToken) ? null : page.ContinuationToken);
            }
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // No table: nothing was ever written.
        }

        return new RecordPage([], null);
    }

    private static string Filter(RecordQuery query)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {query.Partition}");
        filter += query.From is { Length: > 0 } from ? TableClient.CreateQueryFilter($" and RowKey ge {WellFormedBound.Of(from)}") : "";
        filter += query.Before is { } before ? TableClient.CreateQueryFilter($" and RowKey lt {WellFormedBound.Of(before)}") : "";
        return filter;
    }

    /// <summary>The SDK gives out the service's two parts with a space between, and takes any text for it; the service then reads from
    /// wherever that is.</summary>
    private static void CheckContinuation(string? continuation)
    {
        if (continuation is not null && (continuation.Split(' ') is not [{ Length: > 0 }, _] || !continuation.All(char.IsAscii)))
        {
            throw new StorageLimitException(
                "The continuation was not given out by this store. Pass the one of the page before unchanged, or none.");
        }
    }
}
