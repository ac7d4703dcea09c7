using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Workspace;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Models;

/// <summary>Finds the alert to work on after one, in the officer's own view of the queue.</summary>
internal sealed class NextAlert(QueueReader queue, CustomerNames names, TimeProvider clock)
{
    /// <summary>The address of what comes next: the following alert of the view that has undecided findings and that nobody else holds,
    /// else the first such from its beginning, else the queue itself. It always has a query, so that more can be added.</summary>
    /// <param name="id">The alert that is left.</param>
    /// <param name="view">The query of the view; null for the whole queue.</param>
    /// <param name="officer">Who goes on.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<string> AfterAsync(AlertId id, string? view, Officer officer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var query = QueueLinks.Read(view);
        var named = query.Text is { Length: > 0 } text ? (await names.FindAsync(text, officer, cancellation)).Alerts : [];
        bool CanWork(QueueRow row) => row.Id != id.ToString() && row.Undecided > 0 && row.StatusAt(now) == AlertStatus.Open
            && (!row.Escalated || officer.TakesEscalations)
            && (row.HolderAt(now) is not { } holder || holder == officer.Id.Value);
        var next = await queue.NextAsync(query with { Named = named }, officer, id.ToString(), CanWork, cancellation);
        return next is not null ? $"/app/alerts/{next.Id}?{Carried(QueueLinks.QueryOf(query)).TrimStart('&')}"
            : QueueLinks.To(query) is var path && path.Contains('?', StringComparison.Ordinal) ? path : path + "?";
    }

    /// <summary>The view as a part of an address; empty where there is none.</summary>
    public static string Carried(string? view) => view is null ? "" : "&in=" + Uri.EscapeDataString(view);
}
