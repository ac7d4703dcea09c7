using System.Collections.Immutable;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Appeals;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Workspace;

/// <summary>A number of open things that is counted to a bound only.</summary>
/// <param name="Count">How many were counted.</param>
/// <param name="More">True where there are or may be more.</param>
public readonly record struct OpenCount(int Count, bool More)
{
    /// <summary>A count that stops beyond a bound.</summary>
    public static OpenCount Of(int counted, int most) => new(Math.Min(counted, most), counted > most);

    /// <summary><c>17</c>, or <c>500+</c>.</summary>
    public override string ToString() => ConsoleText.Count(Count) + (More ? "+" : "");

    /// <summary><c>1 appeal</c>, <c>500+ appeals</c>.</summary>
    public string Of(string thing) => $"{this} {thing}{(Count == 1 && !More ? "" : "s")}";
}

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
    public (OpenCount Leads, OpenCount Approvals, OpenCount Appeals)? Enforcement { get; init; }

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
            var open = await appeals.CountOpenAsync(MostCounted, cancellation);
            model = model with
            {
                Enforcement = (
                    OpenCount.Of(await leads.CountOpenAsync(MostCounted + 1, cancellation), MostCounted),
                    OpenCount.Of((await approvals.WaitingAsync(MostCounted + 1, cancellation)).Count, MostCounted),
                    new OpenCount(open.Count, open.More)),
            };
        }

        return model with
        {
            Lists = [.. (await lists.AllAsync(cancellation))
                .Where(line => line.Version is not null || line.IsRequired || line.Incident is not null)],
        };
    }
}
