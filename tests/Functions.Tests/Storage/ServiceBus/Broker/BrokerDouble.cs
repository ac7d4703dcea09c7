using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Listener;
using Amqp.Sasl;
using Amqp.Types;
using EventId = Amqp.Handler.EventId;

namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>
/// A Service Bus namespace that the real client speaks AMQP to, on AMQPNetLite's container: made from the documentation of the protocol,
/// not from the calls of this project. Source: learn.microsoft.com, "AMQP 1.0 in Azure Service Bus protocol guide", "AMQP 1.0 in Azure
/// Service Bus: request-response-based operations". Its queues outlive a restart; connections and links do not.
/// </summary>
internal sealed class BrokerDouble : ILinkProcessor, IDisposable
{
    private readonly ConcurrentDictionary<string, BrokerQueue> queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OutgoingLink> links = [];
    private readonly int port = FreePort();
    private ContainerHost host;

    public BrokerDouble(params string[] names)
    {
        foreach (var name in names)
        {
            var dead = new BrokerQueue($"{name}/$DeadLetterQueue") { DetectsDuplicates = false };
            queues[dead.Name] = dead;
            queues[name] = new BrokerQueue(name) { DeadLetters = dead };
        }

        host = Open();
    }

    public string ConnectionString
        => $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=k;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true";

    /// <summary>Tokens that were put.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>Messages of each transfer that arrived: more than one in a batch.</summary>
    public ConcurrentQueue<int> Transfers { get; } = new();

    /// <summary>Transfers that are refused before one is taken, as a busy namespace does.</summary>
    public int BusyFor;

    /// <summary>Transfers that are taken and whose answer is lost with the connection.</summary>
    public int LoseAnswers;

    public BrokerQueue this[string name] => queues[name];

    public BrokerQueue DeadLettersOf(string name) => queues[$"{name}/$DeadLetterQueue"];

    public void Stop() => host.Close();

    public void Start() => host = Open();

    public void Dispose() => host.Close();

    public void Process(AttachContext context)
    {
        var receives = context.Attach.Role; // Of the client: true where it receives.
        var address = receives ? ((Source)context.Attach.Source).Address : ((Target)context.Attach.Target).Address;
        if (!queues.TryGetValue(address.TrimStart('/'), out var queue))
        {
            context.Complete(new Error(ErrorCode.NotFound) { Description = $"The messaging entity '{address}' could not be found." });
            return;
        }

        context.Attach.MaxMessageSize = 256 * 1024;
        if (receives)
        {
            var link = new OutgoingLink(queue, context.Link);
            lock (links)
            {
                links.Add(link);
            }

            context.Complete(link, 0);
        }
        else
        {
            context.Complete(new IncomingLink(this, queue), 300);
        }
    }

    private ContainerHost Open()
    {
        var opened = new ContainerHost(new Address($"amqp://127.0.0.1:{port}"));
        opened.Listeners[0].SASL.EnableMechanism(new Symbol("MSSBCBS"), new Mssbcbs());
        opened.Listeners[0].SASL.EnableAnonymousMechanism = true;
        opened.Listeners[0].HandlerFactory = _ => new LockTokenTags();
        opened.AddressResolver = (_, attach) =>
            (attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address)?.TrimStart('/');
        opened.RegisterRequestProcessor("$cbs", new TokenProcessor(this));
        foreach (var queue in queues.Values)
        {
            opened.RegisterRequestProcessor($"{queue.Name}/$management", new ManagementProcessor(queue));
        }

        opened.RegisterLinkProcessor(this);
        opened.Open();
        return opened;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The mechanism by which Service Bus lets a connection in whose links prove themselves by tokens.</summary>
    private sealed class Mssbcbs() : SaslProfile(new Symbol("MSSBCBS"))
    {
        protected override ITransport UpgradeTransport(ITransport transport) => transport;

        protected override DescribedList GetStartCommand(string hostname) => new SaslInit { Mechanism = Mechanism };

        protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
    }

    /// <summary>Names each delivery by its lock: "the delivery-tag is the lock token".</summary>
    private sealed class LockTokenTags : IHandler
    {
        public bool CanHandle(EventId id) => id == EventId.SendDelivery;

        public void Handle(Event protocolEvent)
        {
            if (protocolEvent.Context is IDelivery { Message: LockedMessage message } delivery)
            {
                delivery.Tag = message.LockToken.ToByteArray();
            }
        }
    }

    /// <summary><c>put-token</c>. Source: "AMQP Claims-Based Security".</summary>
    private sealed class TokenProcessor(BrokerDouble broker) : IRequestProcessor
    {
        public int Credit => 100;

        public void Process(RequestContext requestContext)
        {
            var asked = requestContext.Message.ApplicationProperties;
            var known = asked["operation"] as string == "put-token";
            broker.Tokens.Enqueue($"{asked["type"]} {asked["name"]}");
            requestContext.Complete(new Message
            {
                ApplicationProperties = new ApplicationProperties
                {
                    ["status-code"] = known ? 202 : 400,
                    ["status-description"] = known ? "Accepted" : "Bad Request",
                },
            });
        }
    }
}
