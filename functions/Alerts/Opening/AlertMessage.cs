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

    /// <summary>W3C trace context of the screening; null where none was active.</summary>
    public string? TraceParent { get; init; }
}
