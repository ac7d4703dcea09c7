using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;

namespace Compliance.Functions.Tests.Alerts.Opening;

public sealed class AlertOutboxTests
{
    [Fact]
    public async Task Every_row_is_sent_once_and_deleted_after_it_was_sent()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var ids = await SeedAsync(storage.Records, 250);
        var outbox = new AlertOutbox(new ScreeningStore(storage.Records, storage.Blobs), storage.Queue);

        Assert.Equal(250, await outbox.DrainAsync(CancellationToken.None));
        Assert.Equal(0, await outbox.DrainAsync(CancellationToken.None));
        Assert.Equal(ids.Order(), (await ReceiveAllAsync(storage.Queue)).Order());
    }

    [Fact]
    public async Task A_death_between_sending_and_deleting_sends_again_and_loses_nothing()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var ids = await SeedAsync(storage.Records, 40);
        var dying = new DyingRecords(storage.Records);
        var outbox = new AlertOutbox(new ScreeningStore(dying, storage.Blobs), storage.Queue);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => outbox.DrainAsync(CancellationToken.None));
        dying.Dies = false;
        await outbox.DrainAsync(CancellationToken.None);

        var received = await ReceiveAllAsync(storage.Queue);
        Assert.Equal(ids.Order(), received.Distinct().Order());
    }

    [Fact]
    public async Task A_block_goes_to_a_queue_of_its_own_and_a_review_to_the_other()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var reviews = await SeedAsync(storage.Records, 20);
        var blocks = await SeedAsync(storage.Records, 3, "block", first: 1000);
        await new AlertOutbox(new ScreeningStore(storage.Records, storage.Blobs), storage.Queue).DrainAsync(CancellationToken.None);
        Assert.Equal(blocks.Order(), (await ReceiveAllAsync(storage.Queue, AlertMessage.BlockQueue)).Order());
        Assert.Equal(reviews.Order(), (await ReceiveAllAsync(storage.Queue)).Order());
    }

    private static async Task<List<string>> SeedAsync(IRecordStore records, int count, string decision = "review", int first = 0)
    {
        var ids = new List<string>();
        for (var i = first; i < first + count; i++)
        {
            var id = ScreeningId.Create(DateTimeOffset.UnixEpoch.AddSeconds(i), Shard.OfNumber(i));
            ids.Add(id);
            var json = $$"""
                {"screeningId":"{{id}}","subjectId":"s{{i}}","decision":"{{decision}}","decidedAt":"2026-11-22T00:00:00+00:00"}
                """;
            await records.CommitAsync(ScreeningStore.Table, Shard.OfNumber(i).Partition, [new RecordOperation.Insert("o:" + id, json)],
                CancellationToken.None);
        }

        return ids;
    }

    private static async Task<List<string>> ReceiveAllAsync(IMessageQueue queue, string name = AlertMessage.Queue)
    {
        var ids = new List<string>();
        while (await queue.ReceiveAsync(name, 32, TimeSpan.FromMinutes(5), CancellationToken.None) is { Count: > 0 } messages)
        {
            ids.AddRange(messages.Select(message => message.MessageId));
        }

        return ids;
    }

    /// <summary>Reads work, and commits fail: what a death right after sending leaves behind.</summary>
    private sealed class DyingRecords(IRecordStore inner) : IRecordStore
    {
        public bool Dies { get; set; } = true;

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
            => inner.FindAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation) =>
            Dies ? throw new StorageUnavailableException("dead") : inner.CommitAsync(table, partition, operations, cancellation);

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) => inner.QueryAsync(query, cancellation);
    }
}
