using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A real record store that fails when the test says so, before or after it did its work.</summary>
internal sealed class FailingRecords(IRecordStore inner) : IRecordStore
{
    public bool Down { get; set; }

    /// <summary>The next commit is applied, and its confirmation is lost.</summary>
    public bool LosesNextConfirmation { get; set; }

    public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation) =>
        Down ? throw new StorageUnavailableException("The disk is full.") : inner.FindAsync(table, partition, row, cancellation);

    public async Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        if (Down)
        {
            throw new StorageUnavailableException("The disk is full.");
        }

        var result = await inner.CommitAsync(table, partition, operations, cancellation);
        if (LosesNextConfirmation && table == "screenings")
        {
            LosesNextConfirmation = false;
            throw new StorageUnavailableException("The connection broke.");
        }

        return result;
    }

    public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) =>
        Down ? throw new StorageUnavailableException("The disk is full.") : inner.QueryAsync(query, cancellation);
}
