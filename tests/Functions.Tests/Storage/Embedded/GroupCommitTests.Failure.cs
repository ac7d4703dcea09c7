using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class GroupCommitFailureTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly Statements statements;
    private readonly GroupCommit writer;
    private readonly ReaderPool readers;
    private readonly EmbeddedRecordStore records;

    public GroupCommitFailureTests()
    {
        statements = SqliteFile.OpenWriter(directory.File("compliance.db"));
        EmbeddedSchema.Migrate(statements, "compliance.db", TimeProvider.System);
        writer = new GroupCommit(statements);
        readers = new ReaderPool(directory.File("compliance.db"));
        records = new EmbeddedRecordStore(writer, readers);
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void The_writer_waits_for_the_disk()
    {
        using var mode = statements.Read("PRAGMA journal_mode");
        Assert.True(mode.Read());
        Assert.Equal("wal", mode.GetString(0));
        Assert.Equal(2, statements.Number("PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_full_disk_fails_the_commits_that_do_not_fit_and_later_ones_go_on()
    {
        await Run("PRAGMA max_page_count = 60");
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Outcome($"r{n:00}", new string('x', 20_000))));
        Assert.Contains(results, result => result is StorageUnavailableException);
        Assert.DoesNotContain(results, result => result is not (null or StorageUnavailableException));

        await Run("PRAGMA max_page_count = 100000");
        Assert.Null(await Outcome("later", "1"));
        var stored = (await records.QueryAsync(new RecordQuery("Things", "p"), default)).Records.Select(r => r.Row);
        Assert.Equal(Enumerable.Range(0, 64).Where(n => results[n] is null).Select(n => $"r{n:00}").Prepend("later"), stored);
    }

    [Fact]
    public async Task A_change_that_throws_fails_alone()
    {
        var good = records.CommitAsync("Things", "p", [new Insert("a", "1")], default);
        var bad = writer.ApplyAsync<bool>(
            session =>
            {
                session.Statements.Run("DELETE FROM records");
                throw new InvalidDataException("a bug");
            },
            default);
        var after = records.CommitAsync("Things", "p", [new Insert("b", "1")], default);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        Assert.True((await good).Succeeded && (await after).Succeeded);
        Assert.Equal(2, (await records.QueryAsync(new RecordQuery("Things", "p"), default)).Records.Count);
    }

    private Task<int> Run(string sql) => writer.ApplyAsync(session => session.Statements.Run(sql), default);

    private async Task<Exception?> Outcome(string row, string json)
    {
        try
        {
            Assert.True((await records.CommitAsync("Things", "p", [new Insert(row, json)], default)).Succeeded);
            return null;
        }
        catch (StorageUnavailableException full)
        {
            return full;
        }
    }
}
