namespace Compliance.Functions.Storage;

/// <summary>
/// Small JSON records in tables, addressed by partition key and row key, each with an ETag. The limits are those of Azure Tables and are
/// enforced by every provider: keys of 1 to 512 characters without <c>/ \ # ?</c> and control characters, 491,520 characters of JSON per
/// record (960 KiB of UTF-16, which is how the service counts), 100 operations and 4 MiB per batch, one partition per batch, each row once
/// per batch. Calls outside them throw <see cref="StorageLimitException"/>; a store that cannot work now throws
/// <see cref="StorageUnavailableException"/>.
/// </summary>
public interface IRecordStore
{
    /// <summary>Reads one record; null where it does not exist.</summary>
    Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation);

    /// <summary>
    /// Applies all operations or none, durably: when it returns <see cref="CommitResult.Committed"/> the change survives a crash of the
    /// process.
    /// </summary>
    Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
        CancellationToken cancellation);

    /// <summary>Reads records of one partition in ordinal order of their row keys.</summary>
    Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation);
}

/// <summary>A record as stored.</summary>
public sealed record StoredRecord(string Partition, string Row, string ETag, string Json);

/// <summary>A range of one partition.</summary>
/// <param name="Table">Table name: 3 to 63 letters and digits.</param>
/// <param name="Partition">Partition key.</param>
public sealed record RecordQuery(string Table, string Partition)
{
    /// <summary>First row key, inclusive; null for the beginning.</summary>
    public string? From { get; init; }

    /// <summary>Row key to stop before, exclusive; null for the end.</summary>
    public string? Before { get; init; }

    /// <summary>Most records of one page, 1 to 1000.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>Continuation of an earlier page; null for the first.</summary>
    public string? Continuation { get; init; }

    /// <summary>A query for the row keys that begin with a prefix.</summary>
    public RecordQuery WithPrefix(string prefix) => this with { From = prefix, Before = prefix[..^1] + (char)(prefix[^1] + 1) };
}

/// <summary>One page of records.</summary>
public sealed record RecordPage(IReadOnlyList<StoredRecord> Records, string? Continuation);

/// <summary>One operation of a batch.</summary>
public abstract record RecordOperation(string Row)
{
    /// <summary>Inserts; fails where the row exists.</summary>
    public sealed record Insert(string Row, string Json) : RecordOperation(Row);

    /// <summary>Replaces; fails where the stored ETag differs or the row does not exist. <c>*</c> matches any ETag.</summary>
    public sealed record Replace(string Row, string ETag, string Json) : RecordOperation(Row);

    /// <summary>Inserts or replaces without condition.</summary>
    public sealed record Put(string Row, string Json) : RecordOperation(Row);

    /// <summary>Deletes; fails where the stored ETag differs or the row does not exist. <c>*</c> matches any ETag.</summary>
    public sealed record Delete(string Row, string ETag) : RecordOperation(Row);
}

/// <summary>How a batch ended.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Everything was applied; the ETags in the order of the operations (empty text for deletions).</summary>
    public sealed record Committed(IReadOnlyList<string> ETags) : CommitResult;

    /// <summary>Nothing was applied: the operation at <paramref name="Index"/> found its row existing, missing or changed.</summary>
    public sealed record Conflict(int Index, ConflictKind Kind) : CommitResult;

    /// <summary>True where everything was applied.</summary>
    public bool Succeeded => this is Committed;
}

/// <summary>What an operation found instead of what it required.</summary>
public enum ConflictKind
{
    /// <summary>An insert found the row there already (409).</summary>
    Exists,

    /// <summary>A replace or delete found no row (404).</summary>
    Missing,

    /// <summary>A replace or delete found another ETag (412).</summary>
    Changed,
}
