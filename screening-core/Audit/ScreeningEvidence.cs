using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Audit;

/// <summary>Everything needed to recompute one outcome: the request as decided and what it was decided with.</summary>
public sealed record ScreeningEvidence
{
    /// <summary>The screening's id.</summary>
    public required string ScreeningId { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Hash of the corpus.</summary>
    public required string CorpusHash { get; init; }

    /// <summary>Name and version of the scoring profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Version of the policy data.</summary>
    public required string Policy { get; init; }

    /// <summary>Version of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The request as decided, looked-up signals included.</summary>
    public required ScreeningRequest Request { get; init; }

    /// <summary>The pairs that officers had judged false positive, as the screening was given them.</summary>
    public ImmutableArray<GoodGuyEntry> GoodGuys { get; init; } = [];

    /// <summary>Lists that ought to have been there and were not.</summary>
    public ImmutableArray<ListCode> MissingLists { get; init; } = [];

    /// <summary>True where the sample list was allowed to clear.</summary>
    public bool AllowSample { get; init; }

    /// <summary>The outcome.</summary>
    public required ScreeningOutcome Outcome { get; init; }
}
