using System.Diagnostics;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>A service that has no time, or that takes no request of this size: repetition is the SDK's, once, in one place.</summary>
[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureThrottlingTests(KeyAzuriteFixture azurite)
{
    private readonly string name = "t" + Guid.NewGuid().ToString("N");

    [ConformanceFact]
    public async Task A_transaction_that_is_answered_busy_inside_is_sent_again_and_applied_once()
    {
        var transport = new FaultyTransport((request, n) => n <= 2 && IsBatch(request) ? Fault.BusyInside : Fault.None);
        await azurite.Records.CommitAsync(name, "p", [new Insert("before", "0")], default);
        Assert.True((await Records(transport).CommitAsync(name, "p", [new Insert("r", "1")], default)).Succeeded);
        Assert.Equal(3, transport.Requests);
    }

    [ConformanceFact]
    public async Task A_transaction_that_stays_busy_inside_is_unavailable_after_the_last_repetition_and_not_applied()
    {
        await azurite.Records.CommitAsync(name, "p", [new Insert("before", "0")], default);
        var transport = new FaultyTransport((_, _) => Fault.BusyInside);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => Records(transport)
            .CommitAsync(name, "p", [new Insert("r", "1")], default));
        Assert.Contains("503", error.Message);
        Assert.Equal(new AzureStorageOptions().MaxRetries + 1, transport.Requests);
        Assert.Null(await azurite.Records.FindAsync(name, "p", "r", default));
    }

    [ConformanceFact]
    public async Task Each_primitive_waits_as_long_as_a_throttled_service_says()
    {
        Task[] calls =
        [
            Timed(services => services.GetRequiredService<IRecordStore>().FindAsync(name, "p", "r", default)),
            Timed(services => services.GetRequiredService<IBlobStore>().OpenAsync(name, "b", default)),
            Timed(services => services.GetRequiredService<IMessageQueue>().SendAsync(name, "m", "x", default)),
        ];
        await Task.WhenAll(calls);

        async Task Timed(Func<ServiceProvider, Task> call)
        {
            await using var services = Provider(new FaultyTransport((_, n) => n == 1 ? Fault.Throttled : Fault.None));
            var clock = Stopwatch.StartNew();
            await call(services);
            Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.95), $"{clock.Elapsed}");
        }
    }

    [ConformanceFact]
    public async Task A_caller_who_leaves_during_the_wait_does_not_wait()
    {
        var transport = new FaultyTransport((_, _) => Fault.Busy);
        await using var services = new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process)
            with
        { Transport = transport, RetryDelay = TimeSpan.FromSeconds(8) }).BuildServiceProvider();
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<IRecordStore>()
            .CommitAsync(name, "p", [new Put("r", "1")], leaving.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<IBlobStore>()
            .PutIfAbsentAsync(name, "b", new MemoryStream([1]), leaving.Token));
        Assert.InRange(transport.Requests, 1, 2);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(6), $"{clock.Elapsed}");
    }

    [ConformanceFact]
    public async Task A_request_that_is_too_large_is_refused_at_once_and_not_sent_again()
    {
        var transport = new FaultyTransport((_, _) => Fault.TooLarge);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => Records(transport)
            .CommitAsync(name, "p", [new Put("r", "1")], default));
        Assert.Contains("413", error.Message);
        Assert.Equal(1, transport.Requests);
    }

    [ConformanceFact]
    public async Task The_largest_batch_that_the_limits_allow_is_taken_by_the_service()
    {
        // Quotes and Cyrillic letters take six bytes each on the wire: the check counts them as they are sent.
        var (partition, longest) = (new string('ф', 512), 0L);
        RecordOperation[] operations =
            [.. Enumerable.Range(0, 100).Select(n => (RecordOperation)new Put(new string('ф', 500) + n, new string('"', 4_200)))];
        StorageLimits.CheckBatch(name, partition, operations);
        Assert.Throws<StorageLimitException>(() =>
            StorageLimits.CheckBatch(name, partition, [.. operations.Select(o => new Put(o.Row, new string('"', 5_200)))]));
        var transport = new FaultyTransport((request, _) =>
        {
            longest = Math.Max(longest, request.Content?.Headers.ContentLength ?? 0);
            return Fault.None;
        });
        Assert.True((await Records(transport).CommitAsync(name, partition, operations, default)).Succeeded);
        Assert.InRange(longest, 3_000_000, StorageLimits.MaxBatchBytes);
    }

    private IRecordStore Records(HttpMessageHandler transport) => Provider(transport).GetRequiredService<IRecordStore>();

    private ServiceProvider Provider(HttpMessageHandler transport) =>
        new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process)
            with
        { Transport = transport, RetryDelay = TimeSpan.FromMilliseconds(5) }).BuildServiceProvider();

    private static bool IsBatch(HttpRequestMessage request)
        => request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal);
}
