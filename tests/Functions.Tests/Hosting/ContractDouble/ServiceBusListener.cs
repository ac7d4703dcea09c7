using System.Globalization;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>The listener of a Service Bus trigger on the model: single dispatch, completion on success, abandonment on failure.</summary>
internal sealed class ServiceBusListener(FunctionFile function, string queue, ServiceBusModel bus, int concurrency, Func<FunctionFile,
    string, Task<InvocationVerdict>> invoke)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);

    public Task RunAsync(CancellationToken cancellation)
        => Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => WorkAsync(cancellation)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (bus.PeekLock(queue, DateTimeOffset.UtcNow) is not { } delivery)
            {
                await Task.Delay(PollEvery, cancellation);
                continue;
            }

            var verdict = await invoke(function, InvocationText.OfPayload(function, delivery.Body, Metadata(delivery)));
            _ = verdict.Succeeded ? bus.Complete(delivery, DateTimeOffset.UtcNow) : bus.Abandon(delivery, DateTimeOffset.UtcNow);
        }
    }

    private JsonObject Metadata(BusDelivery delivery)
    {
        var metadata = InvocationText.System(function.Name, DateTimeOffset.UtcNow);
        foreach (var useless in new[] { "MessageReceiver", "MessageSession", "MessageActions", "SessionActions", "ReceiveActions" })
        {
            metadata[useless] = new JsonObject();
        }

        metadata["Client"] =
            new JsonObject
            {
                ["FullyQualifiedNamespace"] = "ns.servicebus.windows.net",
                ["IsClosed"] = false,
                ["TransportType"] = 0,
                ["Identifier"] = "ns-1"
            };
        metadata["DeliveryCount"] = delivery.DeliveryCount.ToString(CultureInfo.InvariantCulture);
        metadata["LockToken"] = InvocationText.Quoted(delivery.Lock.ToString());
        metadata["MessageId"] = InvocationText.Quoted(delivery.Id);
        metadata["SequenceNumber"] = delivery.Sequence.ToString(CultureInfo.InvariantCulture);
        metadata["EnqueuedTimeUtc"] = InvocationText.Moment(delivery.EnqueuedAt);
        metadata["ContentType"] = InvocationText.Quoted("application/json; charset=utf-8");
        metadata["ApplicationProperties"] = new JsonObject();
        return metadata;
    }
}
