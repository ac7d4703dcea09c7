namespace Compliance.Functions.Storage.Embedded;

/// <summary>The tables of the store and the steps that lead to them. A step, once released, is never changed; a new one is added.</summary>
internal static class EmbeddedSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE records(
          table_name TEXT NOT NULL COLLATE NOCASE, partition BLOB NOT NULL, row BLOB NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL);
        CREATE UNIQUE INDEX records_key ON records(table_name, partition, row);
        CREATE TABLE last_version(value INTEGER NOT NULL);
        INSERT INTO last_version VALUES (0);

        CREATE TABLE blobs(id INTEGER PRIMARY KEY AUTOINCREMENT, container TEXT NOT NULL, name BLOB, length INTEGER NOT NULL, appends INTEGER);
        CREATE UNIQUE INDEX blobs_name ON blobs(container, name) WHERE name IS NOT NULL;
        CREATE TABLE blob_chunks(blob INTEGER NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE UNIQUE INDEX blob_chunks_start ON blob_chunks(blob, start);

        CREATE TABLE messages(
          id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL, sent_at INTEGER NOT NULL,
          visible_at INTEGER NOT NULL, deliveries INTEGER NOT NULL, lease INTEGER NOT NULL, reason TEXT);
        CREATE INDEX messages_visible ON messages(queue, visible_at, id);
        CREATE TABLE sent_ids(queue TEXT NOT NULL, message_id TEXT NOT NULL, sent_at INTEGER NOT NULL, PRIMARY KEY(queue, message_id)) WITHOUT ROWID;
        CREATE INDEX sent_ids_age ON sent_ids(sent_at);
        """,
    ];

    /// <summary>The version this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>The version of an open file; 0 where it is empty.</summary>
    public static long VersionOf(Statements store) =>
        store.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") == 0 ? 0
        : store.Number("SELECT max(version) FROM schema_version") ?? 0;

    /// <summary>Brings a file to the current version, step by step, each in its own transaction.</summary>
    public static void Migrate(Statements writer, string path, TimeProvider time)
    {
        var version = VersionOf(writer);
        RefuseNewer(version, path);
        if (version == 0 && writer.Number("SELECT count(*) FROM sqlite_schema") is > 0)
        {
            throw new StorageUnavailableException(
                $"The file '{path}' is a database of something else: it has tables and no schema_version. Name another data directory.");
        }

        for (; version < Current; version++)
        {
            using var transaction = writer.Connection.BeginTransaction();
            using var step = writer.Connection.CreateCommand();
            step.Transaction = transaction;
            step.CommandText = "CREATE TABLE IF NOT EXISTS schema_version(version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL);\n"
                + Steps[version] + "\nINSERT INTO schema_version VALUES ($version, $now)";
            step.Parameters.AddWithValue("$version", version + 1);
            step.Parameters.AddWithValue("$now", time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            step.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    /// <summary>Refuses a file of another version than this program's.</summary>
    public static void RequireCurrent(long version, string path)
    {
        RefuseNewer(version, path);
        if (version < Current)
        {
            throw new StorageUnavailableException(
                $"The store '{path}' has schema version {version}, and this program reads version {Current}. Start this program's service "
                    + "on it once; it brings the store up to date.");
        }
    }

    /// <summary>Refuses a file that a newer program wrote.</summary>
    public static void RefuseNewer(long version, string path)
    {
        if (version > Current)
        {
            throw new StorageUnavailableException(
                $"The store '{path}' has schema version {version}; this program knows versions up to "
                    + $"{Current}. Run the newer program, or restore a backup of version {Current} or older.");
        }
    }
}
