using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class LogCopierTests : IDisposable
{
    private const int Writers = 32;
    private const int Each = 1600;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task While_commits_never_pause_the_log_begins_anew_again_and_again_and_nothing_is_lost()
    {
        var value = new string('x', 4000);
        long longest = 0, written = 0;
        using (var storage = EmbeddedStorage.Open(directory.Path, TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var number = 0; number < Each; number++)
                {
                    await storage.Records.CommitAsync("Things", $"p{writer}", [new Insert($"r{number:0000}", $"\"{value}\"")], default);
                    InterlockedMax(ref longest, new FileInfo(directory.File("compliance.db-wal")).Length);
                    Interlocked.Add(ref written, value.Length);
                }
            })));
        }

        Assert.True(longest < written * 3 / 4, $"the log grew to {longest} bytes while {written} bytes were written: it never began anew");
        using var again = EmbeddedStorage.Open(directory.Path, TimeProvider.System);
        for (var writer = 0; writer < Writers; writer++)
        {
            var page = await again.Records.QueryAsync(new RecordQuery("Things", $"p{writer}") { Limit = Each + 1 }, default);
            Assert.Equal(Each, page.Records.Count);
            Assert.All(page.Records, record => Assert.Equal(value.Length + 2, record.Json.Length));
        }
    }

    [Fact]
    public void The_rest_is_asked_for_once()
    {
        using (var statements = SqliteFile.OpenWriter(directory.File("other.db")))
        using (var log = new LogCopier(SqliteFile.OpenReader(directory.File("other.db"))))
        {
            statements.Run("CREATE TABLE t (value BLOB)");
            statements.Run("INSERT INTO t VALUES (zeroblob(80 * 1024 * 1024))");
            log.Committed(20_000);
            Assert.True(SpinWait.SpinUntil(log.TakeRest, TimeSpan.FromSeconds(30)), "the writer was never asked");
            Assert.False(log.TakeRest());
        }
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
            {
                return;
            }
        }
    }
}
