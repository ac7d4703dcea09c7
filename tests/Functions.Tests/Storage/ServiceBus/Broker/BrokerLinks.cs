using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>A link on which a client sends to a queue: single messages, and batches, which are one transfer of many encoded
/// messages.</summary>
internal sealed class IncomingLink(BrokerDouble broker, BrokerQueue queue) : LinkEndpoint
{
    private const uint BatchFormat = 0x80013700;

    public override void OnMessage(MessageContext messageContext)
    {
        if (Interlocked.Decrement(ref broker.BusyFor) >= 0)
        {
            messageContext.Complete(new Error(new Symbol("com.microsoft:server-busy"))
            { Description = "The request was terminated because the namespace is being throttled." });
            return;
        }

        var contents = Contents(messageContext.Message);
        broker.Transfers.Enqueue(contents.Count);
        foreach (var content in contents)
        {
            var id = Message.Decode(new ByteBuffer(content, 0, content.Length, content.Length)).Properties?.GetMessageId() as string;
            queue.Enqueue(content, id);
        }

        if (Interlocked.Decrement(ref broker.LoseAnswers) >= 0)
        {
            ((ListenerConnection)messageContext.Link.Session.Connection).CloseAsync(TimeSpan.Zero,
                new Error(new Symbol(ErrorCode.ConnectionForced)) { Description = "The connection was closed by the broker." });
            return;
        }

        messageContext.Complete();
    }

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }

    private static List<byte[]> Contents(Message message)
    {
        if (message.Format != BatchFormat)
        {
            var encoded = message.Encode();
            return [encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray()];
        }

        return message.BodySection switch
        {
            DataList list => [.. Enumerable.Range(0, list.Count).Select(index => list[index].Binary)],
            Data data => [data.Binary],
            var other => throw new InvalidDataException($"A batch has the body {other?.GetType().Name}."),
        };
    }
}

/// <summary>A link on which a client receives from a queue: as many messages as it gave credit for, each under a lock.</summary>
internal sealed class OutgoingLink : LinkEndpoint
{
    private readonly Lock gate = new();
    private readonly BrokerQueue queue;
    private readonly ListenerLink link;
    private readonly Timer looking;
    private int credit;
    private bool closed;

    public OutgoingLink(BrokerQueue queue, ListenerLink link)
    {
        (this.queue, this.link) = (queue, link);
        queue.Changed += Pump;
        looking = new Timer(_ => Pump(), null, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50)); // Locks run out unseen.
    }

    public override void OnFlow(FlowContext flowContext)
    {
        lock (gate)
        {
            credit = flowContext.Messages;
        }

        Pump();
        if (link.IsDraining)
        {
            lock (gate)
            {
                credit = 0;
            }

            link.CompleteDrain();
        }
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        var message = (LockedMessage)dispositionContext.Message;
        var settled = dispositionContext.DeliveryState switch
        {
            Accepted => queue.Settle(message.LockToken, Settling.Complete),
            Released => queue.Settle(message.LockToken, Settling.Release),
            Rejected rejected => queue.Settle(message.LockToken, Settling.DeadLetter, Info(rejected, "DeadLetterReason"),
                Info(rejected, "DeadLetterErrorDescription")),
            Modified => queue.Settle(message.LockToken, Settling.Abandon),
            _ => true,
        };
        DeliveryState outcome = settled ? new Accepted() : new Rejected
        {
            Error = new Error(new Symbol("com.microsoft:message-lock-lost")) { Description = "The lock supplied is invalid." },
        };
        if (!dispositionContext.Settled)
        {
            dispositionContext.Link.DisposeMessage(message, outcome, settled: true);
        }
    }

    public override void OnLinkClosed(ListenerLink link, Error error)
    {
        lock (gate)
        {
            closed = true;
        }

        queue.Changed -= Pump;
        looking.Dispose();
    }

    public override void OnMessage(MessageContext messageContext)
    {
    }

    private void Pump()
    {
        while (true)
        {
            lock (gate)
            {
                if (closed || credit <= 0 || link.IsClosed || queue.Lock() is not { } message)
                {
                    return;
                }

                credit--;
                try
                {
                    link.SendMessage(message.ToWire());
                }
                catch (AmqpException)
                {
                    closed = true; // The connection went meanwhile; the lock runs out.
                    return;
                }
            }
        }
    }

    private static string Info(Rejected rejected, string name)
        => rejected.Error?.Info is { } info && info.TryGetValue(new Symbol(name), out var value) ? value as string ?? "" : "";
}
