using System.Collections.Immutable;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Screening;

/// <summary>A screening as kept: the evidence, and what the answer tells beside it, so that the same answer can be given again at any
/// time.</summary>
internal sealed record StoredScreening
{
    /// <summary>Everything needed to recompute the outcome.</summary>
    public required ScreeningEvidence Evidence { get; init; }

    /// <summary>The lists it was made against.</summary>
    public required ImmutableArray<ListVersion> Lists { get; init; }

    /// <summary>True where its subject was stored to be screened again; false also where an earlier build did not say so.</summary>
    public bool IsMonitored { get; init; }

    /// <summary>The listings of hits whose party stands on several lists, as they were linked at the moment of the screening.</summary>
    public ImmutableArray<HitListings> Listings { get; init; } = [];

    /// <summary>Why the listings of one party are one, as it was known at the moment of the screening; empty where an earlier build did not
    /// keep it.</summary>
    public ImmutableArray<PartyLink> Links { get; init; } = [];

    /// <summary>Listings of the hits' parties that are no hits themselves, with what they oblige to.</summary>
    public ImmutableArray<ListingMeasures> Beside { get; init; } = [];

    /// <summary>Compute time in microseconds.</summary>
    public required long ElapsedMicros { get; init; }

    /// <summary>Name of the API key that asked.</summary>
    public required string Client { get; init; }

    /// <summary>The idempotency key that it answers, so that the key's row can be derived; null where the caller sent none, and where an
    /// earlier build did not keep it.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Random, drawn when it is stored: the hash of the whole stands in the log, and must not be guessed back once this is
    /// erased.</summary>
    public string? Salt { get; init; }
}
