using System.Diagnostics;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Telemetry;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Handles one message of the <c>alerts</c> queue, however it arrived: by trigger or by the pump.</summary>
internal sealed class AlertQueueHandler(IAlertOpener opener, TimeProvider time)
{
    /// <summary>Opens the alert; false where the message can never be handled. Failures that may pass throw, and the message comes
    /// again.</summary>
    public async Task<bool> HandleAsync(string body, CancellationToken cancellation)
    {
        if (Read(body) is not { } message)
        {
            Measured.Message(AlertMessage.Queue, "unreadable");
            return false;
        }

        using var opening = Traces.OfMessage("alert.open", ActivityKind.Consumer, message.OwnQueue, message.TraceParent);
        await opener.OpenAsync(message, cancellation);
        Measured.Delivered(message.OwnQueue, time.GetUtcNow() - message.DecidedAt);
        return true;
    }

    /// <summary>Opens the alert of several screenings of one subject.</summary>
    public async Task HandleAllAsync(IReadOnlyList<AlertMessage> messages, CancellationToken cancellation)
    {
        await opener.OpenAllAsync(messages, cancellation);
        foreach (var message in messages)
        {
            Measured.Delivered(message.OwnQueue, time.GetUtcNow() - message.DecidedAt);
        }
    }

    /// <summary>Reads a message; null where it can never be handled.</summary>
    public static AlertMessage? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, StoredJson.Default.AlertMessage) is { } message
                && ScreeningId.TryReadShard(message.ScreeningId, out _) ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
