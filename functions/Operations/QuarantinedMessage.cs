using System.Text.Json.Serialization;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Operations;

/// <summary>A message that can never be handled, set aside so that it neither blocks its queue nor is lost.</summary>
/// <param name="Id">Hash of function and text: the same message is set aside once, however often it comes.</param>
/// <param name="Function">The function that refused it.</param>
/// <param name="Queue">The queue it can be sent to again; null where there is none.</param>
/// <param name="Reason">Why it can never be handled.</param>
/// <param name="At">When it was set aside.</param>
/// <param name="Body">Its text, at most <see cref="MaxBodyChars"/> characters of it.</param>
internal sealed record QuarantinedMessage(string Id, string Function, string? Queue, string Reason, DateTimeOffset At, string Body)
{
    /// <summary>Characters kept of a text: what is longer was no message of this service.</summary>
    public const int MaxBodyChars = 64 * 1024;

    /// <summary>Released (sent again) or discarded; null while it waits.</summary>
    public string? Settled { get; init; }

    /// <summary>Who settled it.</summary>
    public string? By { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>What may be done with a quarantined message.</summary>
internal sealed record SettleBody(string? Note);

/// <summary>A quarantined message in a list: without its text, which may hold anything.</summary>
internal sealed record QuarantineEntry(string Id, string Function, string Reason, DateTimeOffset At, string? Settled, string? By,
    string? Note, DateTimeOffset? SettledAt);

/// <summary>The answer of <c>GET /api/v1/quarantine</c>.</summary>
internal sealed record QuarantineAnswer(int Waiting, QuarantineEntry[] Messages);

/// <summary>One queue as an operator sees it; numbers are null where the provider does not tell them.</summary>
internal sealed record QueueAnswer(string Queue, long? Waiting, long? Dead, double? OldestSeconds, string? Note);

/// <summary>The answer of <c>GET /api/v1/queues</c>.</summary>
/// <param name="Queues">The queues.</param>
/// <param name="Outbox">Alert messages that were stored and not sent yet; at most 1,600 are counted.</param>
/// <param name="OutboxOldestSeconds">Age of the oldest of them; null where there is none.</param>
/// <param name="Quarantined">Messages set aside that wait for a decision.</param>
internal sealed record QueuesAnswer(QueueAnswer[] Queues, int Outbox, double? OutboxOldestSeconds, int Quarantined);

/// <summary>The answer of a redrive.</summary>
internal sealed record RedriveAnswer(string Queue, int Sent);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QuarantinedMessage))]
[JsonSerializable(typeof(QuarantineAnswer))]
[JsonSerializable(typeof(QueuesAnswer))]
[JsonSerializable(typeof(RedriveAnswer))]
[JsonSerializable(typeof(SettleBody))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(AuditHead))]
internal sealed partial class OperationsJson : JsonSerializerContext;
