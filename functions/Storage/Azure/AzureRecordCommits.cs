using Azure;
using Azure.Data.Tables;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Commits to Azure Tables as entity group transactions, single operations too: one way to write, one way to fail. Where the SDK had to
/// send a transaction again and then finds a conflict, the first try may have been applied with its answer lost; the write's id in the
/// entities tells.
/// </summary>
internal sealed class AzureRecordCommits(StorageAccount account)
{
    private const string TableMissing = "TableNotFound";

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        var client = account.Tables.GetTableClient(table);
        var write = Guid.NewGuid().ToString("N");
        TableTransactionAction[] actions = [.. operations.Select(operation => Action(partition, operation, write))];
        return AzureCall.RunAsync($"A commit to table {table}", () => AzureCall.MakingAsync(
            TableMissing,
            () => client.CreateIfNotExistsAsync(cancellation),
            () => SubmitAsync(client, operations, actions, write, cancellation)), cancellation);
    }

    private static async Task<CommitResult> SubmitAsync(TableClient client, IReadOnlyList<RecordOperation> operations,
        TableTransactionAction[] actions, string write, CancellationToken cancellation)
    {
        using var tries = new TryCount();
        try
        {
            var answers = (await client.SubmitTransactionAsync(actions, cancellation).ConfigureAwait(false)).Value;
            return answers.Count == operations.Count
                ? new CommitResult.Committed([.. answers.Select((answer, index) =>
                    operations[index] is RecordOperation.Delete ? "" : answer.Headers.ETag?.ToString("H") ?? "")])
                : throw new StorageUnavailableException(
                    $"A commit of {operations.Count} operations to table {client.Name} was answered with {answers.Count} answers.");
        }
        catch (RequestFailedException error) when (Conflict(error, operations) is { } conflict)
        {
            return tries.WasRepeated
                ? await OwnEffectAsync(client, actions, write, cancellation).ConfigureAwait(false) ?? (CommitResult)conflict
                : conflict;
        }
    }

    private static TableTransactionAction Action(string partition, RecordOperation operation, string write) => operation switch
    {
        RecordOperation.Insert insert =>
            new(TableTransactionActionType.Add, RecordEntity.Write(partition, insert.Row, insert.Json, write)),
        RecordOperation.Replace replace => new(TableTransactionActionType.UpdateReplace,
            RecordEntity.Write(partition, replace.Row, replace.Json, write), new ETag(replace.ETag)),
        RecordOperation.Put put =>
            new(TableTransactionActionType.UpsertReplace, RecordEntity.Write(partition, put.Row, put.Json, write)),
        RecordOperation.Delete delete =>
            new(TableTransactionActionType.Delete, new TableEntity(partition, delete.Row), new ETag(delete.ETag)),
        _ => throw new InvalidOperationException($"No rule for the operation {operation.GetType().Name}."),
    };

    /// <summary>What a refusal says of the records; null where it says something else.</summary>
    private static CommitResult.Conflict? Conflict(RequestFailedException error, IReadOnlyList<RecordOperation> operations)
    {
        var index = (error as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0;
        return index >= operations.Count ? null : (error.Status, error.ErrorCode, operations[index]) switch
        {
            (409, "EntityAlreadyExists", RecordOperation.Insert) => new(index, ConflictKind.Exists),
            (404, not TableMissing, RecordOperation.Replace or RecordOperation.Delete) => new(index, ConflictKind.Missing),
            (412, _, RecordOperation.Replace or RecordOperation.Delete) => new(index, ConflictKind.Changed),
            _ => null,
        };
    }

    /// <summary>The result of an earlier try of the same write, found in what it left; null where it left nothing.</summary>
    private static async Task<CommitResult.Committed?> OwnEffectAsync(TableClient client, TableTransactionAction[] actions, string write,
        CancellationToken cancellation)
    {
        var etags = new string[actions.Length];
        for (var index = 0; index < etags.Length; index++)
        {
            var entity = actions[index].Entity;
            var found = await client.GetEntityIfExistsAsync<TableEntity>(entity.PartitionKey, entity.RowKey,
                cancellationToken: cancellation).ConfigureAwait(false);
            var deleted = actions[index].ActionType == TableTransactionActionType.Delete;
            if (deleted ? found.HasValue : !found.HasValue || RecordEntity.WriteOf(found.Value!) != write)
            {
                return null;
            }

            etags[index] = deleted ? "" : found.Value!.ETag.ToString("H");
        }

        return new CommitResult.Committed(etags);
    }
}
