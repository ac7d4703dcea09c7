using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>A message that lies in a queue of the broker.</summary>
internal sealed class BrokerMessage(byte[] content, string? messageId, long sequence, DateTime enqueued)
{
    public string? MessageId { get; } = messageId;

    public long Sequence { get; } = sequence;

    /// <summary>Deliveries that ended without a settlement, or with an abandonment.</summary>
    public int Failures { get; set; }

    public Guid LockToken { get; set; }

    public DateTime LockedUntil { get; set; }

    public (string Reason, string Description)? Dead { get; set; }

    public bool IsLocked => LockToken != Guid.Empty && LockedUntil > DateTime.UtcNow;

    /// <summary>The message as it goes over the wire: what was sent, and what the broker knows of it. Source: learn.microsoft.com, "AMQP
    /// 1.0 in Azure Service Bus protocol guide", "Messages".</summary>
    public LockedMessage ToWire()
    {
        var message = new LockedMessage(LockToken, Message.Decode(new ByteBuffer(content, 0, content.Length, content.Length)));
        message.Header ??= new Header();
        message.Header.DeliveryCount = (uint)Failures;
        message.MessageAnnotations ??= new MessageAnnotations();
        message.MessageAnnotations[new Symbol("x-opt-sequence-number")] = Sequence;
        message.MessageAnnotations[new Symbol("x-opt-enqueued-time")] = enqueued;
        message.MessageAnnotations[new Symbol("x-opt-locked-until")] = LockedUntil;
        if (Dead is { } dead)
        {
            message.ApplicationProperties ??= new ApplicationProperties();
            message.ApplicationProperties["DeadLetterReason"] = dead.Reason;
            message.ApplicationProperties["DeadLetterErrorDescription"] = dead.Description;
        }

        return message;
    }
}

/// <summary>A message on its way out, under the lock that its delivery tag will name.</summary>
internal sealed class LockedMessage : Message
{
    public LockedMessage(Guid lockToken, Message sent)
    {
        LockToken = lockToken;
        (Header, MessageAnnotations, Properties, ApplicationProperties, BodySection) =
            (sent.Header, sent.MessageAnnotations, sent.Properties, sent.ApplicationProperties, sent.BodySection);
    }

    public Guid LockToken { get; }
}
