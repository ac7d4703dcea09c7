using System.Diagnostics;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Xunit.Abstractions;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class GroupCommitTests(ITestOutputHelper output)
{
    private static readonly string Json = "{\"evidence\":\"" + new string('x', 1500) + "\"}";

    [Fact]
    public async Task Many_callers_share_writes_to_disk()
    {
        using var directory = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(directory.Path, TimeProvider.System);
        await CommitsPerSecond(storage.Records, "warm", callers: 8, TimeSpan.FromMilliseconds(300));
        var alone = await CommitsPerSecond(storage.Records, "one", callers: 1, TimeSpan.FromSeconds(1));
        var together = await CommitsPerSecond(storage.Records, "many", callers: 64, TimeSpan.FromSeconds(2));
        output.WriteLine($"durable single-record commits per second: 1 caller {alone:0}, 64 callers {together:0}");
        Assert.True(together > 3 * alone, $"64 callers made {together:0} commits per second, one made {alone:0}");
    }

    private static async Task<double> CommitsPerSecond(IRecordStore records, string name, int callers, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; clock.Elapsed < duration; count++)
            {
                Assert.True(
                    (await records.CommitAsync("Evidence", $"shard{caller % 16}", [new Insert($"{name}-{caller}-{count}", Json)],
                    default)).Succeeded);
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
