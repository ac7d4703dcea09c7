using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Storage.ServiceBus;

/// <summary>One connection to the namespace for all that sends and receives, opened when first used. It is opened again by the SDK when it
/// breaks; what failed for a passing reason is repeated there, and nowhere else.</summary>
internal sealed class ServiceBusConnection(AzureStorageOptions options, ServiceBusOptions bus) : IAsyncDisposable, IDisposable
{
    private readonly Lazy<ServiceBusClient> client = new(() => Make(options, bus));
    private readonly ConcurrentDictionary<string, Lazy<ServiceBusSender>> senders = new();

    /// <summary>The client; receivers and processors are made of it.</summary>
    public ServiceBusClient Client => client.Value;

    /// <summary>The sender of a queue, which all share.</summary>
    public ServiceBusSender SenderOf(string queue)
        => senders.GetOrAdd(queue, name => new Lazy<ServiceBusSender>(() => Client.CreateSender(name))).Value;

    /// <summary>True where the namespace could not do its work now: away, throttling, refusing access, the queue missing.</summary>
    public static bool IsUnavailable(Exception error) => error is ServiceBusException or UnauthorizedAccessException or TimeoutException
        or System.Net.Sockets.SocketException || AzureCall.IsUnavailable(error);

    /// <summary>The failure as the primitives tell it; <paramref name="act"/> names no identifier.</summary>
    public static StorageUnavailableException Unavailable(string act, Exception error)
        => new($"{act} failed: {(error is ServiceBusException bus ? bus.Reason.ToString() : error.GetType().Name)}.", error);

    public ValueTask DisposeAsync() => client.IsValueCreated ? client.Value.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static ServiceBusClient Make(AzureStorageOptions options, ServiceBusOptions bus)
    {
        var settings = new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                Mode = ServiceBusRetryMode.Exponential,
                MaxRetries = options.MaxRetries,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(8),
                TryTimeout = TimeSpan.FromSeconds(10),
            },
        };
        return bus.ConnectionString is { } text ? new ServiceBusClient(text, settings)
            : new ServiceBusClient(bus.Namespace, StorageAccount.Credential(options), settings);
    }
}
