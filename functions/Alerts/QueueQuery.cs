using System.Collections.Immutable;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts;

/// <summary>The order of the queue.</summary>
public enum QueueOrder
{
    /// <summary>What is due first, blocks before reviews of the same day, better scores before worse.</summary>
    Due,

    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Best score first.</summary>
    Score,
}

/// <summary>Which alerts are asked for.</summary>
public sealed record QueueQuery
{
    public const int LargestPage = 200;

    /// <summary>Status; null for all that need work.</summary>
    public AlertStatus? Status { get; init; }

    public Decision? Decision { get; init; }

    public ClockState? Clock { get; init; }

    /// <summary>A list's code or a gate, as in <see cref="QueueRow.Sources"/>.</summary>
    public string? Source { get; init; }

    /// <summary>An officer's id; <c>none</c> for unclaimed.</summary>
    public string? Holder { get; init; }

    /// <summary>Part of a subject id, an alert id or a list entry.</summary>
    public string? Text { get; init; }

    public QueueOrder Order { get; init; }

    /// <summary>1 for the first page.</summary>
    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 25;
}

/// <summary>One page of the queue, with the counts that officers steer by.</summary>
public sealed record QueuePage(ImmutableArray<QueueRow> Rows, int Total, int Page, int Pages, QueueCounts Counts, ImmutableArray<string> Sources);

/// <summary>Counts over everything that needs work, whatever is filtered.</summary>
public sealed record QueueCounts(int Open, int Unclaimed, int Mine, int AwaitingApproval, int AwaitingInformation, int OnHold, int AtRisk, int Breached);

/// <summary>Answers queries over the queue.</summary>
internal sealed class QueueReader(AlertQueue queue, TimeProvider clock)
{
    /// <summary>One page.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="me">The officer who asks, for the count of their own; null where nobody in particular does.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<QueuePage> ReadAsync(QueueQuery query, OfficerId? me, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await queue.ReadAsync(decided: false, now, cancellation);
        var rows = query.Status is AlertStatus.Closed or AlertStatus.Decided ? await queue.ReadAsync(decided: true, now, cancellation) : open;
        var found = Sort(rows.Where(row => Matches(row, query, now)), query.Order).ToList();
        var size = Math.Clamp(query.PageSize, 1, QueueQuery.LargestPage);
        var pages = Math.Max(1, (found.Count + size - 1) / size);
        var page = Math.Clamp(query.Page, 1, pages);
        return new QueuePage(
            [.. found.Skip((page - 1) * size).Take(size)],
            found.Count,
            page,
            pages,
            Count(open, me?.Value, now),
            [.. open.SelectMany(row => row.Sources).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static bool Matches(QueueRow row, QueueQuery query, DateTimeOffset now) =>
        (query.Status is null || row.StatusAt(now) == query.Status)
        && (query.Decision is null || row.Decision == query.Decision)
        && (query.Clock is null || row.ClockAt(now) == query.Clock)
        && (query.Source is null || row.Sources.Contains(query.Source))
        && (query.Holder is null || (query.Holder == "none" ? row.HolderAt(now) is null : row.HolderAt(now) == query.Holder))
        && (query.Text is not { Length: > 0 } text
            || row.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
            || row.SubjectId?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
            || row.TopEntry?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
            || row.LatestScreening.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static IOrderedEnumerable<QueueRow> Sort(IEnumerable<QueueRow> rows, QueueOrder order) => order switch
    {
        QueueOrder.Due => rows.OrderBy(row => row.DueAt).ThenByDescending(row => row.Decision).ThenByDescending(row => row.TopScore).ThenBy(row => row.Id, StringComparer.Ordinal),
        QueueOrder.Newest => rows.OrderByDescending(row => row.OpenedAt).ThenBy(row => row.Id, StringComparer.Ordinal),
        QueueOrder.Score => rows.OrderByDescending(row => row.TopScore).ThenBy(row => row.DueAt).ThenBy(row => row.Id, StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order of the queue."),
    };

    private static QueueCounts Count(IReadOnlyList<QueueRow> open, string? me, DateTimeOffset now) => new(
        open.Count,
        open.Count(row => row.HolderAt(now) is null && row.StatusAt(now) == AlertStatus.Open),
        me is null ? 0 : open.Count(row => row.HolderAt(now) == me),
        open.Count(row => row.AwaitingApproval > 0),
        open.Count(row => row.Waiting),
        open.Count(row => row.StatusAt(now) == AlertStatus.OnHold),
        open.Count(row => row.ClockAt(now) == ClockState.AtRisk),
        open.Count(row => row.ClockAt(now) == ClockState.Breached));
}
