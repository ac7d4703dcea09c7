using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Queue;

/// <summary>Answers queries over the queue, within what the officer may see.</summary>
internal sealed class QueueReader(QueueIndex index, TimeProvider clock)
{
    /// <summary>One page.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="officer">Who asks.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<QueuePage> ReadAsync(QueueQuery query, Officer officer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return index.AskAsync(content => Read(content, query, officer, now), cancellation);
    }

    /// <summary>The first alert behind one, in the order of a query, that fits it and a condition; then from the beginning. It reads as far
    /// as the first that fits, not the queue.</summary>
    /// <param name="query">The view.</param>
    /// <param name="officer">Who goes on.</param>
    /// <param name="id">The alert that is left.</param>
    /// <param name="fits">What the officer can do something with.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<QueueRow?> NextAsync(QueueQuery query, Officer officer, string id, Func<QueueRow, bool> fits,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return index.AskAsync(content => content.Behind(id, query.Order)
            .FirstOrDefault(row => fits(row) && Sees(officer, row) && Matches(row, query, officer, now)), cancellation);
    }

    /// <summary>True where the officer may see the row's alert; the same answer as <see cref="AlertVisibility"/>.</summary>
    public static bool Sees(Officer officer, QueueRow row) =>
        officer.May(ReviewPermission.ReadAlerts)
        && (officer.Role != OfficerRole.ExternalReviewer || officer.Scope.Covers(AlertId.Parse(row.Id), row.Sources));

    private static QueuePage Read(QueueContent content, QueueQuery query, Officer officer, DateTimeOffset now)
    {
        var scoped = officer.Role == OfficerRole.ExternalReviewer;
        var rows = query.Status is AlertStatus.Closed or AlertStatus.Decided ? content.Decided : content.Open(query.Order);
        var size = Math.Clamp(query.PageSize, 1, QueueQuery.LargestPage);
        var found = rows.Where(row => (!scoped || Sees(officer, row)) && Matches(row, query, officer, now)).ToList();
        var pages = Math.Max(1, (found.Count + size - 1) / size);
        var page = Math.Clamp(query.Page, 1, pages);
        IReadOnlyList<QueueRow> open = scoped ? [.. content.Open().Where(row => Sees(officer, row))] : content.Open();
        return new QueuePage([.. found.Skip((page - 1) * size).Take(size)], found.Count, page, pages,
            Count(open, officer.Id.Value, now, out var sources), [.. sources]);
    }

    private static bool Matches(QueueRow row, QueueQuery query, Officer officer, DateTimeOffset now) =>
        (query.Status is null || row.StatusAt(now) == query.Status)
        && (query.Decision is null || row.Decision == query.Decision)
        && (query.Clock is null || row.ClockAt(now) == query.Clock)
        && (query.Source is null || row.Sources.Contains(query.Source))
        && (query.Group is null || row.Group == query.Group)
        && (query.Holder is null || (query.Holder == "none" ? row.HolderAt(now) is null : row.HolderAt(now) == query.Holder))
        && (query.Text is not { Length: > 0 } text
            || query.Named.Contains(row.Id)
            || row.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
            || (officer.View == PersonalDataView.Full && row.SubjectId?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            || row.Entries.Any(entry => entry.Contains(text, StringComparison.OrdinalIgnoreCase))
            || row.LatestScreening.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>All counts in one pass: the queue may be long.</summary>
    private static QueueCounts Count(IReadOnlyList<QueueRow> open, string me, DateTimeOffset now, out SortedSet<string> sources)
    {
        var (unclaimed, mine, approval, information, held, risk, late) = (0, 0, 0, 0, 0, 0, 0);
        sources = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in open)
        {
            var (holder, status, clock) = (row.HolderAt(now), row.StatusAt(now), row.ClockAt(now));
            unclaimed += holder is null && status == AlertStatus.Open ? 1 : 0;
            mine += holder == me ? 1 : 0;
            approval += row.AwaitingApproval > 0 ? 1 : 0;
            information += row.Waiting ? 1 : 0;
            held += status == AlertStatus.OnHold ? 1 : 0;
            risk += clock == ClockState.AtRisk ? 1 : 0;
            late += clock == ClockState.Breached ? 1 : 0;
            foreach (var source in row.Sources)
            {
                sources.Add(source);
            }
        }

        return new QueueCounts(open.Count, unclaimed, mine, approval, information, held, risk, late);
    }
}
