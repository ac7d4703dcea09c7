namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>
/// What a queue of Service Bus does, by its documentation: peek-lock with a lock time, delivery count, most deliveries, dead letters with
/// reason, duplicate detection by message id. It outlives the broker's connections. Source: learn.microsoft.com, "Message transfers, locks,
/// and settlement", "Service Bus dead-letter queues", "Duplicate detection".
/// </summary>
internal sealed class BrokerQueue(string name)
{
    private readonly Lock gate = new();
    private readonly List<BrokerMessage> messages = [];
    private readonly HashSet<string> seen = [];
    private readonly Dictionary<long, byte[]> contents = [];
    private long sequence;

    /// <summary>Called when something may have become deliverable.</summary>
    public event Action? Changed;

    public string Name { get; } = name;

    public TimeSpan LockTime { get; set; } = TimeSpan.FromSeconds(30);

    public int MaxDeliveries { get; set; } = 10;

    public bool DetectsDuplicates { get; set; } = true;

    /// <summary>Where dead messages go; null in the queue of dead letters itself.</summary>
    public BrokerQueue? DeadLetters { get; init; }

    /// <summary>Locks that were renewed.</summary>
    public int Renewals { get; private set; }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return messages.Count;
            }
        }
    }

    /// <summary>Ids in the order of arrival.</summary>
    public IReadOnlyList<string?> Ids
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Select(message => message.MessageId)];
            }
        }
    }

    /// <summary>Takes a message; one whose id was seen is accepted and dropped.</summary>
    public void Enqueue(byte[] content, string? messageId, (string, string)? dead = null, int failures = 0)
    {
        lock (gate)
        {
            if (DetectsDuplicates && messageId is not null && !seen.Add(messageId))
            {
                return;
            }

            messages.Add(new BrokerMessage(content, messageId, ++sequence, DateTime.UtcNow) { Dead = dead, Failures = failures });
            contents[sequence] = content;
        }

        Changed?.Invoke();
    }

    /// <summary>Locks the next message; null where none is free.</summary>
    public BrokerMessage? Lock()
    {
        lock (gate)
        {
            foreach (var message in messages.Where(message => !message.IsLocked).ToList())
            {
                if (message.LockToken != Guid.Empty)
                {
                    Failed(message); // Its lock ran out unsettled.
                    if (!messages.Contains(message))
                    {
                        continue;
                    }
                }

                (message.LockToken, message.LockedUntil) = (Guid.NewGuid(), DateTime.UtcNow + LockTime);
                return message;
            }
        }

        return null;
    }

    /// <summary>Renews a lock; its new end, or null where it was lost.</summary>
    public DateTime? Renew(Guid token)
    {
        lock (gate)
        {
            if (Held(token) is not { } message)
            {
                return null;
            }

            Renewals++;
            return message.LockedUntil = DateTime.UtcNow + LockTime;
        }
    }

    /// <summary>Settles a message that is locked under the token; false where the lock was lost.</summary>
    public bool Settle(Guid token, Settling how, string reason = "", string description = "")
    {
        lock (gate)
        {
            if (Held(token) is not { } message)
            {
                return false;
            }

            switch (how)
            {
                case Settling.Complete:
                    messages.Remove(message);
                    break;
                case Settling.Abandon:
                    Failed(message);
                    break;
                case Settling.Release:
                    message.LockToken = Guid.Empty; // The client took it from the wire and gave it to nobody: no delivery.
                    break;
                default:
                    Bury(message, reason, description);
                    break;
            }
        }

        Changed?.Invoke();
        return true;
    }

    /// <summary>Takes away all locks, as their end would.</summary>
    public void LoseLocks()
    {
        lock (gate)
        {
            foreach (var message in messages)
            {
                message.LockedUntil = DateTime.MinValue;
            }
        }

        Changed?.Invoke();
    }

    private BrokerMessage? Held(Guid token) => messages.FirstOrDefault(message => message.LockToken == token && message.IsLocked);

    private void Failed(BrokerMessage message)
    {
        message.LockToken = Guid.Empty;
        if (++message.Failures >= MaxDeliveries && DeadLetters is not null)
        {
            Bury(message, "MaxDeliveryCountExceeded", $"Message could not be consumed after {MaxDeliveries} delivery attempts.");
        }
    }

    private void Bury(BrokerMessage message, string reason, string description)
    {
        messages.Remove(message);
        DeadLetters?.Enqueue(contents[message.Sequence], message.MessageId, (reason, description), message.Failures);
    }
}
