using Azure.Core;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Commits to Azure Tables as entity group transactions, single operations too: one way to write, one way to fail. Where a request had to
/// be repeated and then finds a conflict, the first try may have been applied with its answer lost; the write's id in the entities tells.
/// </summary>
internal sealed class AzureRecordCommits(StorageClient client)
{
    private const string TableMissing = "TableNotFound";

    /// <summary>How often a batch that is answered busy is repeated, with doubled waits.</summary>
    private const int MaxBusy = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        var write = Guid.NewGuid().ToString("N");
        var (repeated, made) = (false, false);
        for (var busy = 0; ;)
        {
            var attempt = await SendAsync(table, partition, operations, write, cancellation).ConfigureAwait(false);
            repeated |= attempt.Repeated;
            switch (attempt)
            {
                case { Result: CommitResult.Committed committed }:
                    return committed;
                case { Result: CommitResult.Conflict conflict }:
                    return repeated ? await OwnEffectAsync(table, partition, operations, write, cancellation).ConfigureAwait(false)
                        ?? (CommitResult)conflict : conflict;
                case { Refusal.Code: TableMissing } when !made:
                    await MakeTableAsync(table, cancellation).ConfigureAwait(false);
                    made = true;
                    break;
                case { BusyInside: true } when busy < MaxBusy:
                    // The pipeline repeats what is busy outside; a batch can be busy inside.
                    await Task.Delay(FirstWait * (1 << busy++), cancellation).ConfigureAwait(false);
                    repeated = true;
                    break;
                default:
                    throw new StorageUnavailableException(
                        $"A commit to table {table} was answered {attempt.Status} {attempt.Refusal?.Code}.");
            }
        }
    }

    private async Task<Attempt> SendAsync(string table, string partition, IReadOnlyList<RecordOperation> operations, string write,
        CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Post, "/$batch");
        var endpoint = message.Request.Uri.ToString()[..^"/$batch".Length];
        var (content, contentType) = TableBatch.Write(endpoint, table, partition, operations, write);
        message.Request.Headers.SetValue("Content-Type", contentType);
        message.Request.Headers.SetValue("Accept", TableReads.Accept);
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Content = RequestContent.Create(content);
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        var repeated = RequestStampPolicy.WasRepeated(message);
        if (response.Status != 202)
        {
            return new Attempt(null, TableError.Read(response.Content.ToString()), repeated, response.Status);
        }

        // The outer status says nothing: a refused batch is 202 outside and one error inside.
        var answers = TableBatch.Read(response.Content.ToString());
        var failed = answers.FindIndex(answer => answer.Status >= 300);
        if (failed < 0 && answers.Count == operations.Count)
        {
            return new Attempt(
                new CommitResult.Committed(
                [.. answers.Select((answer, index) => operations[index] is RecordOperation.Delete ? "" : answer.ETag)]), null, repeated,
                202);
        }

        if (failed < 0)
        {
            throw new StorageUnavailableException(
                $"A batch of {operations.Count} operations on table {table} was answered with {answers.Count} answers.");
        }

        var index = answers[failed].Error.Index ?? failed;
        var conflict = index < operations.Count ? Conflict(index, answers[failed].Status, answers[failed].Error, operations[index]) : null;
        return new Attempt(conflict, answers[failed].Error, repeated, answers[failed].Status, BusyInside: answers[failed]
            .Status is 429 or >= 500);
    }

    private static CommitResult.Conflict? Conflict(int index, int status, TableError error, RecordOperation operation)
        => (status, error.Code) switch
        {
            (409, "EntityAlreadyExists") when operation is RecordOperation.Insert => new(index, ConflictKind.Exists),
            (404, not TableMissing) when operation is RecordOperation.Replace or RecordOperation.Delete => new(index, ConflictKind.Missing),
            (412, _) when operation is RecordOperation.Replace or RecordOperation.Delete => new(index, ConflictKind.Changed),
            _ => null,
        };

    private async Task MakeTableAsync(string table, CancellationToken cancellation)
    {
        using var message = client.Request(RequestMethod.Post, "/Tables");
        message.Request.Headers.SetValue("Accept", "application/json;odata=nometadata");
        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(BinaryData.FromString($$"""{"TableName":"{{table}}"}"""));
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is not (201 or 204 or 409))
        {
            throw StorageClient.Unexpected(response, $"Making table {table}");
        }
    }

    /// <summary>The result of an earlier try of the same write, found in what it left; null where it left nothing.</summary>
    private async Task<CommitResult.Committed?> OwnEffectAsync(
        string table, string partition, IReadOnlyList<RecordOperation> operations, string write, CancellationToken cancellation)
    {
        var etags = new string[operations.Count];
        for (var index = 0; index < etags.Length; index++)
        {
            using var document = await TableReads.EntityAsync(client, table, partition, operations[index].Row, cancellation)
                .ConfigureAwait(false);
            var deleted = operations[index] is RecordOperation.Delete;
            if (deleted ? document is not null : document is null || TableEntity.WriteOf(document.RootElement) != write)
            {
                return null;
            }

            etags[index] = deleted ? "" : TableEntity.Read(document!.RootElement, null).ETag;
        }

        return new CommitResult.Committed(etags);
    }

    private sealed record Attempt(CommitResult? Result, TableError? Refusal, bool Repeated, int Status, bool BusyInside = false);
}
