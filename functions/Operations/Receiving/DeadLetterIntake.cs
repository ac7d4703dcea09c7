using Azure.Messaging.ServiceBus;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>Takes the dead letters of a bus into the quarantine, where an officer reads the reason and releases or discards them under
/// audit. First kept, then completed: a crash between keeps the message once more under the same id.</summary>
internal sealed class DeadLetterIntake(Quarantine quarantine, ILogger<DeadLetterIntake> log)
{
    /// <summary>Keeps one dead letter.</summary>
    public async Task KeepAsync(string queue, ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        var reason = (message.DeadLetterReason, message.DeadLetterErrorDescription) switch
        {
            (null, null) => "The bus gives no reason.",
            (var name, null) => name,
            (null, var description) => description,
            var (name, description) => $"{name}: {description}",
        };
        // The text is kept as it was carried: a claim on a large one stays a claim, so that a release sends the whole of it.
        var id = await quarantine.KeepAsync("ServiceBus", queue, MessageText.Of(message) ?? "", reason, cancellation, message.MessageId);
        log.LogError("A dead letter of {Queue} is quarantined as {Quarantined} after {Deliveries} deliveries.", queue, id,
            message.DeliveryCount);
    }
}
