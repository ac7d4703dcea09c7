using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Screening;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.Workspace;

/// <summary>What a search over the whole workspace found.</summary>
/// <param name="Text">What was looked for.</param>
/// <param name="Pages">Pages of the console.</param>
/// <param name="Subject">The key of a customer whose id it is; null where it is none.</param>
/// <param name="Alerts">Alerts by the customer's name, an id or a listed entry.</param>
/// <param name="AlertsInAll">How many alerts there are.</param>
/// <param name="Unread">Alerts that were not looked at yet.</param>
/// <param name="Parties">Listed parties, best first; null where the name is longer than one search may cost.</param>
public sealed record SearchPageModel(string Text, ImmutableArray<ConsolePageLink> Pages, string? Subject, ImmutableArray<QueueLine> Alerts,
    int AlertsInAll, int Unread, ImmutableArray<PartyMatch>? Parties);

/// <summary>Searches pages, customers, alerts and listed parties, each within what the officer may see.</summary>
internal sealed class SearchReader(QueuePageReader queue, IConsoleCorpus corpus, ScreeningRules rules, SubjectReader subjects,
    SubjectStreamStore streams)
{
    private const int MostParties = 12;
    private const int MostAlerts = 12;

    /// <summary>Low on purpose: a search for a surname shows who bears it, however little one name says.</summary>
    private const double LeastScore = 0.005;

    public async Task<SearchPageModel> FindAsync(string text, Officer officer, CancellationToken cancellation)
    {
        var pages = ConsolePages.Of(officer).Where(page => page.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
        var found = officer.May(ReviewPermission.ReadAlerts)
            ? await queue.ReadAsync(new QueueQuery { Text = text, PageSize = MostAlerts, Order = QueueOrder.Newest }, officer, cancellation)
            : null;
        return new SearchPageModel(text, pages,
            officer is { View: PersonalDataView.Full } && officer.May(ReviewPermission.ReadScreenings)
                ? await SubjectAsync(text, cancellation) : null,
            found?.Lines ?? [], found?.Page.Total ?? 0, found?.Unread ?? 0, Parties(text, cancellation));
    }

    /// <summary>Listed parties by name or entry, within the work that a screening may ask for; null where it was not searched.</summary>
    private ImmutableArray<PartyMatch>? Parties(string text, CancellationToken cancellation)
    {
        if (corpus.Current is not { Lists.IsEmpty: false } lists)
        {
            return ImmutableArray<PartyMatch>.Empty;
        }

        var profile = ScoringProfile.Named(rules.ProfileOf(Channel.Signup));
        var subject = new ScreeningSubject { Name = text };
        if (ListEntryId.TryParse(text, out var entry) && lists.Find(entry) is { } party)
        {
            return ImmutableArray.Create(PartyMatcher.Compare(subject, party, profile));
        }

        var budget = new WorkBudget(cancellation);
        var within = budget.Within(subject);
        return budget.NotSearched > 0 ? null
            : new PartyMatcher(lists.Index, profile).Find(within, LeastScore, MostParties).ToImmutableArray();
    }

    private async Task<string?> SubjectAsync(string text, CancellationToken cancellation)
    {
        if (SubjectRef.TryParse(text, out var subject, out _) && (await streams.FoldedAsync(subject, cancellation)).ETag is not null)
        {
            return subject.Key;
        }

        if (SubjectRef.TryMake(SubjectKind.Account, text, out subject, out _)
            && (await streams.FoldedAsync(subject, cancellation)).ETag is not null)
        {
            return subject.Key;
        }

        return await subjects.FindAsync(text, cancellation) is { } file ? file.Key : null;
    }
}
