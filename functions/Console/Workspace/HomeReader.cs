using System.Collections.Immutable;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Appeals;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Workspace;

/// <summary>What an officer begins the day with.</summary>
public sealed record HomePageModel
{
    /// <summary>Counts of the queue; null for a role that reads no alerts.</summary>
    public QueueCounts? Counts { get; init; }

    /// <summary>Alerts that this officer holds.</summary>
    public ImmutableArray<QueueLine> Mine { get; init; } = [];

    /// <summary>What is due next, whoever holds it.</summary>
    public ImmutableArray<QueueLine> Due { get; init; } = [];

    /// <summary>Alerts opened within the last day, and decided within it.</summary>
    public (int Opened, int Decided) LastDay { get; init; }

    /// <summary>Open leads, actions that wait for a second person, open appeals; null for a role that sees none of them.</summary>
    public (int Leads, int Approvals, int Appeals)? Enforcement { get; init; }

    /// <summary>Every list that is in use, required or failing.</summary>
    public ImmutableArray<ListLine> Lists { get; init; } = [];
}

/// <summary>Reads the officer's own beginning of the day.</summary>
internal sealed class HomeReader(QueuePageReader queue, QueueIndex index, ListPageReader lists, LeadStore leads, ApprovalReader approvals,
    AppealReader appeals, TimeProvider clock)
{
    private const int Shown = 6;
    private const int MostCounted = 500;

    public async Task<HomePageModel> ReadAsync(Officer officer, CancellationToken cancellation)
    {
        var (now, model) = (clock.GetUtcNow(), new HomePageModel());
        if (officer.May(ReviewPermission.ReadAlerts))
        {
            var due = await queue.ReadAsync(new QueueQuery { PageSize = Shown }, officer, cancellation);
            var mine = await queue.ReadAsync(new QueueQuery { PageSize = Shown, Holder = officer.Id.Value }, officer, cancellation);
            model = model with
            {
                Counts = due.Page.Counts,
                Due = due.Lines,
                Mine = mine.Lines,
                LastDay = await index.AskAsync(content => (
                    content.Open(QueueOrder.Newest).Concat(content.Decided)
                        .Count(row => row.OpenedAt > now.AddDays(-1) && QueueReader.Sees(officer, row)),
                    content.Decided.Count(row => row.DecidedAt > now.AddDays(-1) && QueueReader.Sees(officer, row))), cancellation),
            };
        }

        if (officer.May(ReviewPermission.ReadScreenings))
        {
            model = model with
            {
                Enforcement = (
                    (await leads.OpenAsync(MostCounted, cancellation)).Count,
                    (await approvals.WaitingAsync(MostCounted, cancellation)).Count,
                    (await appeals.AllAsync(MostCounted, open: true, cancellation)).Count),
            };
        }

        return model with
        {
            Lists = [.. (await lists.AllAsync(cancellation))
                .Where(line => line.Version is not null || line.IsRequired || line.Incident is not null)],
        };
    }
}
