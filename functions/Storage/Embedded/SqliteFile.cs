using Microsoft.Data.Sqlite;

namespace Compliance.Functions.Storage.Embedded;

/// <summary>Opens connections to the store's file.</summary>
internal static class SqliteFile
{
    /// <summary>Name of the file in the data directory.</summary>
    public const string Name = "compliance.db";

    /// <summary>Pages in the write-ahead log after which the writer copies it back itself: 256 MiB, where <see cref="LogCopier"/> did not
    /// keep up.</summary>
    private const int CheckpointPages = 65536;

    /// <summary>The one connection that writes. A commit returns after the log is on disk (synchronous=FULL); what is deleted is
    /// overwritten (secure_delete), because erasure must be more than a mark.</summary>
    public static Statements OpenWriter(string path) => Open(
        path,
        SqliteOpenMode.ReadWriteCreate,
        $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={CheckpointPages}; PRAGMA "
            + $"journal_size_limit=67108864; PRAGMA busy_timeout=10000; PRAGMA cache_size=-32768; PRAGMA secure_delete=ON; "
            + "PRAGMA cell_size_check=ON;");

    /// <summary>A connection that reads and cannot write.</summary>
    public static Statements OpenReader(string path) =>
        Open(path, SqliteOpenMode.ReadWrite, "PRAGMA query_only=1; PRAGMA busy_timeout=10000; PRAGMA cache_size=-4096; "
        + "PRAGMA cell_size_check=ON;");

    private static Statements Open(string path, SqliteOpenMode mode, string settings)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return new Statements(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new StorageUnavailableException($"The store '{path}' cannot be opened: {error.Message}", error);
        }
    }
}
