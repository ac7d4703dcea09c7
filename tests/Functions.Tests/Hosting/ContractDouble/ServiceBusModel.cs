namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// A model of Service Bus queues: duplicate detection by message id, peek-lock with a time limit, delivery counts, dead letters after the
/// last delivery. Time is an argument. Not Microsoft's service.
/// </summary>
internal sealed class ServiceBusModel
{
    private readonly Lock _gate = new();
    private readonly List<BusMessage> _messages = [];
    private readonly Dictionary<(string Queue, string Id), DateTimeOffset> _seen = [];
    private long _sequence;

    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(5);

    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>Sends that were accepted, duplicates among them.</summary>
    public long Sends { get; private set; }

    /// <summary>Messages that were completed, in the order of completion.</summary>
    public List<string> Completed { get; } = [];

    /// <summary>Takes a message; false where its id was seen within the window, which the service accepts and forgets.</summary>
    public bool Send(string queue, string id, byte[] body, DateTimeOffset now)
    {
        lock (_gate)
        {
            Sends++;
            foreach (var old in _seen.Where(pair => now - pair.Value > DuplicateWindow).Select(pair => pair.Key).ToList())
            {
                _seen.Remove(old);
            }

            if (!_seen.TryAdd((queue, id), now))
            {
                return false;
            }

            _messages.Add(new BusMessage(queue, id, body, ++_sequence, now));
            return true;
        }
    }

    /// <summary>Locks the oldest message nobody holds; null where there is none. The delivery is counted.</summary>
    public BusDelivery? PeekLock(string queue, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var message in _messages.Where(message => message.Queue == queue && !message.IsDead && message.LockedUntil <= now))
            {
                if (message.Deliveries >= MaxDeliveryCount)
                {
                    message.IsDead = true; // Its last lock ran out.
                    continue;
                }

                message.Deliveries++;
                message.LockedUntil = now + LockDuration;
                message.Lock = Guid.NewGuid();
                return new BusDelivery(message.Id, message.Body, message.Deliveries, message.Sequence, message.Lock, message.EnqueuedAt);
            }

            return null;
        }
    }

    /// <summary>Settles a delivery; false where its lock was lost meanwhile.</summary>
    public bool Complete(BusDelivery delivery, DateTimeOffset now) => Settle(delivery, now, message =>
    {
        _messages.Remove(message);
        Completed.Add(message.Id);
    });

    /// <summary>Gives a message back, or lays it with the dead letters after its last delivery; false where the lock was lost.</summary>
    public bool Abandon(BusDelivery delivery, DateTimeOffset now) => Settle(delivery, now, message =>
    {
        message.LockedUntil = DateTimeOffset.MinValue;
        message.IsDead = message.Deliveries >= MaxDeliveryCount;
    });

    /// <summary>How many messages wait or are held, and how many lie dead.</summary>
    public (int Active, int Dead) Count(string queue)
    {
        lock (_gate)
        {
            return (_messages.Count(message => message.Queue == queue && !message.IsDead),
                _messages.Count(message => message.Queue == queue && message.IsDead));
        }
    }

    private bool Settle(BusDelivery delivery, DateTimeOffset now, Action<BusMessage> settle)
    {
        lock (_gate)
        {
            if (_messages.FirstOrDefault(message => message.Lock == delivery.Lock && message.LockedUntil > now) is not { } held)
            {
                return false;
            }

            held.Lock = Guid.Empty;
            settle(held);
            return true;
        }
    }

    private sealed class BusMessage(string queue, string id, byte[] body, long sequence, DateTimeOffset enqueuedAt)
    {
        public string Queue => queue;

        public string Id => id;

        public byte[] Body => body;

        public long Sequence => sequence;

        public DateTimeOffset EnqueuedAt => enqueuedAt;

        public int Deliveries { get; set; }

        public DateTimeOffset LockedUntil { get; set; } = DateTimeOffset.MinValue;

        public Guid Lock { get; set; }

        public bool IsDead { get; set; }
    }
}

/// <summary>A locked message.</summary>
internal sealed record BusDelivery(string Id, byte[] Body, int DeliveryCount, long Sequence, Guid Lock, DateTimeOffset EnqueuedAt);
