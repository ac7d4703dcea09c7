using Azure.Messaging.ServiceBus;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Tests.Storage.ServiceBus;

/// <summary>The sending half of Service Bus, over AMQP.</summary>
public sealed class ServiceBusSendingTests
{
    [Fact]
    public async Task A_message_sent_again_under_its_id_is_one_message_and_the_link_proved_itself_by_a_token()
    {
        await using var rig = new BusRig();
        await rig.SendAsync("scr-é\"1", "{\"t\":\"Ольга\"}");
        await rig.SendAsync("scr-é\"1", "{\"t\":\"Ольга\"}");
        await rig.SendAsync("scr-2", "other");
        Assert.Equal(["scr-é\"1", "scr-2"], rig.Broker[BusRig.QueueName].Ids);
        Assert.Contains(rig.Broker.Tokens, token => token.Contains("servicebus.windows.net:sastoken", StringComparison.Ordinal)
            && token.EndsWith($"/{BusRig.QueueName}", StringComparison.Ordinal));
        Assert.Equal(2, await rig.Drain.DrainAsync(default));
        Assert.Equal(["other", "{\"t\":\"Ольга\"}"], rig.Texts());
    }

    [Fact]
    public async Task A_large_body_travels_as_a_claim_and_arrives_whole()
    {
        await using var rig = new BusRig();
        var body = string.Concat(Enumerable.Repeat("текст ", 60_000));
        await rig.SendAsync("large", body);
        Assert.Equal(1, await rig.Drain.DrainAsync(default));
        Assert.Equal([body], rig.Texts());
        await Assert.ThrowsAsync<StorageLimitException>(() => new ServiceBusMessageQueue(rig.Connection)
            .SendAsync(BusRig.QueueName, "m", body, default));
    }

    [Fact]
    public async Task A_busy_namespace_and_a_lost_answer_end_in_one_message()
    {
        await using var rig = new BusRig();
        rig.Broker.BusyFor = 2;
        await rig.SendAsync("busy", "1");
        rig.Broker.LoseAnswers = 1;
        await rig.SendAsync("lost", "2");
        Assert.Equal(["busy", "lost"], rig.Broker[BusRig.QueueName].Ids);
        Assert.Equal(3, rig.Broker.Transfers.Count); // The lost one came twice, and the broker knew its id.
    }

    [Fact]
    public async Task A_batch_is_one_transfer_of_many_messages()
    {
        // The broker double against the client: what the outbox may use one day.
        await using var rig = new BusRig();
        await using var sender = rig.Connection.Client.CreateSender(BusRig.QueueName);
        using var batch = await sender.CreateMessageBatchAsync();
        foreach (var number in Enumerable.Range(1, 3))
        {
            Assert.True(batch.TryAddMessage(new ServiceBusMessage($"{number}") { MessageId = $"m{number}" }));
        }

        await sender.SendMessagesAsync(batch);
        Assert.Equal([3], rig.Broker.Transfers);
        Assert.Equal(3, await rig.Drain.DrainAsync(default));
        Assert.Equal(["1", "2", "3"], rig.Texts());
    }

    [Fact]
    public async Task A_missing_queue_and_a_namespace_that_is_away_are_unavailable()
    {
        await using var rig = new BusRig();
        var missing = await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.Queue.SendAsync("nobody", "m", "x", default));
        Assert.Contains("MessagingEntityNotFound", missing.Message);
        rig.Broker.Stop();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.SendAsync("m", "x"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.Drain.DrainAsync(default));
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Queue.SendAsync(BusRig.QueueName, "m", "x", leaving.Token));
    }

    [Fact]
    public async Task Whoever_asks_the_sending_half_for_messages_gets_none_and_settles_none()
    {
        await using var rig = new BusRig();
        await rig.SendAsync("m", "x");
        Assert.Empty(await rig.Queue.ReceiveAsync(BusRig.QueueName, 1, TimeSpan.FromMinutes(1), default));
        await Assert.ThrowsAsync<NotSupportedException>(() => rig.Queue.DepthAsync(BusRig.QueueName, default));
        Assert.Equal(1, rig.Waiting);
    }

    [Fact]
    public void A_connection_string_or_a_host_names_the_namespace()
    {
        const string Text = "Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=a+b/c==";
        var withKey = ServiceBusOptions.Parse(Text);
        Assert.Equal(("bus.servicebus.windows.net", Text), (withKey.Namespace, withKey.ConnectionString));
        Assert.DoesNotContain("a+b/c", withKey.ToString());
        Assert.Equal(("bus.servicebus.windows.net", null),
            (ServiceBusOptions.Parse("bus.servicebus.windows.net").Namespace, ServiceBusOptions.Parse("x").ConnectionString));
        string[] wrongs = ["Endpoint=sb://bus/;SharedAccessKey=topsecret", "SharedAccessKeyName=a;SharedAccessKey=topsecret", "a b"];
        foreach (var wrong in wrongs)
        {
            var error = Assert.ThrowsAny<Exception>(() => ServiceBusOptions.Parse(wrong));
            Assert.True(error is FormatException or ArgumentException, error.GetType().Name);
            Assert.DoesNotContain("topsecret", error.ToString());
        }
    }
}
