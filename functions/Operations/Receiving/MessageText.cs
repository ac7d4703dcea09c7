using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>The text that a message of a bus carries.</summary>
internal static class MessageText
{
    /// <summary>The text; null where the body is neither bytes nor a string.</summary>
    public static string? Of(ServiceBusReceivedMessage message)
    {
        var body = message.GetRawAmqpMessage().Body;
        return body.BodyType == AmqpMessageBodyType.Data ? message.Body.ToString()
            : body.TryGetValue(out var value) ? value as string : null;
    }
}
