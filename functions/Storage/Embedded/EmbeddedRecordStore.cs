using System.Globalization;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Records in the embedded store. Many callers' commits share one write to disk.</summary>
internal sealed class EmbeddedRecordStore(IStoreWriter writer, ReaderPool readers) : IRecordStore
{
    public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        StorageLimits.CheckTable(table);
        StorageLimits.CheckKey(partition, "Partition key");
        StorageLimits.CheckKey(row, "Row key");
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(readers.Read(statements =>
        {
            using var reader = statements.Read(
                "SELECT version, json FROM records WHERE table_name = $1 AND partition = $2 AND row = $3", table,
                    OrdinalKey.Encode(partition), OrdinalKey.Encode(row));
            return reader.Read() ? new StoredRecord(partition, row, ETag(reader.GetInt64(0)), reader.GetString(1)) : null;
        }));
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation)
    {
        StorageLimits.CheckBatch(table, partition, operations);
        var partitionKey = OrdinalKey.Encode(partition);
        return writer.ApplyAsync(session => RecordChanges.Apply(session, table, partitionKey, operations), cancellation);
    }

    public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
    {
        StorageLimits.CheckQuery(query);
        cancellation.ThrowIfCancellationRequested();
        var from = query.Continuation is { } continuation ? RecordContinuation.Decode(continuation) : OrdinalKey.Encode(query.From ?? "");
        var before = query.Before is { } bound ? OrdinalKey.Encode(bound) : null;
        return Task.FromResult(readers.Read(statements => Page(statements, query, from, before)));
    }

    /// <summary>The ETag of a version, quoted as HTTP has it.</summary>
    internal static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version:x}\"");

    private static RecordPage Page(Statements statements, RecordQuery query, byte[] from, byte[]? before)
    {
        // One more than the page holds shows whether there is a next page, and where it begins.
        const string Ranged =
            "SELECT row, version, json FROM records WHERE table_name = $1 AND partition = $2 AND row >= $3 AND row < $4 ORDER BY row "
            + "LIMIT $5";
        const string Open =
            "SELECT row, version, json FROM records WHERE table_name = $1 AND partition = $2 AND row >= $3 ORDER BY row LIMIT $4";
        var partition = OrdinalKey.Encode(query.Partition);
        using var reader = before is null
            ? statements.Read(Open, query.Table, partition, from, query.Limit + 1)
            : statements.Read(Ranged, query.Table, partition, from, before, query.Limit + 1);
        var records = new List<StoredRecord>();
        while (reader.Read())
        {
            var row = reader.GetFieldValue<byte[]>(0);
            if (records.Count == query.Limit)
            {
                return new RecordPage(records, RecordContinuation.Encode(row));
            }

            records.Add(new StoredRecord(query.Partition, OrdinalKey.Decode(row), ETag(reader.GetInt64(1)), reader.GetString(2)));
        }

        return new RecordPage(records, null);
    }
}
