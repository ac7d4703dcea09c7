using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>Reads what the bulk pages show, within what the officer may see.</summary>
internal sealed class BulkPageReader(QueueIndex index, AlertStore alerts, BulkStore bulks, BulkVerdictRun course, IEvidenceReader evidence,
    ReviewPolicy policy, TimeProvider clock)
{
    private const int MostGroups = 100;

    /// <summary>Groups of two and more, largest first; verdicts newest first. What an interruption left behind is carried on.</summary>
    public async Task<BulkPageModel> ReadAsync(CancellationToken cancellation)
    {
        var verdicts = await bulks.ListAsync(cancellation);
        foreach (var open in verdicts.Where(one => one.Stage is BulkStage.Committed or BulkStage.Reserving))
        {
            await course.CarryOnAsync(open.Id, cancellation);
        }

        var groups = await index.AskAsync<ImmutableArray<BulkGroup>>(
            content =>
            [
                .. content.Open().Where(row => row.Group is not null).GroupBy(row => row.Group!, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => GroupOf(group.Key, [.. group])).OrderByDescending(group => group.Count)
                        .ThenBy(group => group.Group, StringComparer.Ordinal).Take(MostGroups),
            ],
            cancellation);
        return new BulkPageModel(groups, [.. (await bulks.ListAsync(cancellation)).Take(50)]);
    }

    /// <summary>A group before it is decided.</summary>
    public async Task<BulkPreviewModel> PreviewAsync(string group, string? problem, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (rows, others) = await index.AskAsync<(ImmutableArray<QueueRow>, ImmutableArray<QueueRow>)>(
            content =>
            (
                [.. content.Open().Where(row => row.Group == group)],
                [.. content.Open()
                    .Where(row => row.Group != group && row.TopEntry is { } entry
                    && group.StartsWith(entry + " ", StringComparison.Ordinal)).Take(20)]),
            cancellation);
        var free = rows.Where(row => row.HolderAt(now) is null).Take(policy.LargestBulk).ToList();
        var lines = ImmutableArray.CreateBuilder<BulkLine>();
        foreach (var row in free)
        {
            lines.Add(await LineAsync(row, cancellation));
        }

        return new BulkPreviewModel(
            group,
            lines.ToImmutable(),
            [
                .. rows.Where(row => row.HolderAt(now) is not null).Select(row => (row, $"held by {row.HolderAt(now)}")),
                .. others.Select(row =>
                    (row, row.Findings > 1 ? "has further findings" : row.AwaitingApproval > 0 ? "waits for a second person"
                    : row.Group is null ? "blocks, or an identifier is the same" : "other facts agree or differ")),
            ],
            rows.Length,
            policy,
            problem);
    }

    /// <summary>A bulk verdict; null where there is none.</summary>
    public async Task<BulkVerdictModel?> FindAsync(string id, string? problem, Officer officer, CancellationToken cancellation)
    {
        if (await bulks.FindAsync(id, cancellation) is not { Verdict: var verdict })
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<BulkLine>();
        foreach (var member in verdict.Members)
        {
            var row = await index.AskAsync(content => content.Find(member.Alert.ToString()), cancellation);
            if (row is not null)
            {
                lines.Add(await LineAsync(row, cancellation));
            }
        }

        var waits = verdict.Stage == BulkStage.Proposed;
        var mine = verdict.Author == officer.Id;
        return new BulkVerdictModel(
            verdict,
            lines.ToImmutable(),
            waits && !mine && officer.May(ReviewPermission.ApproveVerdicts),
            !waits ? null : mine ? "You proposed it: a second person confirms it or sends it back."
                : !officer.May(ReviewPermission.ApproveVerdicts) ? "An approver confirms it or sends it back." : null,
            waits && mine,
            problem);
    }

    private static BulkGroup GroupOf(string group, IReadOnlyList<QueueRow> rows)
    {
        var blank = group.IndexOf(' ', StringComparison.Ordinal);
        return new BulkGroup(group, rows.Count, blank < 0 ? group : group[..blank], blank < 0 ? ""
            : group[(blank + 1)..], rows.Min(row => row.OpenedAt));
    }

    private async Task<BulkLine> LineAsync(QueueRow row, CancellationToken cancellation)
    {
        var alert = (await alerts.FindAsync(AlertId.Parse(row.Id), cancellation))!.Alert;
        var finding = alert.Findings[0].Finding;
        var screening = await evidence.FindAsync(finding.ScreeningId, cancellation);
        var subject = screening is null ? null : AlertFindings.SubjectOf(screening, finding.Role);
        var listed = screening?.Outcome.Hits.FirstOrDefault(hit => hit.Entry == finding.Entry)?.Match.Name.Text;
        return new BulkLine(
            row,
            finding.Key,
            subject?.Name ?? "",
            subject is { BirthDate.IsStated: true } ? ConsoleText.Of(subject.BirthDate) : null,
            subject is null ? null
                : string.Join(" ", subject.Nationalities.Append(subject.Country).Append(subject.ResidenceCountry)
                .Where(country => country.IsStated).Select(country => country.Value).Distinct()),
            listed);
    }
}
