
namespace Compliance.Functions.Alerts.Opening;

/// <summary>Opens or extends the alert of a screening that ended in review or block. Called at least once per screening, so it must be
/// idempotent.</summary>
public interface IAlertOpener
{
    /// <summary>Opens or extends the alert. Throws where it could not: the message is delivered again.</summary>
    Task OpenAsync(AlertMessage message, CancellationToken cancellation);

    /// <summary>The same for several screenings of one subject, as one change where that goes.</summary>
    async Task OpenAllAsync(IReadOnlyList<AlertMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            await OpenAsync(message, cancellation);
        }
    }
}
