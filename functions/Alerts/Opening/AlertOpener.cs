using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Opens the alert of a screening, or extends the subject's open one. Any number of deliveries of the same message have one
/// effect, and several screenings of one subject are one change.</summary>
internal sealed class AlertOpener(IEvidenceReader evidence, AlertStore store, AlertService desk) : IAlertOpener
{
    /// <inheritdoc/>
    public Task OpenAsync(AlertMessage message, CancellationToken cancellation) => OpenAllAsync([message], cancellation);

    /// <inheritdoc/>
    public async Task OpenAllAsync(IReadOnlyList<AlertMessage> messages, CancellationToken cancellation)
    {
        var left = new List<AlertCommand.Raise>();
        foreach (var message in messages.DistinctBy(message => message.ScreeningId))
        {
            left.Add(await RaiseOfAsync(message, cancellation));
        }

        if (left.Select(raise => raise.Alert.SubjectKey).Distinct().Count() != 1)
        {
            throw new ArgumentException("The messages must be of one subject.", nameof(messages));
        }

        var first = left[0].Alert;
        while (true)
        {
            var latest = await store.LatestNumberAsync(first.SubjectKey, cancellation);
            var raised = await RaisedAsync(first, latest, cancellation);
            left.RemoveAll(raise => raised.Contains(raise.ScreeningId)); // A message may return long after its alert was closed.
            if (left.Count == 0)
            {
                return;
            }

            var target = first.WithNumber(Math.Max(latest, 1));
            var (done, refusal) = await desk.RaiseAsync(target, [.. left.Select(raise => raise with { Alert = target })], cancellation);
            if (done == 0 && refusal is { Kind: RefusalKind.Closed })
            {
                // What two people confirmed stands: the subject's next alert begins with it.
                var before = (await store.FindAsync(target, cancellation))?.Alert.ConfirmedSoFar ?? [];
                target = target.Next();
                (done, refusal) = await desk.RaiseAsync(target,
                    [.. left.Select(raise => raise with { Alert = target, ConfirmedBefore = before })], cancellation);
            }

            if (done == 0 && refusal is not null and not { Kind: RefusalKind.Closed })
            {
                throw new InvalidDataException($"The screening {left[0].ScreeningId} cannot raise an alert: {refusal.Text}");
            }

            left.RemoveRange(0, done); // Where nothing was done, another instance opened the next alert and it was closed meanwhile.
        }
    }

    private async Task<AlertCommand.Raise> RaiseOfAsync(AlertMessage message, CancellationToken cancellation)
    {
        var screening = await evidence.FindAsync(message.ScreeningId, cancellation)
            ?? throw new InvalidDataException(
            $"The evidence of the screening {message.ScreeningId} was not found; evidence is stored before its message is sent.");
        var subjectId = screening.Request.Subject.Id;
        var first = subjectId is null ? AlertId.OfAdHocScreening(message.ScreeningId) : AlertId.FirstOfSubject(subjectId);
        return new AlertCommand.Raise(first, subjectId, message.ScreeningId, screening.Outcome.Decision, AlertFindings.Of(screening));
    }

    /// <summary>The screenings that raised any alert of the subject.</summary>
    private async Task<HashSet<string>> RaisedAsync(AlertId first, int latest, CancellationToken cancellation)
    {
        var raised = new HashSet<string>(StringComparer.Ordinal);
        for (var number = latest; number >= 1; number--)
        {
            if (await store.FindAsync(first.WithNumber(number), cancellation) is { } file)
            {
                raised.UnionWith(file.Alert.ScreeningIds);
            }
        }

        return raised;
    }
}
