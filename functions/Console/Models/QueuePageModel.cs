using System.Collections.Immutable;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Comparison;
using Compliance.Functions.Console.Workspace;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>The queue as the page shows it.</summary>
public sealed record QueuePageModel(QueueQuery Query, QueuePage Page, ImmutableArray<QueueLine> Lines, bool WorksAlerts)
{
    /// <summary>Alerts whose customers' names were not read yet while a name was looked for.</summary>
    public int Unread { get; init; }

    /// <summary>Views that the officer keeps.</summary>
    public ImmutableArray<SavedView> Views { get; init; } = [];
}

/// <summary>A line of the queue: the row, and the names that only the evidence holds.</summary>
public sealed record QueueLine(QueueRow Row, string SubjectName, PartyKind SubjectKind, string? ListedName)
{
    /// <summary>The customer's birth date and nationality; empty where not stated or not seen by the role.</summary>
    public string About { get; init; } = "";

    /// <summary>The programmes of the listing; empty for a gate's finding.</summary>
    public string Programmes { get; init; } = "";

    /// <summary>What differs and what agrees; empty for a gate's finding.</summary>
    public string Comparison { get; init; } = "";
}

/// <summary>Reads the queue with the names of its page's lines.</summary>
internal sealed class QueuePageReader(QueueReader queue, IEvidenceReader evidence, SavedViews views, CustomerNames names)
{
    public async Task<QueuePageModel> ReadAsync(QueueQuery query, Officer officer, CancellationToken cancellation)
    {
        var named = query.Text is { Length: > 0 } text ? await names.FindAsync(text, officer, cancellation) : NamedAlerts.None;
        var page = await queue.ReadAsync(query with { Named = named.Alerts }, officer, cancellation);
        var lines = ImmutableArray.CreateBuilder<QueueLine>();
        foreach (var row in page.Rows)
        {
            var screening = await evidence.FindAsync(row.LatestScreening, cancellation);
            var hit = screening?.Outcome.Hits.FirstOrDefault(hit => hit.Entry.ToString() == row.TopEntry);
            var subject = screening?.Request.Subject;
            lines.Add(new QueueLine(row, officer.View == PersonalDataView.Masked
                ? PersonalDataMask.Initials(subject?.Name ?? "")
                : subject?.Name ?? "", subject?.Kind ?? PartyKind.Unknown, hit?.Match.Name.Text)
            {
                About = officer.View != PersonalDataView.Full || subject is null ? "" : string.Join(", ", new[]
                {
                    subject.BirthDate.IsStated ? ConsoleText.Of(subject.BirthDate) : "",
                    string.Join(" ", subject.Nationalities.Select(country => country.Value)),
                }.Where(one => one.Length > 0)),
                Programmes = hit is null ? "" : string.Join(", ",
                    hit.Match.Party.Designations.Select(one => one.Programme).Distinct().Take(2)),
                Comparison = hit is null || screening is null ? "" : AlertSummary.Of(hit, FieldComparison.Of(
                    AlertFindings.SubjectOf(screening, hit.Role), hit.Match)).InBrief,
            });
        }

        return new QueuePageModel(query, page, lines.ToImmutable(), officer.WorksAlerts)
        { Unread = named.Unread, Views = await views.OfAsync(officer.Id, cancellation) };
    }
}
