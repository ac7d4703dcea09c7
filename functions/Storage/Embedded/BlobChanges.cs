namespace Compliance.Functions.Storage.Embedded;

/// <summary>The statements behind blobs. Writes run within the writer's transaction.</summary>
internal static class BlobChanges
{
    /// <summary>Names read at a time by a listing.</summary>
    public const int ListPage = 500;

    /// <summary>A named blob's number and length.</summary>
    public static (long Id, long Length)? Find(Statements statements, string container, byte[] name)
    {
        using var reader = statements.Read("SELECT id, length FROM blobs WHERE container = $1 AND name = $2", container, name);
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    /// <summary>Names after a name that begin with a prefix, in ordinal order.</summary>
    public static List<(byte[] Name, long Length)> List(Statements statements, string container, byte[] prefix, byte[] after)
    {
        using var reader = statements.Read(
            "SELECT name, length FROM blobs WHERE container = $1 AND name >= $2 AND name > $3 ORDER BY name LIMIT $4", container, prefix,
                after, ListPage);
        var page = new List<(byte[], long)>();
        while (reader.Read() && reader.GetFieldValue<byte[]>(0) is var name && name.AsSpan().StartsWith(prefix))
        {
            page.Add((name, reader.GetInt64(1)));
        }

        return page;
    }

    /// <summary>Writes a small blob in one go; false where the name is taken.</summary>
    public static bool PutWhole(Statements statements, string container, byte[] name, byte[] bytes)
    {
        if (Find(statements, container, name) is not null)
        {
            return false;
        }

        var blob = Begin(statements, container);
        if (bytes.Length > 0)
        {
            AddChunk(statements, blob, 0, bytes);
        }

        return GiveName(statements, blob, container, name, bytes.Length);
    }

    /// <summary>Begins a blob without a name.</summary>
    public static long Begin(Statements statements, string container) =>
        statements.Number("INSERT INTO blobs(container, length) VALUES ($1, 0) RETURNING id", container)!.Value;

    /// <summary>Adds a piece.</summary>
    public static bool AddChunk(Statements statements, long blob, long start, byte[] bytes) =>
        statements.Run("INSERT INTO blob_chunks(blob, start, bytes) VALUES ($1, $2, $3)", blob, start, bytes) == 1;

    /// <summary>Makes a blob visible; false where the name was taken meanwhile.</summary>
    public static bool GiveName(Statements statements, long blob, string container, byte[] name, long length) =>
        Find(statements, container, name) is null
        && statements.Run("UPDATE blobs SET name = $2, length = $3 WHERE id = $1", blob, name, length) == 1;

    /// <summary>Removes a blob that never got its name.</summary>
    public static bool RemoveNameless(Statements statements, long blob) =>
        statements.Number("SELECT id FROM blobs WHERE id = $1 AND name IS NULL", blob) is not null && Remove(statements, blob);

    /// <summary>Removes all blobs that a crash left without a name.</summary>
    public static void RemoveAllNameless(Statements statements)
    {
        while (statements.Number("SELECT min(id) FROM blobs WHERE name IS NULL") is { } blob)
        {
            Remove(statements, blob);
        }
    }

    /// <summary>Appends where the blob is exactly as long as expected; the new length, or null where it is not.</summary>
    public static long? Append(Statements statements, string container, string shownName, byte[] name, long expectedLength, byte[] bytes)
    {
        var found = Find(statements, container, name);
        if ((found?.Length ?? 0) != expectedLength || (found is null) != (expectedLength == 0))
        {
            return null;
        }

        var blob = found?.Id
            ?? statements.Number("INSERT INTO blobs(container, name, length, appends) VALUES ($1, $2, 0, 0) RETURNING id", container,
            name)!.Value;
        if (statements.Number("SELECT appends FROM blobs WHERE id = $1", blob) is not { } appends)
        {
            throw new StorageLimitException($"Blob '{shownName}' was put whole and takes no appends. Append to another name.");
        }

        if (appends >= StorageLimits.MaxAppends)
        {
            throw StorageLimits.TooManyAppends(shownName);
        }

        AddChunk(statements, blob, expectedLength, bytes);
        statements.Run("UPDATE blobs SET length = $2, appends = appends + 1 WHERE id = $1", blob, expectedLength + bytes.Length);
        return expectedLength + bytes.Length;
    }

    /// <summary>Deletes a named blob; false where there is none.</summary>
    public static bool Delete(Statements statements, string container, byte[] name) =>
        Find(statements, container, name) is { } blob && Remove(statements, blob.Id);

    private static bool Remove(Statements statements, long blob)
    {
        statements.Run("DELETE FROM blob_chunks WHERE blob = $1", blob);
        return statements.Run("DELETE FROM blobs WHERE id = $1", blob) == 1;
    }
}
