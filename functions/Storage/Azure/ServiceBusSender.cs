using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// Sends to Service Bus queues over its REST interface, which, unlike an output binding, sets the message id that duplicate detection goes
/// by; so a repeated send is one message. Messages are received by the <c>serviceBusTrigger</c> of the Functions host: over REST there is
/// no dead-lettering and one message per call, and a lock the host holds cannot be settled from here. The receiving half of
/// <see cref="IMessageQueue"/> therefore refuses. Source: learn.microsoft.com/rest/api/servicebus, "Send Message".
/// </summary>
public sealed class ServiceBusSender : IMessageQueue
{
    private const string Scope = "https://servicebus.azure.net/.default";

    private readonly StorageClient client;

    internal ServiceBusSender(AzureStorageOptions options, ServiceBusOptions bus, TimeProvider time)
    {
        HttpPipelinePolicy authentication = bus is { KeyName: { } name, Key: { } key }
            ? new ServiceBusSasPolicy(name, key, time)
            : new BearerTokenAuthenticationPolicy(StorageAccount.Credential(options), Scope);
        client = StorageClient.Create(options, bus.Endpoint, null, authentication);
    }

    public async Task SendAsync(string queue, string messageId, string body, CancellationToken cancellation)
    {
        StorageLimits.CheckMessage(queue, messageId, body);
        using var message = client.Request(RequestMethod.Post, $"/{queue}/messages");
        // Headers are ASCII: the default writer escapes everything else.
        message.Request.Headers.SetValue("BrokerProperties", new JsonObject { ["MessageId"] = messageId }.ToJsonString());
        message.Request.Headers.SetValue("Content-Type", "application/json; charset=utf-8");
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body));
        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status != 201)
        {
            throw StorageClient.Unexpected(response, $"Sending to Service Bus queue {queue}");
        }
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int limit, TimeSpan visibility, CancellationToken cancellation)
        => throw TriggerReceives(queue);

    public Task<bool> CompleteAsync(string queue, ReceivedMessage message, CancellationToken cancellation) => throw TriggerReceives(queue);

    public Task AbandonAsync(string queue, ReceivedMessage message, TimeSpan delay, CancellationToken cancellation)
        => throw TriggerReceives(queue);

    public Task DeadLetterAsync(string queue, ReceivedMessage message, string reason, CancellationToken cancellation)
        => throw TriggerReceives(queue);

    public Task<QueueDepth> DepthAsync(string queue, CancellationToken cancellation) => throw TriggerReceives(queue);

    private static NotSupportedException TriggerReceives(string queue) =>
        new($"Messages of the Service Bus queue '{queue}' are received and settled by its serviceBusTrigger; this side only sends. Read "
        + $"depth and dead letters from the namespace's metrics.");
}
