using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Export;

/// <summary>What is exported.</summary>
internal enum ExportKind
{
    /// <summary>One screening, with the alert it raised.</summary>
    Screening,

    /// <summary>One alert, with the screenings that raised it.</summary>
    Alert,

    /// <summary>Everything of one subject, named by the caller's own id or by the key that its page shows.</summary>
    Subject,
}

/// <summary>The screenings and alerts of an export, and the ids whose records of the log belong to it.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="Id">Its id.</param>
/// <param name="Screenings">Ids of the screenings, in order.</param>
/// <param name="Alerts">The alerts, in order.</param>
internal sealed record ExportScope(ExportKind Kind, string Id, ImmutableArray<string> Screenings, ImmutableArray<AlertId> Alerts)
{
    /// <summary>Ids under which the log is asked; for a subject also its key, under which its holds and erasures stand.</summary>
    public IEnumerable<string> Keys => Screenings
        .Concat(Alerts.Select(alert => alert.ToString()))
        .Concat(SubjectKey is null ? [] : [SubjectKey]);

    /// <summary>The subject's key; null where one screening or alert is exported.</summary>
    public string? SubjectKey { get; init; }
}

/// <summary>Finds what belongs to an export.</summary>
internal sealed class ExportScopes(AuditLog log, ScreeningStore screenings, AlertStore alerts)
{
    /// <summary>The scope; null where nothing of that id is stored or recorded.</summary>
    public Task<ExportScope?> FindAsync(ExportKind kind, string id, CancellationToken cancellation) => kind switch
    {
        ExportKind.Screening => OfScreeningAsync(id, cancellation),
        ExportKind.Alert => OfAlertAsync(id, cancellation),
        ExportKind.Subject => OfSubjectAsync(id, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of export."),
    };

    private async Task<ExportScope?> OfScreeningAsync(string id, CancellationToken cancellation)
    {
        if (!ScreeningId.TryReadShard(id, out _) || (await log.AboutAsync(id, cancellation)).IsEmpty)
        {
            return null;
        }

        var first = (await screenings.FindAsync(id, cancellation))?.Evidence.Request.Subject.Id is { } subject
            ? AlertId.FirstOfSubject(subject) : AlertId.OfAdHocScreening(id);
        return new ExportScope(ExportKind.Screening, id, [id], await RaisedByAsync(first, id, cancellation));
    }

    private async Task<ExportScope?> OfAlertAsync(string id, CancellationToken cancellation) =>
        AlertId.TryParse(id, out var alert) && await alerts.FindAsync(alert, cancellation) is { } file
            ? new ExportScope(ExportKind.Alert, id, file.Alert.ScreeningIds, [alert])
            : null;

    private async Task<ExportScope?> OfSubjectAsync(string id, CancellationToken cancellation)
    {
        var first = await OwnIdAsync(id, cancellation) || !AlertId.TryParse($"{id}-1", out var byKey) ? AlertId.FirstOfSubject(id) : byKey;
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var sequence in await log.AboutAsync(first.SubjectKey, cancellation))
        {
            if (await log.FindAsync(sequence, cancellation) is { Act: RecordActs.ScreeningDecided } record)
            {
                ids.Add(record.Target);
            }
        }

        var raised = await RaisedByAsync(first, null, cancellation);
        return ids.Count == 0 && raised.IsEmpty
            ? null : new ExportScope(ExportKind.Subject, id, [.. ids.Order(StringComparer.Ordinal)], raised)
            {
                SubjectKey = first.SubjectKey,
            };
    }

    // A caller's own id comes before a key that reads the same.
    private async Task<bool> OwnIdAsync(string id, CancellationToken cancellation)
        => AlertId.FirstOfSubject(id).SubjectKey is var key && (!(await log.AboutAsync(key, cancellation)).IsEmpty
            || await alerts.LatestNumberAsync(key, cancellation) > 0);

    private async Task<ImmutableArray<AlertId>> RaisedByAsync(AlertId first, string? screening, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<AlertId>();
        for (var number = 1; number <= await alerts.LatestNumberAsync(first.SubjectKey, cancellation); number++)
        {
            if (await alerts.FindAsync(first.WithNumber(number), cancellation) is { } file
                && (screening is null || file.Alert.ScreeningIds.Contains(screening)))
            {
                found.Add(file.Alert.Id);
            }
        }

        return found.ToImmutable();
    }
}
