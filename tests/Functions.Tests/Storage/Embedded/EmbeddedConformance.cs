using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class EmbeddedRecordStoreTests : RecordStoreConformance, IDisposable
{
    private readonly EmbeddedFixture fixture = new();

    protected override IRecordStore Records => fixture.Storage.Records;

    public void Dispose() => fixture.Dispose();
}

public sealed class EmbeddedBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly EmbeddedFixture fixture = new();

    protected override IBlobStore Blobs => fixture.Storage.Blobs;

    public void Dispose() => fixture.Dispose();
}

public sealed class EmbeddedMessageQueueTests : MessageQueueConformance, IDisposable
{
    private readonly EmbeddedFixture fixture = new();

    protected override IMessageQueue Queue => fixture.Storage.Queue;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_message_sent_twice_within_the_window_is_one_message()
    {
        await Queue.SendAsync("alerts", "m", "first", default);
        var message = Assert.Single(await Queue.ReceiveAsync("alerts", 32, TimeSpan.FromMinutes(1), default));
        await Queue.CompleteAsync("alerts", message, default);
        fixture.Time.Advance(TimeSpan.FromMinutes(59));
        await Queue.SendAsync("alerts", "m", "again", default);
        await Queue.SendAsync("other", "m", "another queue", default);
        Assert.Empty(await Queue.ReceiveAsync("alerts", 32, TimeSpan.FromMinutes(1), default));
        Assert.Single(await Queue.ReceiveAsync("other", 32, TimeSpan.FromMinutes(1), default));
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await Queue.SendAsync("alerts", "m", "later", default);
        Assert.Equal("later", Assert.Single(await Queue.ReceiveAsync("alerts", 32, TimeSpan.FromMinutes(1), default)).Body);
    }

    [Fact]
    public async Task The_oldest_age_counts_from_sending_and_messages_come_in_the_order_sent()
    {
        await Queue.SendAsync("alerts", "1", "1", default);
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        await Queue.SendAsync("alerts", "2", "2", default);
        Assert.Equal(new QueueDepth(2, 0, TimeSpan.FromMinutes(5)), await Queue.DepthAsync("alerts", default));
        Assert.Equal(["1", "2"], (await Queue.ReceiveAsync("alerts", 32, TimeSpan.FromMinutes(1), default)).Select(m => m.MessageId));
    }

    protected override Task Pass(TimeSpan time)
    {
        fixture.Time.Advance(time);
        return Task.CompletedTask;
    }
}

/// <summary>An embedded store in a directory of its own with a clock that stands still.</summary>
public sealed class EmbeddedFixture : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public EmbeddedFixture() => Storage = EmbeddedStorage.Open(directory.Path, Time);

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public EmbeddedStorage Storage { get; }

    public void Dispose()
    {
        Storage.Dispose();
        directory.Dispose();
    }
}
