using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>Connections that are reset on a real socket, before, within and after an answer.</summary>
[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureConnectionTests(KeyAzuriteFixture azurite)
{
    private readonly string name = "t" + Guid.NewGuid().ToString("N");

    [ConformanceFact]
    public async Task Commits_whose_answer_is_cut_anywhere_are_applied_once_and_reported_as_committed()
    {
        foreach (var bytes in new[] { 0, 1, 20, 100, 300, 600 })
        {
            await using var cut = Through(Service.Table, connection => connection == 1 ? bytes : int.MaxValue);
            var result = Assert.IsType<CommitResult.Committed>(await cut.Get<IRecordStore>().CommitAsync(name, "p",
                [new Insert($"r{bytes}", "1"), new Put($"s{bytes}", "2")], default));
            Assert.Equal((await azurite.Records.FindAsync(name, "p", $"r{bytes}", default))!.ETag, result.ETags[0]);
        }
    }

    [ConformanceFact]
    public async Task Appends_puts_and_deletions_whose_answer_is_cut_are_done_once()
    {
        await azurite.Blobs.AppendAsync(name, "log", 0, "first"u8.ToArray(), default);
        foreach (var bytes in new[] { 0, 40 })
        {
            await using (var cut = Through(Service.Blob, connection => connection == 1 ? bytes : int.MaxValue))
            {
                var before = (await Bytes("log")).Length;
                Assert.Equal(before + 3, await cut.Get<IBlobStore>().AppendAsync(name, "log", before, "two"u8.ToArray(), default));
                Assert.Equal(before + 3, (await Bytes("log")).Length);
            }

            // The look whether the blob is there takes the first connection, the put a second.
            await using (var cut = Through(Service.Blob, connection => connection == 2 ? bytes : connection == 1 ? 180 : int.MaxValue))
            {
                Assert.True(await cut.Get<IBlobStore>().PutIfAbsentAsync(name, $"whole{bytes}", new MemoryStream([1, 2, 3]), default));
                Assert.Equal(3, (await Bytes($"whole{bytes}")).Length);
            }

            // Not before the first byte: a request without a body is then repeated beneath the SDK, by the HTTP client, unseen.
            await using (var cut = Through(Service.Blob, connection => connection == 1 ? bytes + 1 : int.MaxValue))
            {
                Assert.True(await cut.Get<IBlobStore>().DeleteAsync(name, $"whole{bytes}", default));
            }
        }
    }

    [ConformanceFact]
    public async Task A_download_that_is_cut_again_and_again_comes_whole()
    {
        var bytes = new byte[2_000_000];
        new Random(3).NextBytes(bytes);
        await azurite.Blobs.PutIfAbsentAsync(name, "large", new MemoryStream(bytes), default);
        await using var cut = Through(Service.Blob, connection => connection <= 3 ? 400_000 * connection : int.MaxValue);
        await using var stream = (await cut.Get<IBlobStore>().OpenAsync(name, "large", default))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.True(cut.Proxy.Connections >= 3, $"{cut.Proxy.Connections} connections");
    }

    [ConformanceFact]
    public async Task A_message_whose_completion_lost_its_answer_is_completed_and_one_never_sent_is_unavailable()
    {
        await azurite.Queue.SendAsync(name, "m", "text", default);
        var message = Assert.Single(await azurite.Queue.ReceiveAsync(name, 1, TimeSpan.FromMinutes(1), default));
        await using (var cut = Through(Service.Queue, connection => connection == 1 ? 1 : int.MaxValue))
        {
            Assert.True(await cut.Get<IMessageQueue>().CompleteAsync(name, message, default));
        }

        await using var dead = Through(Service.Queue, _ => 0);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => dead.Get<IMessageQueue>().DepthAsync(name, default));
    }

    private async Task<byte[]> Bytes(string blob)
    {
        await using var stream = (await azurite.Blobs.OpenAsync(name, blob, default))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private CutPath Through(Service service, Func<int, int> passing) => new(azurite.Process, service, passing);

    private enum Service
    {
        Blob,
        Queue,
        Table,
    }

    /// <summary>The emulator with one of its services behind the proxy, each request on whatever connection is open.</summary>
    private sealed class CutPath : IAsyncDisposable
    {
        private readonly ServiceProvider services;

        public CutPath(AzuriteProcess azurite, Service service, Func<int, int> passing)
        {
            Uri[] addresses = [azurite.Blob, azurite.Queue, azurite.Table];
            Proxy = new CuttingProxy(addresses[(int)service], passing);
            addresses[(int)service] = Proxy.Address;
            services = new ServiceCollection().AddAzureStorage(new AzureStorageOptions
            {
                ConnectionString = $"AccountName={AzuriteProcess.Account};AccountKey={KeyAzuriteFixture.Key};"
                    + $"BlobEndpoint={addresses[0]};QueueEndpoint={addresses[1]};TableEndpoint={addresses[2]}",
                Transport = new SocketsHttpHandler(),
                RetryDelay = TimeSpan.FromMilliseconds(5),
            }).BuildServiceProvider();
        }

        public CuttingProxy Proxy { get; }

        public T Get<T>()
            where T : notnull => services.GetRequiredService<T>();

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            Proxy.Dispose();
        }
    }
}
