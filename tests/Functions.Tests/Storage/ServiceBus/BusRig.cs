using Compliance.Functions.Operations;
using Compliance.Functions.Operations.Receiving;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Azure;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Storage.ServiceBus;
using Compliance.Functions.Tests.Storage.ServiceBus.Broker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Storage.ServiceBus;

/// <summary>The service's sending and receiving halves on a broker, with a handler of the test's own.</summary>
internal sealed class BusRig : IAsyncDisposable
{
    public const string QueueName = "alerts";

    private readonly TemporaryDirectory directory = new();
    private readonly EmbeddedStorage storage;
    private readonly ServiceBusReceiving receiving;

    /// <param name="handle">Handles a text at its nth call for that text.</param>
    public BusRig(Func<string, int, Task<bool>>? handle = null)
    {
        Broker = new BrokerDouble(QueueName);
        storage = EmbeddedStorage.Open(directory.Path, TimeProvider.System);
        var options = new AzureStorageOptions { RetryDelay = TimeSpan.FromMilliseconds(20), MaxRetries = 3 };
        Connection = new ServiceBusConnection(options, ServiceBusOptions.Parse(Broker.ConnectionString));
        Queue = new ClaimCheckQueue(new ServiceBusMessageQueue(Connection), storage.Blobs);
        Quarantine = new Quarantine(storage.Records, Queue, TimeProvider.System);
        var consumer = new QueueConsumer(QueueName, async (text, _) =>
        {
            int call;
            lock (Handled)
            {
                Handled.Add(text);
                call = Handled.Count(other => other == text);
            }

            return handle is null || await handle(text, call);
        });
        var delivery = new MessageDelivery(storage.Blobs, TimeProvider.System, NullLogger<MessageDelivery>.Instance);
        var intake = new DeadLetterIntake(Quarantine, NullLogger<DeadLetterIntake>.Instance);
        Drain = new ServiceBusDrain([consumer], delivery, intake, TimeProvider.System, Connection);
        receiving = new ServiceBusReceiving(Connection, [consumer], delivery, intake, NullLogger<ServiceBusReceiving>.Instance);
    }

    public BrokerDouble Broker { get; }

    public ServiceBusConnection Connection { get; }

    public IMessageQueue Queue { get; }

    public Quarantine Quarantine { get; }

    public ServiceBusDrain Drain { get; }

    /// <summary>Texts in the order in which the handler was called.</summary>
    public List<string> Handled { get; } = [];

    public int Waiting => Broker[QueueName].Count;

    public Task SendAsync(string id, string text) => Queue.SendAsync(QueueName, id, text, default);

    public Task ReceiveAsync() => receiving.StartAsync(default);

    public Task StopReceivingAsync() => receiving.StopAsync(default);

    /// <summary>Texts so far, in any order.</summary>
    public IEnumerable<string> Texts()
    {
        lock (Handled)
        {
            return [.. Handled.Order(StringComparer.Ordinal)];
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> reached, string what)
    {
        var end = DateTime.UtcNow.AddSeconds(40);
        while (!await reached())
        {
            Assert.True(DateTime.UtcNow < end, $"After 40 seconds: {what}.");
            await Task.Delay(20);
        }
    }

    public static Task UntilAsync(Func<bool> reached, string what) => UntilAsync(() => Task.FromResult(reached()), what);

    public Task UntilQuarantinedAsync(int count)
        => UntilAsync(async () => (await Quarantine.AllAsync(default)).Count == count, $"not {count} in quarantine");

    public async ValueTask DisposeAsync()
    {
        await receiving.StopAsync(default);
        receiving.Dispose();
        await Connection.DisposeAsync();
        Broker.Dispose();
        storage.Dispose();
        directory.Dispose();
    }
}
