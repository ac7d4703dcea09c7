using System.ComponentModel;
using Compliance.Functions.Screening.Contracts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Watchlists;

/// <summary>The answer of <c>GET /api/v1/lists</c>.</summary>
internal sealed record ListsAnswer(string? CorpusHash, bool Sample, ListAnswer[] Lists);

/// <summary>One list and the state of its refreshing.</summary>
internal sealed record ListAnswer
{
    public required string Code { get; init; }

    public required string? Title { get; init; }

    public required string? Publisher { get; init; }

    [Description("Jurisdiction whose persons it binds, such as US.")]
    public required string? Jurisdiction { get; init; }

    [Description("What a match obliges to by default: freeze, reject, exportLicence, exportDenial, exportCaution, securities, "
        + "correspondentAccounts, debarment, partial, travelBan or enhancedDiligence; each entry may state its own.")]
    public required string[] Measures { get; init; }

    [Description("How often it is looked for; null where it is handed in as a file.")]
    public required double? CadenceHours { get; init; }

    [Description("Age from which every screening is at best a review.")]
    public required double? StaleAfterHours { get; init; }

    [Description("active (screened against), stale (screened against, too old), missing (never loaded) or sample.")]
    public required string State { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    [Description("Last successful check; the age counts from here.")]
    public required DateTimeOffset? RetrievedAt { get; init; }

    public required double? AgeHours { get; init; }

    public required bool Stale { get; init; }

    public required int Parties { get; init; }

    public required int Names { get; init; }

    public required int Quarantined { get; init; }

    public required string? ContentHash { get; init; }

    [Description("Why the last refresh did not succeed; the last good version stays active. Null after a success.")]
    public required string? Error { get; init; }

    public required DateTimeOffset? LastAttemptAt { get; init; }

    public required DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>The answer of <c>/health/ready</c>.</summary>
internal sealed record ReadyAnswer(string Status, string? Reason, bool Sample, CorpusListAnswer[] Lists)
{
    /// <summary>When it was noticed that the clock was set forward or back; null where it was not.</summary>
    public DateTimeOffset? ClockSteppedAt { get; init; }
}

/// <summary>The answer of <c>GET /</c> and <c>/health/live</c>.</summary>
internal sealed record LiveAnswer(string Name, string Version, string Status);
