using Compliance.Functions.Operations.Receiving;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Storage.ServiceBus;

/// <summary>The receiving half while an instance is up, and the drain of a timer: each message is handled until it is done, refused, or
/// dead.</summary>
public sealed class ServiceBusReceivingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_are_handled_and_completed(bool drained)
    {
        await using var rig = new BusRig();
        var sent = Enumerable.Range(0, 40).Select(number => $"text {number:00}").ToList();
        await Task.WhenAll(sent.Select(text => rig.SendAsync(text, text)));
        await RunAsync(rig, drained);
        await BusRig.UntilAsync(() => rig.Waiting == 0, $"{rig.Waiting} messages wait");
        Assert.Equal(sent, rig.Texts());
        Assert.Empty(await rig.Quarantine.AllAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_message_lies_dead_and_in_quarantine_with_its_reason(bool drained)
    {
        await using var rig = new BusRig((text, _) => Task.FromResult(text != "nonsense"));
        await rig.SendAsync("m1", "nonsense");
        await rig.SendAsync("m2", "sense");
        await RunAsync(rig, drained);
        await rig.UntilQuarantinedAsync(1);
        var kept = Assert.Single(await rig.Quarantine.AllAsync(default));
        Assert.Equal(("nonsense", BusRig.QueueName, "Refused: The text is no message of this queue."),
            (kept.Body, kept.Queue, kept.Reason));
        Assert.Equal(["nonsense", "sense"], rig.Texts());
        await BusRig.UntilAsync(() => rig.Broker.DeadLettersOf(BusRig.QueueName).Count == 0, "the dead letter stays");
        Assert.Empty(await rig.Quarantine.VerifyAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failing_message_comes_again_and_after_its_last_delivery_lies_in_quarantine(bool drained)
    {
        await using var rig = new BusRig((text, call) => text == "passing" && call == 3 ? Task.FromResult(true)
            : throw new InvalidOperationException("not now"));
        rig.Broker[BusRig.QueueName].MaxDeliveries = 5;
        await rig.SendAsync("m1", "passing");
        await rig.SendAsync("m2", "lasting");
        await RunAsync(rig, drained);
        await rig.UntilQuarantinedAsync(1);
        var kept = Assert.Single(await rig.Quarantine.AllAsync(default));
        Assert.Equal("lasting", kept.Body);
        Assert.StartsWith("MaxDeliveryCountExceeded: ", kept.Reason, StringComparison.Ordinal);
        await BusRig.UntilAsync(() => rig.Waiting == 0, "messages wait");
        Assert.Equal(3, rig.Texts().Count(text => text == "passing"));
        Assert.Equal(5, rig.Texts().Count(text => text == "lasting"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_takes_longer_than_its_lock_is_handled_once(bool drained)
    {
        await using var rig = new BusRig(async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(8));
            return true;
        });
        rig.Broker[BusRig.QueueName].LockTime = TimeSpan.FromSeconds(5);
        await rig.SendAsync("m", "slow");
        await RunAsync(rig, drained);
        await BusRig.UntilAsync(() => rig.Waiting == 0, "the message waits");
        Assert.Equal(["slow"], rig.Texts());
        Assert.True(rig.Broker[BusRig.QueueName].Renewals >= 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_whose_lock_is_lost_while_it_is_handled_comes_again(bool drained)
    {
        BusRig? used = null;
        await using var rig = new BusRig((_, call) =>
        {
            if (call == 1)
            {
                used!.Broker[BusRig.QueueName].LoseLocks();
            }

            return Task.FromResult(true);
        });
        used = rig;
        await rig.SendAsync("m", "text");
        await RunAsync(rig, drained);
        await BusRig.UntilAsync(() => rig.Waiting == 0, "the message waits");
        Assert.Equal(["text", "text"], rig.Texts());
    }

    [Fact]
    public async Task After_a_restart_of_the_broker_messages_go_on_arriving()
    {
        await using var rig = new BusRig();
        await rig.ReceiveAsync();
        await rig.SendAsync("before", "before");
        await BusRig.UntilAsync(() => rig.Waiting == 0, "the first message waits");
        rig.Broker.Stop();
        await Task.Delay(300);
        rig.Broker.Start();
        await BusRig.UntilAsync(async () =>
        {
            try
            {
                await rig.SendAsync("after", "after");
                return true;
            }
            catch (StorageUnavailableException)
            {
                return false; // As an outbox does: what could not be sent is sent again, under the same id.
            }
        }, "nothing can be sent");
        await BusRig.UntilAsync(() => rig.Waiting == 0, "the second message waits");
        Assert.Equal(["after", "before"], rig.Texts());
    }

    [Fact]
    public async Task A_message_under_way_when_the_instance_stops_is_not_lost()
    {
        var started = new TaskCompletionSource();
        await using var rig = new BusRig(async (_, call) =>
        {
            started.TrySetResult();
            await Task.Delay(call == 1 ? 1500 : 0);
            return true;
        });
        await rig.ReceiveAsync();
        await rig.SendAsync("m", "text");
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await rig.StopReceivingAsync();
        await rig.Drain.DrainAsync(default);
        Assert.Equal(0, rig.Waiting);
        Assert.InRange(rig.Texts().Count(), 1, 2);
    }

    [Fact]
    public async Task A_message_released_from_quarantine_is_delivered_again_and_one_that_dies_again_waits_again()
    {
        await using var rig = new BusRig((_, call) => Task.FromResult(call == 3));
        await rig.SendAsync("m", "text");
        await rig.Drain.DrainAsync(default);
        var first = Assert.Single(await rig.Quarantine.AllAsync(default));
        Assert.NotNull(await rig.Quarantine.SettleAsync(first.Id, release: true, "officer", "mended", default));
        await rig.Drain.DrainAsync(default);
        var second = Assert.Single(await rig.Quarantine.AllAsync(default), message => message.Settled is null);
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotNull(await rig.Quarantine.SettleAsync(second.Id, release: true, "officer", "mended again", default));
        Assert.Equal(1, await rig.Drain.DrainAsync(default));
        Assert.Equal(3, rig.Texts().Count());
        Assert.DoesNotContain(await rig.Quarantine.AllAsync(default), message => message.Settled is null);
        Assert.Empty(await rig.Quarantine.VerifyAsync(default));
    }

    [Fact]
    public async Task A_claim_on_a_text_that_is_gone_lies_in_quarantine()
    {
        await using var rig = new BusRig();
        await rig.SendAsync("m", $"#compliance.claim.1\nalerts/{new string('0', 64)}");
        await rig.Drain.DrainAsync(default);
        var kept = Assert.Single(await rig.Quarantine.AllAsync(default));
        Assert.Contains("is gone", kept.Reason);
        Assert.Empty(rig.Texts());
    }

    [Fact]
    public async Task Nothing_of_a_message_reaches_logs_traces_or_errors()
    {
        const string Secret = "zelenograd-subject-4711";
        using var heard = new SdkListener();
        await using var rig = new BusRig((_, call) =>
            call == 1 ? throw new InvalidOperationException("not now") : Task.FromResult(call == 3));
        await rig.SendAsync(Secret, Secret);
        await rig.Drain.DrainAsync(default);
        rig.Broker.Stop();
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => rig.SendAsync(Secret, Secret));
        Assert.DoesNotContain(Secret, error.ToString());
        Assert.NotEmpty(heard.Texts);
        Assert.DoesNotContain(heard.Texts, text => text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_service_bus_there_is_nothing_to_drain()
        => Assert.Equal(0, await new ServiceBusDrain([], null!, null!, TimeProvider.System).DrainAsync(default));

    private static async Task RunAsync(BusRig rig, bool drained)
    {
        if (drained)
        {
            await rig.Drain.DrainAsync(default);
            await rig.Drain.DrainAsync(default); // As the timer's next run.
        }
        else
        {
            await rig.ReceiveAsync();
        }
    }
}
