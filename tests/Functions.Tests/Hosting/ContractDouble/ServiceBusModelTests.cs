using System.Text;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>The model does what the documentation of Service Bus says; the tests under the double rest on it.</summary>
public sealed class ServiceBusModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private readonly ServiceBusModel _bus = new() { MaxDeliveryCount = 3 };

    [Fact]
    public void A_repeated_id_within_the_window_is_one_message_and_after_it_another()
    {
        Assert.True(Send("a", 0));
        Assert.False(Send("a", 59));
        Assert.True(Send("a", 61));
        Assert.Equal((2, 0), _bus.Count("q"));
    }

    [Fact]
    public void A_held_message_is_nobody_elses_until_its_lock_runs_out()
    {
        Send("a", 0);
        var first = _bus.PeekLock("q", Start)!;
        Assert.Null(_bus.PeekLock("q", Start.AddMinutes(4)));
        var second = _bus.PeekLock("q", Start.AddMinutes(5))!;
        Assert.Equal((1, 2), (first.DeliveryCount, second.DeliveryCount));
        Assert.False(_bus.Complete(first, Start.AddMinutes(6)));
        Assert.True(_bus.Complete(second, Start.AddMinutes(6)));
        Assert.Equal((0, 0), _bus.Count("q"));
    }

    [Fact]
    public void After_its_last_delivery_a_message_lies_dead()
    {
        Send("a", 0);
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.True(_bus.Abandon(_bus.PeekLock("q", Start)!, Start));
        }

        Assert.Null(_bus.PeekLock("q", Start));
        Assert.Equal((0, 1), _bus.Count("q"));
    }

    [Fact]
    public void Messages_come_in_the_order_they_were_sent()
    {
        foreach (var id in new[] { "c", "a", "b" })
        {
            Send(id, 0);
        }

        Assert.Equal(["c", "a", "b"], Enumerable.Range(0, 3).Select(_ => _bus.PeekLock("q", Start)!.Id));
    }

    private bool Send(string id, int minutes) => _bus.Send("q", id, Encoding.UTF8.GetBytes("{}"), Start.AddMinutes(minutes));
}
