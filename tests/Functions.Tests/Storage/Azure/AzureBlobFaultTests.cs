using System.Diagnostics;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Storage.RecordOperation;

namespace Compliance.Functions.Tests.Storage.Azure;

[NeedsAzurite, Collection(KeyAzurite.Name), Trait("Category", "Emulator")]
public sealed class AzureBlobFaultTests(KeyAzuriteFixture azurite)
{
    private readonly string _container = "c" + Guid.NewGuid().ToString("N");

    [ConformanceFact]
    public async Task A_download_whose_connection_breaks_goes_on_where_it_broke()
    {
        var bytes = new byte[3_000_000];
        new Random(11).NextBytes(bytes);
        await azurite.Blobs.PutIfAbsentAsync(_container, "large", new MemoryStream(bytes), default);
        var transport = new CuttingTransport(700_000);
        await using var stream = (await Provider(transport).GetRequiredService<IBlobStore>().OpenAsync(_container, "large", default))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal(5, transport.Answers);
    }

    [ConformanceFact]
    public async Task A_download_of_a_blob_that_was_replaced_meanwhile_fails_and_never_mixes()
    {
        await azurite.Blobs.PutIfAbsentAsync(_container, "b", new MemoryStream(new byte[200_000]), default);
        await using var stream =
            (await Provider(new CuttingTransport(50_000)).GetRequiredService<IBlobStore>().OpenAsync(_container, "b", default))!;
        await stream.ReadExactlyAsync(new byte[50_000]);
        await azurite.Blobs.DeleteAsync(_container, "b", default);
        await azurite.Blobs.PutIfAbsentAsync(_container, "b", new MemoryStream(new byte[300_000]), default);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => stream.CopyToAsync(Stream.Null));
        Assert.Contains("412", error.Message);
    }

    [ConformanceFact]
    public async Task A_service_that_breaks_every_connection_ends_the_reading_with_an_error()
    {
        await azurite.Blobs.PutIfAbsentAsync(_container, "b", new MemoryStream(new byte[10_000]), default);
        await using var stream =
            (await Provider(new CuttingTransport(0)).GetRequiredService<IBlobStore>().OpenAsync(_container, "b", default))!;
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    [ConformanceFact]
    public async Task Of_many_one_gets_the_lease_and_after_its_release_another()
    {
        var leases = Provider(new HttpClientHandler()).GetRequiredService<AzureBlobLeases>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => leases.AcquireAsync(_container, "one", TimeSpan.FromSeconds(15), default)));
        var held = Assert.Single(taken, lease => lease is not null)!;
        Assert.True(await leases.RenewAsync(held, default));
        Assert.False(await leases.RenewAsync(held with { Id = Guid.NewGuid().ToString() }, default));
        Assert.True(await leases.ReleaseAsync(held, default));
        Assert.False(await leases.RenewAsync(held, default));
        Assert.NotNull(await leases.AcquireAsync(_container, "one", TimeSpan.FromSeconds(15), default));
        await Assert.ThrowsAsync<StorageLimitException>(() => leases.AcquireAsync(_container, "one", TimeSpan.FromSeconds(61), default));
    }

    [ConformanceFact]
    public async Task A_lease_whose_answer_was_lost_is_held()
    {
        await azurite.Blobs.PutIfAbsentAsync(_container, "one", new MemoryStream(), default);
        var leases = Provider(new FaultyTransport((_, n) => n == 1 ? Fault.AnswerLost : Fault.None)).GetRequiredService<AzureBlobLeases>();
        Assert.NotNull(await leases.AcquireAsync(_container, "one", TimeSpan.FromSeconds(15), default));
    }

    [ConformanceFact]
    public async Task A_throttled_request_waits_as_long_as_it_is_told()
    {
        var records = Provider(new FaultyTransport((_, n) => n == 1 ? Fault.Throttled : Fault.None)).GetRequiredService<IRecordStore>();
        var clock = Stopwatch.StartNew();
        Assert.True((await records.CommitAsync("t" + _container, "p", [new Insert("r", "1")], default)).Succeeded);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 10);
    }

    [ConformanceFact]
    public async Task Of_racing_replacements_by_one_etag_one_wins_and_a_stale_etag_never_does()
    {
        var table = "t" + _container;
        await azurite.Records.CommitAsync(table, "p", [new Insert("r", "0")], default);
        var etag = (await azurite.Records.FindAsync(table, "p", "r", default))!.ETag;
        var results = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(n => azurite.Records.CommitAsync(table, "p", [new Replace("r", etag, $"{n}")], default)));
        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(new CommitResult.Conflict(0, ConflictKind.Changed),
            await azurite.Records.CommitAsync(table, "p", [new Replace("r", etag, "late")], default));
    }

    private ServiceProvider Provider(HttpMessageHandler transport) =>
        new ServiceCollection().AddAzureStorage(KeyAzuriteFixture.OptionsFor(azurite.Process)
        with
        { Transport = transport, RetryDelay = TimeSpan.FromMilliseconds(5) }).BuildServiceProvider();

    /// <summary>Breaks every answer to a GET after so many bytes.</summary>
    private sealed class CuttingTransport(int after) : DelegatingHandler(new HttpClientHandler())
    {
        public int Answers { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get && answer.IsSuccessStatusCode)
            {
                Answers++;
                var whole = answer.Content;
                answer.Content = new StreamContent(new BreakingStream(await whole.ReadAsStreamAsync(cancellationToken), after));
                foreach (var header in whole.Headers)
                {
                    answer.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }
            }

            return answer;
        }
    }

    private sealed class BreakingStream(Stream inner, int after) : Stream
    {
        private int _left = after;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, Math.Max(_left, 0))], cancellationToken);
            _left -= read;
            return read > 0 || (_left > 0 && buffer.Length > 0) ? read : throw new IOException("The connection was reset.");
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
