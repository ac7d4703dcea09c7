namespace Compliance.Functions.Storage.Embedded;

/// <summary>The statements behind queues. Times are Unix milliseconds. Writes run within the writer's transaction.</summary>
internal static class MessageChanges
{
    /// <summary>Puts a message on a queue; false where its id was sent within the window.</summary>
    public static bool Send(Statements statements, string queue, string messageId, string body, DateTimeOffset now, TimeSpan window)
    {
        var sentAt = now.ToUnixTimeMilliseconds();
        statements.Run("DELETE FROM sent_ids WHERE sent_at <= $1", (now - window).ToUnixTimeMilliseconds());
        if (statements.Run("INSERT INTO sent_ids(queue, message_id, sent_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", queue, messageId,
            sentAt) == 0)
        {
            return false;
        }

        statements.Run(
            "INSERT INTO messages(queue, message_id, body, sent_at, visible_at, deliveries, lease) VALUES ($1, $2, $3, $4, $4, 0, 0)",
                queue, messageId, body, sentAt);
        return true;
    }

    /// <summary>Longer than any lease or delay: a message that is hidden beyond it was hidden by a clock that was wrong, and is
    /// visible.</summary>
    private static readonly TimeSpan LongestHiding = TimeSpan.FromDays(8);

    private static long Beyond(DateTimeOffset now) => (now + LongestHiding).ToUnixTimeMilliseconds();

    /// <summary>Ends the leases and waits of a process that is gone: one process owns the store, so whoever held a message holds it no
    /// more.</summary>
    public static void EndLeases(Statements statements, DateTimeOffset now)
        => statements.Run("UPDATE messages SET visible_at = $1 WHERE visible_at > $1", now.ToUnixTimeMilliseconds());

    /// <summary>Whether a message could be leased now.</summary>
    public static bool AnyVisible(Statements statements, string queue, DateTimeOffset now) =>
        statements.Number("SELECT 1 FROM messages WHERE queue = $1 AND visible_at <= $2 LIMIT 1", queue, now.ToUnixTimeMilliseconds())
        is not null
        || statements.Number("SELECT 1 FROM messages WHERE queue = $1 AND visible_at > $2 LIMIT 1", queue, Beyond(now)) is not null;

    /// <summary>Leases the messages that became visible first.</summary>
    public static IReadOnlyList<ReceivedMessage> Lease(Statements statements, string queue, int limit, DateTimeOffset now,
        TimeSpan visibility)
    {
        var leased = new List<ReceivedMessage>(limit);
        var leases = new List<MessageLease>(limit);
        using (var reader = statements.Read(
            "SELECT id, lease, message_id, body, deliveries, reason FROM messages WHERE queue = $1 AND (visible_at <= $2 OR "
                + "visible_at > $4) ORDER BY visible_at, id LIMIT $3",
            queue,
            now.ToUnixTimeMilliseconds(),
            limit,
            Beyond(now)))
        {
            while (reader.Read())
            {
                var lease = new MessageLease(reader.GetInt64(0), reader.GetInt64(1) + 1);
                leases.Add(lease);
                leased.Add(new ReceivedMessage(reader.GetString(2), reader.GetString(3), reader.GetInt32(4) + 1, lease.ToString())
                {
                    DeadLetterReason = reader.IsDBNull(5) ? null : reader.GetString(5),
                });
            }
        }

        foreach (var lease in leases)
        {
            statements.Run(
                "UPDATE messages SET lease = $2, deliveries = deliveries + 1, visible_at = $3 WHERE id = $1",
                lease.Message,
                lease.Number,
                (now + visibility).ToUnixTimeMilliseconds());
        }

        return leased;
    }

    /// <summary>Removes a message under its latest lease.</summary>
    public static bool Complete(Statements statements, string queue, MessageLease lease) =>
        statements.Run("DELETE FROM messages WHERE id = $1 AND lease = $2 AND queue = $3", lease.Message, lease.Number, queue) == 1;

    /// <summary>Gives a message back and makes its lease void.</summary>
    public static bool Abandon(Statements statements, string queue, MessageLease lease, DateTimeOffset visibleAt) =>
        statements.Run(
            "UPDATE messages SET lease = lease + 1, visible_at = $4 WHERE id = $1 AND lease = $2 AND queue = $3",
            lease.Message,
            lease.Number,
            queue,
            visibleAt.ToUnixTimeMilliseconds()) == 1;

    /// <summary>Moves a message to the queue's dead letters; the time it was first sent stays.</summary>
    public static bool DeadLetter(Statements statements, string queue, MessageLease lease, string reason, DateTimeOffset now) =>
        statements.Run(
            "UPDATE messages SET queue = $4, reason = $5, lease = lease + 1, deliveries = 0, visible_at = $6 WHERE id = $1 AND lease = "
                + "$2 AND queue = $3",
            lease.Message,
            lease.Number,
            queue,
            queue + StorageLimits.DeadLetterSuffix,
            reason,
            now.ToUnixTimeMilliseconds()) == 1;

    /// <summary>Counts what waits and what lies dead.</summary>
    public static QueueDepth Depth(Statements statements, string queue, DateTimeOffset now)
    {
        const string Count = "SELECT count(*) FROM messages WHERE queue = $1";
        var oldest = statements.Number("SELECT min(sent_at) FROM messages WHERE queue = $1", queue);
        return new QueueDepth(
            statements.Number(Count, queue) ?? 0,
            statements.Number(Count, queue + StorageLimits.DeadLetterSuffix) ?? 0,
            oldest is { } sentAt ? now - DateTimeOffset.FromUnixTimeMilliseconds(sentAt) : null);
    }
}
