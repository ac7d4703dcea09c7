using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A real record store that counts what is read of a table.</summary>
internal sealed class CountingRecords(IRecordStore inner, string table) : IRecordStore
{
    public int Reads { get; set; }

    public Task<StoredRecord?> FindAsync(string name, string partition, string row, CancellationToken cancellation)
    {
        Reads += name == table ? 1 : 0;
        return inner.FindAsync(name, partition, row, cancellation);
    }

    public Task<CommitResult> CommitAsync(string name, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation) => inner.CommitAsync(name, partition, operations, cancellation);

    public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
    {
        Reads += query.Table == table ? 1 : 0;
        return inner.QueryAsync(query, cancellation);
    }
}
