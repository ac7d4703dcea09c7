using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Storage;

/// <summary>
/// The limits of the real services, enforced before any provider does work, so that what runs on the embedded store runs on Azure.
/// Source: learn.microsoft.com, "Understanding the Table service data model", "Performing entity group transactions".
/// </summary>
public static partial class StorageLimits
{
    /// <summary>Characters of a partition or row key: Azure allows 1 KiB of UTF-16.</summary>
    public const int MaxKeyChars = 512;

    /// <summary>Characters of one string property: Azure allows 64 KiB of UTF-16.</summary>
    public const int MaxPropertyChars = 32 * 1024;

    /// <summary>Characters of a record's JSON: 960 KiB of UTF-16 leave room for keys and names within the 1 MiB of an entity.</summary>
    public const int MaxRecordChars = 480 * 1024;

    /// <summary>Operations of one batch.</summary>
    public const int MaxBatchOperations = 100;

    /// <summary>Bytes of one batch as sent.</summary>
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    /// <summary>Records of one page.</summary>
    public const int MaxPageRecords = 1000;

    /// <summary>What one operation adds to a batch beside its keys and JSON: part headers, the service's address, property names.</summary>
    private const int OperationOverheadBytes = 1024;

    /// <summary>A character of a key takes at most nine bytes percent-encoded in an address and six in the entity.</summary>
    private const int MaxBytesPerKeyChar = 15;

    /// <summary>A character of JSON text is at most six bytes (<c>\u0000</c>) within a JSON string.</summary>
    private const int MaxBytesPerChar = 6;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> RefusedInKeys = SearchValues.Create(
        string.Concat("/\\#?", string.Concat(Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code))));

    /// <summary>Checks a table name: 3 to 63 ASCII letters and digits, a letter first.</summary>
    public static void CheckTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit))
        {
            throw new StorageLimitException(
                $"Table name '{Shown(table)}' must be 3 to 63 ASCII letters and digits and begin with a letter.");
        }
    }

    /// <summary>Checks a partition key or row key.</summary>
    public static void CheckKey(string key, string what)
    {
        ArgumentNullException.ThrowIfNull(key, what);
        if (key.Length is 0 or > MaxKeyChars)
        {
            throw new StorageLimitException($"{what} has {key.Length} characters; 1 to {MaxKeyChars} are allowed. Hash long keys.");
        }

        var refused = key.AsSpan().IndexOfAny(RefusedInKeys);
        if (refused >= 0)
        {
            throw new StorageLimitException(
                $"{what} has U+{(int)key[refused]:X4} at position {refused}; / \\ # ? and control characters are refused. Percent-encode "
                    + $"or hash it.");
        }

        CheckText(key, what);
    }

    /// <summary>Checks a batch: 1 to 100 operations, each row once, keys, sizes.</summary>
    public static void CheckBatch(string table, string partition, IReadOnlyList<RecordOperation> operations)
    {
        CheckTable(table);
        CheckKey(partition, "Partition key");
        ArgumentNullException.ThrowIfNull(operations);
        if (operations.Count is 0 or > MaxBatchOperations)
        {
            throw new StorageLimitException($"A batch has {operations.Count} operations; 1 to {MaxBatchOperations} are allowed. Split it.");
        }

        var rows = operations.Count > 1 ? new HashSet<string>(operations.Count, StringComparer.Ordinal) : null;
        long most = 0;
        foreach (var operation in operations)
        {
            CheckKey(operation.Row, "Row key");
            if (rows is not null && !rows.Add(operation.Row))
            {
                throw new StorageLimitException($"A batch names the row '{Shown(operation.Row)}' twice; each row may be named once.");
            }

            CheckETag(operation);
            most += Overhead(partition, operation) + ((long)CheckJson(operation) * MaxBytesPerChar);
        }

        if (most > MaxBatchBytes)
        {
            CheckBatchBytes(partition, operations);
        }
    }

    /// <summary>Checks a query's names, bounds and page size.</summary>
    public static void CheckQuery(RecordQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckTable(query.Table);
        CheckKey(query.Partition, "Partition key");
        if (query.Limit is < 1 or > MaxPageRecords)
        {
            throw new StorageLimitException(
                $"Page size is {query.Limit}; 1 to {MaxPageRecords} are allowed. Follow the continuation for more.");
        }
    }

    private static void CheckETag(RecordOperation operation)
    {
        var etag = operation switch
        {
            RecordOperation.Replace replace => replace.ETag,
            RecordOperation.Delete delete => delete.ETag,
            _ =>
            "*"
        };
        if (string.IsNullOrEmpty(etag))
        {
            throw new StorageLimitException(
                $"The ETag for row '{Shown(operation.Row)}' is empty; give the ETag that was read, or * for any.");
        }
    }

    private static int CheckJson(RecordOperation operation)
    {
        var json = JsonOf(operation);
        if (json is null)
        {
            return 0;
        }

        if (json.Length > MaxRecordChars)
        {
            throw new StorageLimitException(
                $"Row '{Shown(operation.Row)}' has {json.Length} characters of JSON; at most "
                    + $"{MaxRecordChars} are allowed. Put large content into a blob.");
        }

        CheckText(json, "JSON of row");
        return json.Length;
    }

    private static long Overhead(string partition, RecordOperation operation) =>
        OperationOverheadBytes + ((partition.Length + operation.Row.Length) * (long)MaxBytesPerKeyChar);

    /// <summary>Counts as the SDK writes: JSON text within JSON, all but plain ASCII letters escaped.</summary>
    private static void CheckBatchBytes(string partition, IReadOnlyList<RecordOperation> operations)
    {
        var bytes = operations.Sum(operation =>
            Overhead(partition, operation)
            + (JsonOf(operation) is { } json ? (long)JsonEncodedText.Encode(json).EncodedUtf8Bytes.Length : 0));
        if (bytes > MaxBatchBytes)
        {
            throw new StorageLimitException(
                $"A batch takes {bytes} bytes; at most {MaxBatchBytes} are allowed. Split it or put large content into blobs.");
        }
    }

    private static string? JsonOf(RecordOperation operation) => operation switch
    {
        RecordOperation.Insert insert => insert.Json,
        RecordOperation.Replace replace => replace.Json,
        RecordOperation.Put put => put.Json,
        _ => null,
    };

    private static int CheckText(string text, string what)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException half)
        {
            throw new StorageLimitException(
                $"{what} has half a surrogate pair at position {half.Index}; only well-formed text can be stored.", half);
        }
    }

    private static string Shown(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
}
