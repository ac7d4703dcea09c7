using System.ComponentModel;
using Compliance.Functions.Watchlists.Links;

namespace Compliance.Functions.Watchlists;

/// <summary>A listed party with all its listings.</summary>
internal sealed record PartyAnswer
{
    [Description("Names the party in this answer: the entry of its best hit.")]
    public required string Party { get; init; }

    [Description("The party of the request that it may be: subject, or the counterparty's role.")]
    public required string Role { get; init; }

    [Description("The name that its best hit is listed under.")]
    public required string PrimaryName { get; init; }

    [Description("allow, review or block: the worst that one of its listings decides alone.")]
    public required string Outcome { get; init; }

    [Description("The score of its best hit.")]
    public required double Score { get; init; }

    [Description("Every listing: hits first, then those that were linked and are no hits.")]
    public required ListingAnswer[] Listings { get; init; }

    [Description("Why the listings are one party, link by link; empty for a single listing. POST /api/v1/links/sever takes a link back "
        + "for later answers.")]
    public required LinkAnswer[] Links { get; init; }
}

/// <summary>One listing of a party.</summary>
internal sealed record ListingAnswer
{
    public required string ListEntry { get; init; }

    [Description("Code of the list.")]
    public required string List { get; init; }

    [Description("What the listing obliges to: freeze, reject, exportLicence and others.")]
    public required string[] Measures { get; init; }

    [Description("True where the listing is one of the hits.")]
    public required bool Hit { get; init; }

    [Description("Probability of identity with this listing; null where it is no hit.")]
    public required double? Score { get; init; }

    [Description("allow, review or block: what this listing decides alone; null where it is no hit.")]
    public required string? Outcome { get; init; }
}
