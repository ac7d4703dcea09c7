using System.Collections.Immutable;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>The queue as the page shows it.</summary>
public sealed record QueuePageModel(QueueQuery Query, QueuePage Page, ImmutableArray<QueueLine> Lines, bool WorksAlerts)
{
    /// <summary>Views that the officer keeps.</summary>
    public ImmutableArray<SavedView> Views { get; init; } = [];
}

/// <summary>A line of the queue: the row, and the names that only the evidence holds.</summary>
public sealed record QueueLine(QueueRow Row, string SubjectName, PartyKind SubjectKind, string? ListedName);

/// <summary>Reads the queue with the names of its page's lines.</summary>
internal sealed class QueuePageReader(QueueReader queue, IEvidenceReader evidence, SavedViews views)
{
    public async Task<QueuePageModel> ReadAsync(QueueQuery query, Officer officer, CancellationToken cancellation)
    {
        var page = await queue.ReadAsync(query, officer, cancellation);
        var lines = ImmutableArray.CreateBuilder<QueueLine>();
        foreach (var row in page.Rows)
        {
            var screening = await evidence.FindAsync(row.LatestScreening, cancellation);
            var listed = screening?.Outcome.Hits.FirstOrDefault(hit => hit.Entry.ToString() == row.TopEntry)?.Match.Name.Text;
            lines.Add(new QueueLine(row, officer.View == PersonalDataView.Masked
                ? PersonalDataMask.Initials(screening?.Request.Subject.Name ?? "")
                : screening?.Request.Subject.Name ?? "", screening?.Request.Subject.Kind ?? PartyKind.Unknown, listed));
        }

        return new QueuePageModel(query, page, lines.ToImmutable(), officer.WorksAlerts)
        { Views = await views.OfAsync(officer.Id, cancellation) };
    }
}
