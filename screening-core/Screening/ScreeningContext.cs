using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Screening;

/// <summary>What a screening is decided with, beside the request: all of it is pinned by evidence.</summary>
public sealed record ScreeningContext
{
    /// <summary>The lists.</summary>
    public required ScreeningCorpus Corpus { get; init; }

    /// <summary>The weights and thresholds.</summary>
    public required ScoringProfile Profile { get; init; }

    /// <summary>The moment of the screening.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The policy data; null where none is loaded: gates that need it then decide review, never allow.</summary>
    public PolicySet? Policy { get; init; }

    /// <summary>Pairs of this subject and a listed party that an officer judged false positive, and whose facts still hold.</summary>
    public ImmutableArray<GoodGuyEntry> GoodGuys { get; init; } = [];

    /// <summary>What was near the subject when it was screened against lists of which few parties changed since; null where nobody knows.
    /// It spares comparisons and changes no outcome.</summary>
    public EarlierSearch? Earlier { get; init; }

    /// <summary>Lists that ought to be screened against and were never loaded; while there are any, nobody is cleared.</summary>
    public ImmutableArray<Parties.ListCode> MissingLists { get; init; } = [];

    /// <summary>Ends the search between two names when nobody waits for the answer any more.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What the request may have searched; made for each decision.</summary>
    internal WorkBudget Budget { get; init; } = new();

    /// <summary>True in Development, where a sample corpus may yield allow.</summary>
    public bool AllowSample { get; init; }
}

/// <summary>A pair of subject and listed party that was judged a false positive; it dies when the facts it rested on change.</summary>
/// <param name="SubjectId">The subject.</param>
/// <param name="Entry">The listed party.</param>
/// <param name="SubjectFingerprint">Fingerprint of the subject's facts as judged.</param>
/// <param name="PartyFingerprint">Fingerprint of the listed party as judged.</param>
/// <param name="ExpiresAt">When it lapses.</param>
public sealed record GoodGuyEntry(string SubjectId, Parties.ListEntryId Entry, string SubjectFingerprint, string PartyFingerprint,
    DateTimeOffset ExpiresAt);
