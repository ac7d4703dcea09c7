using System.Text;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Microsoft.Data.Sqlite;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class EmbeddedStorageTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Everything_is_there_after_closing_and_the_log_is_folded_into_the_file()
    {
        string etag;
        using (var storage = Open())
        {
            etag = Assert.IsType<CommitResult.Committed>(await storage.Records.CommitAsync("Things", "p", [new Insert("r", "1")], default))
                .ETags[0];
            await storage.Blobs.AppendAsync("logs", "l", 0, Encoding.UTF8.GetBytes("line"), default);
            await storage.Queue.SendAsync("alerts", "m", "text", default);
        }

        Assert.False(File.Exists(directory.File("compliance.db-wal")) && new FileInfo(directory.File("compliance.db-wal")).Length > 0);
        using var again = Open();
        Assert.Equal(etag, (await again.Records.FindAsync("Things", "p", "r", default))!.ETag);
        Assert.Equal(5, await again.Blobs.AppendAsync("logs", "l", 4, "!"u8.ToArray(), default));
        Assert.Equal("text", Assert.Single(await again.Queue.ReceiveAsync("alerts", 1, TimeSpan.FromMinutes(1), default)).Body);
        var next = Assert.IsType<CommitResult.Committed>(
            await again.Records.CommitAsync("Things", "p", [new Delete("r", etag), new Insert("s", "2")], default));
        Assert.NotEqual(etag, next.ETags[1]);
    }

    [Fact]
    public async Task What_was_answered_survives_a_crash_at_any_moment()
    {
        using var storage = Open();
        var answered = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var row = $"w{writer}-{n}";
                await storage.Records.CommitAsync("Things", "p", [new Insert(row, "1"), new Insert(row + "-twin", "1")], default);
                answered.Add(row);
            }
        })).ToArray();

        for (var crash = 0; crash < 5; crash++)
        {
            await Task.Delay(40);
            var before = answered.ToArray();
            using var copy = new TemporaryDirectory();
            await CopyAsCrashLeavesAsync(copy);
            using var revived = EmbeddedStorage.Open(copy.Path, TimeProvider.System);
            foreach (var row in before)
            {
                Assert.NotNull(await revived.Records.FindAsync("Things", "p", row, default));
            }

            var rows = await AllRows(revived.Records);
            Assert.All(rows, row => Assert.Contains(row.EndsWith("-twin", StringComparison.Ordinal) ? row[..^5] : row + "-twin", rows));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(answered.Count > 50, $"only {answered.Count} commits were made");
    }

    /// <summary>The files as a crash leaves them: the log as it is, possibly with a torn end, and the main file under it. Were the log
    /// begun anew while the files are copied, the copy would be of no moment: then they are copied again. The file is locked against
    /// other processes of .NET; a crash takes no notice of locks.</summary>
    private async Task CopyAsCrashLeavesAsync(TemporaryDirectory copy)
    {
        const int HeaderBytes = 32; // With the salts, which change when the log begins anew.
        byte[] before, after;
        do
        {
            await CopyAsync("compliance.db-wal");
            before = [.. File.ReadAllBytes(copy.File("compliance.db-wal")).Take(HeaderBytes)];
            await CopyAsync("compliance.db");
            await CopyAsync("compliance.db-wal");
            after = [.. File.ReadAllBytes(copy.File("compliance.db-wal")).Take(HeaderBytes)];
        }
        while (!before.AsSpan().SequenceEqual(after));

        async Task CopyAsync(string name)
        {
            using var copying = System.Diagnostics.Process.Start("cp", [directory.File(name), copy.File(name)])!;
            await copying.WaitForExitAsync();
            Assert.Equal(0, copying.ExitCode);
        }
    }

    [Fact]
    public void A_second_owner_is_refused_and_told_who_the_first_is()
    {
        using (Open())
        {
            var error = Assert.Throws<StorageUnavailableException>(Open);
            Assert.Contains("in use by another process", error.Message);
            Assert.Contains(directory.Path, error.Message);
            Assert.Contains(Environment.ProcessId.ToString(), error.Message);
        }

        Open().Dispose();
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_untouched()
    {
        Open().Dispose();
        Execute("INSERT INTO schema_version VALUES (99, 'tomorrow')");
        Assert.Contains("schema version 99", Assert.Throws<StorageUnavailableException>(Open).Message);
        Execute("DELETE FROM schema_version WHERE version = 99");
        Open().Dispose();
    }

    [Fact]
    public void A_database_of_something_else_is_refused()
    {
        Execute("CREATE TABLE guests(name TEXT)");
        Assert.Contains("database of something else", Assert.Throws<StorageUnavailableException>(Open).Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(directory.File("compliance.db"), new string('x', 5000));
        Assert.Contains("compliance.db", Assert.Throws<StorageUnavailableException>(Open).Message);
    }

    [Fact]
    public async Task A_closed_store_refuses_work()
    {
        var storage = Open();
        storage.Dispose();
        storage.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Records.CommitAsync("Things", "p", [new Put("r", "1")], default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Records.FindAsync("Things", "p", "r", default));
    }

    [Fact]
    public async Task Closing_answers_every_commit_that_was_taken_in()
    {
        var storage = Open();
        var commits = Enumerable.Range(0, 200).Select(n => storage.Records.CommitAsync("Things", "p", [new Insert($"r{n}", "1")], default))
            .ToArray();
        storage.Dispose();
        Assert.All(await Task.WhenAll(commits), result => Assert.True(result.Succeeded));
        using var again = Open();
        Assert.Equal(200, (await AllRows(again.Records)).Count);
    }

    [Fact]
    public async Task A_conflict_does_not_disturb_the_commits_beside_it()
    {
        using var storage = Open();
        await storage.Records.CommitAsync("Things", "p", [new Insert("taken", "1")], default);
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(n =>
            storage.Records.CommitAsync("Things", "p", [new Insert($"r{n}", "1"), new Insert(n % 3 == 0 ? "taken" : $"s{n}", "1")],
            default)));
        Assert.All(results.Select((result, n) => (result, n)), r => Assert.Equal(r.n % 3 != 0, r.result.Succeeded));
        Assert.Equal(401, (await AllRows(storage.Records)).Count);
    }

    [Fact]
    public async Task A_put_whose_source_fails_leaves_nothing_behind()
    {
        using (var storage = Open())
        {
            await Assert.ThrowsAsync<IOException>(() =>
                storage.Blobs.PutIfAbsentAsync("lists", "broken", new BrokenStream(2_000_000), default));
            Assert.Null(await storage.Blobs.OpenAsync("lists", "broken", default));
        }

        Assert.Equal(0L, Query("SELECT count(*) FROM blob_chunks"));
        Assert.Equal(0L, Query("SELECT count(*) FROM blobs"));
    }

    [Fact]
    public void What_a_crash_left_of_a_half_written_blob_is_removed_at_the_start()
    {
        Open().Dispose();
        Execute("INSERT INTO blobs(id, container, length) VALUES (7, 'lists', 0); INSERT INTO blob_chunks VALUES (7, 0, x'00')");
        Open().Dispose();
        Assert.Equal(0L, Query("SELECT count(*) FROM blob_chunks"));
    }

    private EmbeddedStorage Open() => EmbeddedStorage.Open(directory.Path, TimeProvider.System);

    private void Execute(string sql) => Query(sql);

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File("compliance.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static async Task<HashSet<string>> AllRows(IRecordStore records)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var query = new RecordQuery("Things", "p"); ;)
        {
            var page = await records.QueryAsync(query, default);
            rows.UnionWith(page.Records.Select(r => r.Row));
            if (page.Continuation is null)
            {
                return rows;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    private sealed class BrokenStream(int good) : MemoryStream(new byte[good])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("the line went dead") : base.ReadAsync(buffer, cancellationToken);
    }
}
