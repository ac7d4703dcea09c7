namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Applies a batch of record operations within the writer's transaction. All conditions are tested before the first row changes; as only
/// one thread writes, what was tested still holds then.
/// </summary>
internal static class RecordChanges
{
    /// <summary>Applies all operations, or none where one of them finds its row not as it requires. Inserts are their own test: most rows
    /// are new, and a second look at each would be half of the work.</summary>
    public static CommitResult Apply(WriteSession session, string table, byte[] partition, IReadOnlyList<RecordOperation> operations)
    {
        var rows = new byte[operations.Count][];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = OrdinalKey.Encode(operations[index].Row);
            if (operations[index] is not RecordOperation.Insert
                && Conflict(session.Statements, table, partition, rows[index], operations[index]) is { } kind)
            {
                return new CommitResult.Conflict(index, kind);
            }
        }

        var etags = new string[rows.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            if (operations[index] is RecordOperation.Insert insert && Insert(session, table, partition, rows[index], insert) is var etag)
            {
                if (etag is null)
                {
                    TakeBack(session, table, partition, rows.AsSpan(0, index), operations);
                    return new CommitResult.Conflict(index, ConflictKind.Exists);
                }

                etags[index] = etag;
            }
        }

        for (var index = 0; index < rows.Length; index++)
        {
            if (operations[index] is not RecordOperation.Insert)
            {
                etags[index] = Change(session, table, partition, rows[index], operations[index]);
            }
        }

        return new CommitResult.Committed(etags);
    }

    /// <summary>Inserts a row; its ETag, or null where the row is there already.</summary>
    private static string? Insert(WriteSession session, string table, byte[] partition, byte[] row, RecordOperation.Insert insert)
    {
        var version = session.NextVersion();
        return session.Statements.Run(
            "INSERT INTO records(table_name, partition, row, version, json) VALUES ($1, $2, $3, $4, $5) "
            + "ON CONFLICT(table_name, partition, row) DO NOTHING", table, partition, row, version, insert.Json) == 0
            ? null : EmbeddedRecordStore.ETag(version);
    }

    /// <summary>Removes the rows of a batch that were inserted before one of its rows turned out to be there.</summary>
    private static void TakeBack(WriteSession session, string table, byte[] partition, ReadOnlySpan<byte[]> rows,
        IReadOnlyList<RecordOperation> operations)
    {
        for (var index = 0; index < rows.Length; index++)
        {
            if (operations[index] is RecordOperation.Insert)
            {
                session.Statements.Run("DELETE FROM records WHERE table_name = $1 AND partition = $2 AND row = $3", table, partition,
                    rows[index]);
            }
        }
    }

    private static ConflictKind? Conflict(Statements statements, string table, byte[] partition, byte[] row, RecordOperation operation)
    {
        if (operation is RecordOperation.Put)
        {
            return null;
        }

        var version = statements.Number("SELECT version FROM records WHERE table_name = $1 AND partition = $2 AND row = $3", table,
            partition, row);
        return operation switch
        {
            RecordOperation.Replace replace => Expected(version, replace.ETag),
            RecordOperation.Delete delete => Expected(version, delete.ETag),
            _ => throw new InvalidOperationException($"No rule for the operation {operation.GetType().Name}."),
        };
    }

    private static ConflictKind? Expected(long? version, string etag) =>
        version is not { } stored ? ConflictKind.Missing
        : etag == "*" || etag == EmbeddedRecordStore.ETag(stored) ? null
        : ConflictKind.Changed;

    private static string Change(WriteSession session, string table, byte[] partition, byte[] row, RecordOperation operation)
    {
        var statements = session.Statements;
        if (operation is RecordOperation.Delete)
        {
            statements.Run("DELETE FROM records WHERE table_name = $1 AND partition = $2 AND row = $3", table, partition, row);
            return "";
        }

        var version = session.NextVersion();
        switch (operation)
        {
            case RecordOperation.Replace replace:
                statements.Run("UPDATE records SET version = $4, json = $5 WHERE table_name = $1 AND partition = $2 AND row = $3", table,
                    partition, row, version, replace.Json);
                break;
            case RecordOperation.Put put:
                statements.Run(
                    """
                    INSERT INTO records(table_name, partition, row, version, json) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT(table_name, partition, row) DO UPDATE SET version = excluded.version, json = excluded.json
                    """,
                    table, partition, row, version, put.Json);
                break;
            default:
                throw new InvalidOperationException($"No rule for the operation {operation.GetType().Name}.");
        }

        return EmbeddedRecordStore.ETag(version);
    }
}
