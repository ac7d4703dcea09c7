using System.Collections.Immutable;
using Compliance.Functions.Console;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Alerts.GoodGuys;

/// <summary>How a good-guy entry stands.</summary>
public enum GoodGuyState
{
    /// <summary>It clears its pair.</summary>
    Stands,

    /// <summary>It clears its pair, and somebody ought to look at it again: the period is over, or it soon lapses.</summary>
    DueForReview,

    /// <summary>The list changed the facts it rested on: it clears nothing.</summary>
    Void,

    /// <summary>Its time is over: it clears nothing.</summary>
    Lapsed,

    /// <summary>It was revoked.</summary>
    Revoked,
}

/// <summary>An entry and how it stands.</summary>
public sealed record GoodGuyLine(GoodGuyRow Row, GoodGuyState State, string ListedName, string Why);

/// <summary>Looks over all good-guy entries: the periodic review that OFAC's guidance of 2015 asks for.</summary>
internal sealed class GoodGuyService(GoodGuyIndex book, IConsoleCorpus corpus, ReviewPolicy policy, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>All entries, those that need somebody first.</summary>
    public async Task<ImmutableArray<GoodGuyLine>> ReadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. (await book.ReadAsync(cancellation)).Select(row => LineOf(row, now))
                .OrderBy(line =>
                    line.State switch { GoodGuyState.DueForReview => 0, GoodGuyState.Void => 1, GoodGuyState.Stands =>
                    2, GoodGuyState.Lapsed => 3, _ => 4 })
                .ThenBy(line => line.Row.ExpiresAt).ThenBy(line => line.Row.Alert, StringComparer.Ordinal),
        ];
    }

    private GoodGuyLine LineOf(GoodGuyRow row, DateTimeOffset now)
    {
        var party = corpus.Current?.Find(ListEntryId.Parse(row.Entry));
        var name = party?.PrimaryName.Text ?? "";
        var looked = row.ReviewedAt ?? row.CreatedAt;
        return row switch
        {
            { RevokedAt: { } at } =>
                new(row, GoodGuyState.Revoked, name, $"on {at.UtcDateTime:yyyy-MM-dd} by {row.LastBy ?? row.Approver}"),
            _ when now >= row.ExpiresAt => new(row, GoodGuyState.Lapsed, name, $"on {row.ExpiresAt.UtcDateTime:yyyy-MM-dd}"),
            _ when corpus.Current is not null && party is null => new(row, GoodGuyState.Void, name, "the party is no longer listed"),
            _ when party is not null && GoodGuyMatching.FingerprintOf(party) != row.PartyFingerprint =>
                new(row, GoodGuyState.Void, name, "the list changed names, dates, identifiers or designations"),
            _ when now - looked >= policy.GoodGuyReviewEvery =>
                new(row, GoodGuyState.DueForReview, name, $"last looked at {looked.UtcDateTime:yyyy-MM-dd}"),
            _ when row.ExpiresAt - now <= Soon =>
                new(row, GoodGuyState.DueForReview, name, $"lapses on {row.ExpiresAt.UtcDateTime:yyyy-MM-dd}"),
            _ => new(row, GoodGuyState.Stands, name, $"until {row.ExpiresAt.UtcDateTime:yyyy-MM-dd}"),
        };
    }
}
