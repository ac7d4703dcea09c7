namespace Compliance.Functions.Storage;

/// <summary>Limits of queues: the smaller of Azure Queues and Service Bus. Source: learn.microsoft.com, "Azure Queue Storage and Service
/// Bus queues: compared".</summary>
public static partial class StorageLimits
{
    /// <summary>What a queue's dead letters are called: the queue's name and this.</summary>
    public const string DeadLetterSuffix = "-poison";

    /// <summary>Bytes of a message's text in UTF-8: 64 KiB of base64 hold 48 KiB, of which 1 KiB is kept for the message id and the reason
    /// of a dead letter.</summary>
    public const int MaxMessageBytes = 47 * 1024;

    /// <summary>Characters of a message id (Service Bus).</summary>
    public const int MaxMessageIdChars = 128;

    /// <summary>Characters kept of a dead letter's reason.</summary>
    public const int MaxReasonChars = 128;

    /// <summary>Messages of one receive.</summary>
    public const int MaxReceive = 32;

    /// <summary>Longest lease and longest delay.</summary>
    public static readonly TimeSpan MaxVisibility = TimeSpan.FromDays(7);

    /// <summary>Checks a queue name, which with the suffix of dead letters must still be a queue name.</summary>
    public static void CheckQueue(string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        CheckHyphenated(queue, "Queue name", queue.EndsWith(DeadLetterSuffix, StringComparison.Ordinal)
            ? 63 : 63 - DeadLetterSuffix.Length);
    }

    /// <summary>Checks a message before it is sent.</summary>
    public static void CheckMessage(string queue, string messageId, string body)
    {
        CheckQueue(queue);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(body);
        if (messageId.Length is 0 or > MaxMessageIdChars || messageId.Any(char.IsControl))
        {
            throw new StorageLimitException(
                $"Message id has {messageId.Length} characters; 1 to {MaxMessageIdChars} without control characters are allowed. Hash "
                    + $"long ids.");
        }

        CheckText(messageId, "Message id");
        if (CheckText(body, "Message text") is var bytes and > MaxMessageBytes)
        {
            throw new StorageLimitException(
                $"Message text has {bytes} bytes; at most {MaxMessageBytes} are allowed. Put large content into a blob and send its name.");
        }
    }

    /// <summary>Checks a receive.</summary>
    public static void CheckReceive(string queue, int limit, TimeSpan visibility)
    {
        CheckQueue(queue);
        if (limit is < 1 or > MaxReceive)
        {
            throw new StorageLimitException($"A receive asks for {limit} messages; 1 to {MaxReceive} are allowed.");
        }

        if (visibility < TimeSpan.FromSeconds(1) || visibility > MaxVisibility)
        {
            throw new StorageLimitException($"The lease is {visibility}; 1 second to {MaxVisibility.Days} days are allowed.");
        }
    }

    /// <summary>Checks the delay of an abandoned message.</summary>
    public static void CheckDelay(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero || delay > MaxVisibility)
        {
            throw new StorageLimitException($"The delay is {delay}; 0 to {MaxVisibility.Days} days are allowed.");
        }
    }

    /// <summary>The reason as kept: one line, at most <see cref="MaxReasonChars"/> characters.</summary>
    internal static string KeptReason(string reason)
    {
        var line = string.Concat(reason.Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return line.Length <= MaxReasonChars ? line : string.Concat(line.AsSpan(0, MaxReasonChars - 1), "…");
    }
}
