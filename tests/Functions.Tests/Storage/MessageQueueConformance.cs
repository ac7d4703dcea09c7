using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Storage;

/// <summary>What every queue that is received from here does. Each provider derives one class.</summary>
public abstract class MessageQueueConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string queue = "q" + Guid.NewGuid().ToString("N");

    protected abstract IMessageQueue Queue { get; }

    /// <summary>Lets a time pass for the queue.</summary>
    protected abstract Task Pass(TimeSpan time);

    [ConformanceFact]
    public async Task An_empty_queue_gives_nothing()
    {
        Assert.Empty(await Queue.ReceiveAsync(queue, 32, Minute, default));
        Assert.Equal(new QueueDepth(0, 0, null), await Queue.DepthAsync(queue, default));
    }

    [ConformanceFact]
    public async Task A_message_arrives_once_with_its_id_and_text()
    {
        await Queue.SendAsync(queue, "id-ё😀", "{\"t\":\"Ольга 😀\n<&>\"}", default);
        var message = Assert.Single(await Queue.ReceiveAsync(queue, 32, Minute, default));
        Assert.Equal(("id-ё😀", "{\"t\":\"Ольга 😀\n<&>\"}", 1, null),
            (message.MessageId, message.Body, message.DeliveryCount, message.DeadLetterReason));
        Assert.Empty(await Queue.ReceiveAsync(queue, 32, Minute, default));
        Assert.Equal(1, (await Queue.DepthAsync(queue, default)).Waiting);
        Assert.True(await Queue.CompleteAsync(queue, message, default));
        Assert.False(await Queue.CompleteAsync(queue, message, default));
        Assert.Equal(0, (await Queue.DepthAsync(queue, default)).Waiting);
    }

    [ConformanceFact]
    public async Task A_lease_that_ends_gives_the_message_to_the_next_and_the_old_token_is_void()
    {
        await Queue.SendAsync(queue, "m", "text", default);
        var first = Assert.Single(await Queue.ReceiveAsync(queue, 1, TimeSpan.FromSeconds(1), default));
        await Pass(TimeSpan.FromSeconds(1.5));
        var second = Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default));
        Assert.Equal(("m", 2), (second.MessageId, second.DeliveryCount));
        Assert.False(await Queue.CompleteAsync(queue, first, default));
        Assert.True(await Queue.CompleteAsync(queue, second, default));
    }

    [ConformanceFact]
    public async Task An_abandoned_message_returns_after_its_delay_and_counts_its_deliveries()
    {
        await Queue.SendAsync(queue, "m", "text", default);
        var first = Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default));
        await Queue.AbandonAsync(queue, first, TimeSpan.Zero, default);
        Assert.False(await Queue.CompleteAsync(queue, first, default));
        var second = Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default));
        Assert.Equal(2, second.DeliveryCount);
        await Queue.AbandonAsync(queue, second, TimeSpan.FromSeconds(1), default);
        Assert.Empty(await Queue.ReceiveAsync(queue, 1, Minute, default));
        await Pass(TimeSpan.FromSeconds(1.5));
        Assert.Equal(3, Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default)).DeliveryCount);
    }

    [ConformanceFact]
    public async Task A_dead_message_lies_on_the_poison_queue_with_its_reason()
    {
        await Queue.SendAsync(queue, "m", "text", default);
        var message = Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default));
        await Queue.DeadLetterAsync(queue, message, "unreadable\nafter 5 tries", default);
        var depth = await Queue.DepthAsync(queue, default);
        Assert.Equal((0L, 1L), (depth.Waiting, depth.Dead));
        Assert.False(await Queue.CompleteAsync(queue, message, default));
        var dead = Assert.Single(await Queue.ReceiveAsync(queue + "-poison", 1, Minute, default));
        Assert.Equal(("m", "text", "unreadable after 5 tries"), (dead.MessageId, dead.Body, dead.DeadLetterReason));
        Assert.True(await Queue.CompleteAsync(queue + "-poison", dead, default));
    }

    [ConformanceFact]
    public async Task Concurrent_receivers_never_share_a_message()
    {
        var sent = Enumerable.Range(0, 40).Select(n => $"m{n}").ToArray();
        await Task.WhenAll(sent.Select(id => Queue.SendAsync(queue, id, id, default)));
        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<string>();
            while (await Queue.ReceiveAsync(queue, 3, Minute, default) is { Count: > 0 } messages)
            {
                mine.AddRange(messages.Select(m => m.MessageId));
            }

            return mine;
        })));
        Assert.Equal(sent.Order(StringComparer.Ordinal), received.SelectMany(ids => ids).Order(StringComparer.Ordinal));
    }

    [ConformanceFact]
    public async Task The_largest_message_passes_and_calls_outside_the_limits_are_refused()
    {
        var body = string.Concat(Enumerable.Repeat("é", StorageLimits.MaxMessageBytes / 2));
        var id = new string('é', StorageLimits.MaxMessageIdChars);
        await Queue.SendAsync(queue, id, body, default);
        var message = Assert.Single(await Queue.ReceiveAsync(queue, 1, Minute, default));
        Assert.Equal(body, message.Body);
        await Queue.DeadLetterAsync(queue, message, new string('é', 500), default);
        Assert.Equal(body, Assert.Single(await Queue.ReceiveAsync(queue + "-poison", 1, Minute, default)).Body);

        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync(queue, "m", body + "xx", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync(queue, "", "x", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync(queue, new string('i', 129), "x", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.SendAsync("No_Queue", "m", "x", default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.ReceiveAsync(queue, 33, Minute, default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.ReceiveAsync(queue, 1, TimeSpan.FromMilliseconds(1), default));
        await Assert.ThrowsAsync<StorageLimitException>(() => Queue.AbandonAsync(queue, message, TimeSpan.FromDays(8), default));
    }
}
