using System.Text;
using Compliance.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureFaultTests(KeyAzuriteFixture azurite)
{
    private readonly string name = "t" + Guid.NewGuid().ToString("N");

    [ConformanceFact]
    public async Task A_commit_whose_answer_was_lost_is_reported_as_committed()
    {
        var etag = ETag(await azurite.Records.CommitAsync(name, "p", [new Insert("old", "0")], default));
        var records = Provider(Losing("$batch")).GetRequiredService<IRecordStore>();
        var result = Assert.IsType<CommitResult.Committed>(
            await records.CommitAsync(name, "p", [new Insert("r", "1"), new Replace("old", etag, "2")], default));
        Assert.Equal((await azurite.Records.FindAsync(name, "p", "r", default))!.ETag, result.ETags[0]);

        records = Provider(Losing("$batch")).GetRequiredService<IRecordStore>();
        Assert.True((await records.CommitAsync(name, "p", [new Delete("r", result.ETags[0])], default)).Succeeded);
    }

    [ConformanceFact]
    public async Task A_repeated_commit_that_lost_a_real_race_is_still_a_conflict()
    {
        await azurite.Records.CommitAsync(name, "p", [new Insert("r", "theirs")], default);
        var records = Provider(new FaultyTransport((_, n) => n == 1 ? Fault.Unreachable : Fault.None)).GetRequiredService<IRecordStore>();
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Exists),
            await records.CommitAsync(name, "p", [new Insert("r", "mine")], default));
        Assert.Equal("theirs", (await azurite.Records.FindAsync(name, "p", "r", default))!.Json);
    }

    [ConformanceFact]
    public async Task Appends_and_puts_whose_answers_were_lost_are_reported_as_done()
    {
        Assert.Equal(5, await azurite.Blobs.AppendAsync(name, "log", 0, "first"u8.ToArray(), default));
        var blobs = Provider(Losing("appendblock")).GetRequiredService<IBlobStore>();
        Assert.Equal(8, await blobs.AppendAsync(name, "log", 5, "two"u8.ToArray(), default));

        blobs = Provider(new FaultyTransport((request, n) => request.Method == HttpMethod.Put && n == 2 ? Fault.AnswerLost : Fault.None))
            .GetRequiredService<IBlobStore>();
        Assert.True(await blobs.PutIfAbsentAsync(name, "whole", new MemoryStream(Encoding.UTF8.GetBytes("text")), default));
        Assert.False(await blobs.PutIfAbsentAsync(name, "whole", new MemoryStream(Encoding.UTF8.GetBytes("text")), default));
    }

    [ConformanceFact]
    public async Task A_busy_service_is_asked_again()
    {
        var transport = new FaultyTransport((_, n) => n <= 3 ? Fault.Busy : Fault.None);
        var records = Provider(transport).GetRequiredService<IRecordStore>();
        Assert.Null(await records.FindAsync(name, "p", "r", default));
        Assert.Equal(4, transport.Requests);
    }

    [ConformanceFact]
    public async Task A_service_that_stays_away_is_unavailable()
    {
        foreach (var fault in new[] { Fault.Busy, Fault.Unreachable })
        {
            var services = Provider(new FaultyTransport((_, _) => fault));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IRecordStore>()
                .FindAsync(name, "p", "r", default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IRecordStore>()
                .CommitAsync(name, "p", [new Put("r", "1")], default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IBlobStore>()
                .OpenAsync(name, "b", default));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IMessageQueue>()
                .SendAsync(name, "m", "x", default));
        }
    }

    [ConformanceFact]
    public async Task A_wrong_key_is_refused_with_the_services_words_and_without_the_key()
    {
        const string Wrong = "d3Jvbmcga2V5IG9mIG5vYm9keQ==";
        using var services = new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process, Wrong))
            .BuildServiceProvider();
        Exception[] errors =
        [
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IRecordStore>()
                .FindAsync(name, "p", "r", default)),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IBlobStore>()
                .OpenAsync(name, "b", default)),
            await Assert.ThrowsAsync<StorageUnavailableException>(() => services.GetRequiredService<IMessageQueue>()
                .SendAsync(name, "m", "x", default)),
        ];
        Assert.All(errors, error => Assert.Contains("403", error.Message));
        Assert.All(errors, error => Assert.DoesNotContain(Wrong, error.ToString()));
    }

    [ConformanceFact]
    public async Task A_prefix_that_ends_in_the_last_low_surrogate_finds_its_keys()
    {
        await azurite.Records.CommitAsync(name, "p", [new Put("\U0001F3FF", "1"), new Put("\U0001F3FFx", "1"), new Put("\U0001F400", "1")],
            default);
        var page = await azurite.Records.QueryAsync(new RecordQuery(name, "p").WithPrefix("\U0001F3FF"), default);
        Assert.Equal(["\U0001F3FF", "\U0001F3FFx"], page.Records.Select(r => r.Row));
    }

    private static FaultyTransport Losing(string part)
    {
        var lost = 0;
        return new FaultyTransport((request, _) => request.RequestUri!.AbsoluteUri.Contains(part, StringComparison.Ordinal)
            && Interlocked.Exchange(ref lost, 1) == 0 ? Fault.AnswerLost : Fault.None);
    }

    private ServiceProvider Provider(HttpMessageHandler transport) =>
        new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process)
        with
        { Transport = transport, RetryDelay = TimeSpan.FromMilliseconds(5) }).BuildServiceProvider();

    private static string ETag(CommitResult result) => Assert.IsType<CommitResult.Committed>(result).ETags[0];
}
