using System.Globalization;
using System.Text.Json.Serialization;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Notices;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>How a delivery stands.</summary>
internal enum DeliveryState
{
    /// <summary>It is sent when its time comes.</summary>
    Waiting,

    /// <summary>Every attempt failed; an operator looks, and may send it again.</summary>
    Dead,
}

/// <summary>One delivery that was not accepted yet. What was accepted is removed.</summary>
/// <param name="Endpoint">Name of the receiver.</param>
/// <param name="Sequence">The record of the log that it tells of.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="NextAt">When it is tried next.</param>
/// <param name="State">How it stands.</param>
/// <param name="LastError">Why the last attempt failed; never the receiver's words.</param>
internal sealed record WebhookDelivery(string Endpoint, long Sequence, int Attempts, DateTimeOffset NextAt, DeliveryState State,
    string? LastError)
{
    /// <summary>The id that the receiver sees: the same at every attempt, so that a repetition can be told.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"whd_{Endpoint}_{Sequence}");

    /// <summary>Row of the delivery: dead ones apart.</summary>
    public string Row =>
        string.Create(CultureInfo.InvariantCulture, $"{(State == DeliveryState.Dead ? "dead" : "wait")}-{Endpoint}-{Sequence:D12}");
}

/// <summary>How far an endpoint was told.</summary>
internal sealed record WebhookCursor(long Sequence);

/// <summary>What is sent: ids and words of the service, never a name.</summary>
/// <param name="Id">The delivery; the same at every attempt.</param>
/// <param name="Type">What happened: the act of the log.</param>
/// <param name="At">When.</param>
/// <param name="Sequence">The record of the log: its order, and what its proof is asked by.</param>
/// <param name="Data">The ids and the decision.</param>
internal sealed record WebhookBody(string Id, string Type, DateTimeOffset At, long Sequence, WebhookData Data);

/// <summary>Of a screening: its decision. Of an alert: what its findings were decided to be.</summary>
internal sealed record WebhookData(string? ScreeningId, string? SubjectId, string? Decision, string? Action, string? Alert, string? Status,
    WebhookFinding[]? Findings)
{
    /// <summary>Of a subject: its standing as it is when it is sent.</summary>
    public StandingChange? Standing { get; init; }

    /// <summary>Of a notice: its text, to be handed to whom it meets.</summary>
    public NoticeTold? Notice { get; init; }
}

/// <summary>A finding and its disposition.</summary>
internal sealed record WebhookFinding(string Key, string? Disposition, string? Reason, bool Final);

/// <summary>JSON of deliveries.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(WebhookCursor))]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
