using System.Text.Json.Serialization;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>The message on the <c>alerts</c> queue: a screening ended in review or block. It carries ids only, never names; the handler
/// reads the evidence.</summary>
/// <param name="ScreeningId">The screening; also the message id, so that sending twice is sending once.</param>
/// <param name="SubjectId">The caller's id of the subject; null for ad-hoc screenings.</param>
/// <param name="Decision">The decision as text: <c>review</c> or <c>block</c>.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record AlertMessage(string ScreeningId, string? SubjectId, string Decision, DateTimeOffset DecidedAt)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "alerts";

    /// <summary>Name of the queue of blocks: they have one of their own, so that none waits behind reviews, wherever it is
    /// received.</summary>
    public const string BlockQueue = "alert-blocks";

    /// <summary>The decision of a block.</summary>
    public const string Block = "block";

    /// <summary>Both queues, blocks first.</summary>
    public static IReadOnlyList<string> Queues { get; } = [BlockQueue, Queue];

    /// <summary>The queue that the message is sent to.</summary>
    [JsonIgnore]
    public string OwnQueue => Decision == Block ? BlockQueue : Queue;

    /// <summary>W3C trace context of the screening; null where none was active.</summary>
    public string? TraceParent { get; init; }
}
