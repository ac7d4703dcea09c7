using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Opens the alert of a screening, or extends the subject's open one. Any number of deliveries of the same message have one
/// effect.</summary>
internal sealed class AlertOpener(IEvidenceReader evidence, AlertStore store, AlertService desk) : IAlertOpener
{
    /// <inheritdoc/>
    public async Task OpenAsync(AlertMessage message, CancellationToken cancellation)
    {
        var screening = await evidence.FindAsync(message.ScreeningId, cancellation)
            ?? throw new InvalidDataException(
            $"The evidence of the screening {message.ScreeningId} was not found; evidence is stored before its message is sent.");
        var subjectId = screening.Request.Subject.Id;
        var first = subjectId is null ? AlertId.OfAdHocScreening(message.ScreeningId) : AlertId.FirstOfSubject(subjectId);
        var raise = new AlertCommand.Raise(first, subjectId, message.ScreeningId, screening.Outcome.Decision, AlertFindings.Of(screening));

        while (true)
        {
            var latest = await store.LatestNumberAsync(first.SubjectKey, cancellation);
            if (await WasRaisedAsync(first, latest, message.ScreeningId, cancellation))
            {
                return;
            }

            var target = first.WithNumber(Math.Max(latest, 1));
            var answer = await desk.GiveAsync(target, raise with { Alert = target }, Officer.Service, seenVersion: null, cancellation);
            if (answer is AlertCommandResult.Refused { Refusal.Kind: RefusalKind.Closed })
            {
                // What two people confirmed stands: the subject's next alert begins with it.
                var before = (await store.FindAsync(target, cancellation))?.Alert.ConfirmedSoFar ?? [];
                target = target.Next();
                answer = await desk.GiveAsync(target, raise with { Alert = target, ConfirmedBefore = before }, Officer.Service,
                    seenVersion: null, cancellation);
            }

            switch (answer)
            {
                case AlertCommandResult.Done:
                    return;
                case AlertCommandResult.Refused { Refusal.Kind: RefusalKind.Closed }:
                    continue; // Another instance opened the next alert, and it was closed meanwhile.
                case AlertCommandResult.Refused { Refusal: var refusal }:
                    throw new InvalidDataException($"The screening {message.ScreeningId} cannot raise an alert: {refusal.Text}");
                default:
                    throw new InvalidOperationException($"Unknown answer {answer.GetType()}.");
            }
        }
    }

    /// <summary>True where any alert of the subject was raised by this screening: a message may return long after its alert was
    /// closed.</summary>
    private async Task<bool> WasRaisedAsync(AlertId first, int latest, string screeningId, CancellationToken cancellation)
    {
        for (var number = latest; number >= 1; number--)
        {
            if (await store.FindAsync(first.WithNumber(number), cancellation) is { } file && file.Alert.ScreeningIds.Contains(screeningId))
            {
                return true;
            }
        }

        return false;
    }
}
