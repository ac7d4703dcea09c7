using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts.Queue;

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

    /// <summary>Alerts that the text stands for although their rows do not hold it: those of customers of that name.</summary>
    public ImmutableHashSet<string> Named { get; init; } = [];

    /// <summary>Findings like each other, as <see cref="QueueRow.Group"/> names them.</summary>
    public string? Group { get; init; }

    public QueueOrder Order { get; init; }

    /// <summary>1 for the first page.</summary>
    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 25;
}

/// <summary>One page of the queue, with the counts that officers steer by.</summary>
public sealed record QueuePage(ImmutableArray<QueueRow> Rows, int Total, int Page, int Pages, QueueCounts Counts,
    ImmutableArray<string> Sources);

/// <summary>Counts over everything that needs work, whatever is filtered.</summary>
public sealed record QueueCounts(int Open, int Unclaimed, int Mine, int AwaitingApproval, int AwaitingInformation, int OnHold, int AtRisk,
    int Breached);
