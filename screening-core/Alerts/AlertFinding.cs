using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>
/// One question of an alert that a person must answer: a hit (role and listed party), or a gate that stands in the way without naming a
/// party (an embargoed place, stale lists). It carries ids and fingerprints only; the evidence holds the facts.
/// </summary>
/// <param name="Key">Stable within the subject: <c>subject|us-ofac-sdn:24283</c> or <c>gate|location</c>.</param>
/// <param name="Gate">The gate that asked.</param>
/// <param name="Outcome">What this finding alone decides.</param>
/// <param name="ScreeningId">The screening whose evidence shows it best: the latest.</param>
/// <param name="Fingerprint">Fingerprint of the facts it rests on, both sides; where it changes, an earlier verdict no longer answers the
/// question.</param>
public sealed record AlertFinding(string Key, Gate Gate, Decision Outcome, string ScreeningId, string Fingerprint)
{
    /// <summary>The listed party; default for a gate's finding.</summary>
    public ListEntryId Entry { get; init; }

    /// <summary>The role of the party that was compared; null for a gate's finding.</summary>
    public string? Role { get; init; }

    /// <summary>Score of the comparison, 0 to 1; 0 for a gate's finding.</summary>
    public double Score { get; init; }

    /// <summary>Fingerprint of the subject's facts (see <see cref="GoodGuyMatching"/>); null for a gate's finding.</summary>
    public string? SubjectFingerprint { get; init; }

    /// <summary>Fingerprint of the listed party's facts; null for a gate's finding.</summary>
    public string? PartyFingerprint { get; init; }

    /// <summary>Which facts agree and which differ, as codes: <c>birthDate- country- gender+</c>; empty where the name alone is compared,
    /// null for a gate's finding or where an identifier is the same.</summary>
    public string? Pattern { get; init; }

    /// <summary>What like findings have in common: listed party and pattern; null where the finding must be decided by itself.</summary>
    public string? Group => IsHit && Pattern is not null && Outcome == Decision.Review ? $"{Entry} {Pattern}".TrimEnd() : null;

    /// <summary>True for a hit, false for a gate's finding.</summary>
    public bool IsHit => Entry.Key.Length > 0;
}

/// <summary>What an officer concluded.</summary>
public enum Disposition
{
    /// <summary>The listed party is somebody else; of a gate: the concern does not hold.</summary>
    FalsePositive,

    /// <summary>The subject is the listed party; of a gate: the concern holds.</summary>
    TrueMatch,

    /// <summary>What is known does not settle it: the alert goes to the next level and stays open.</summary>
    Inconclusive,
}

/// <summary>A conclusion with its reason and its author, and the second person where the policy asks for one.</summary>
/// <param name="Disposition">The conclusion.</param>
/// <param name="Reason">Code of the reason (<see cref="ReviewReason"/>).</param>
/// <param name="Text">The reason in the officer's words.</param>
/// <param name="By">The author.</param>
/// <param name="At">When.</param>
/// <param name="NeedsApproval">True where a second person must confirm it before it counts.</param>
public sealed record Verdict(Disposition Disposition, string Reason, string Text, OfficerId By, DateTimeOffset At, bool NeedsApproval)
{
    /// <summary>Until when a good-guy entry is asked for; null where none is.</summary>
    public DateTimeOffset? GoodGuyUntil { get; init; }

    /// <summary>When somebody last looked at the good-guy entry again; null where nobody has.</summary>
    public DateTimeOffset? GoodGuyReviewedAt { get; init; }

    /// <summary>The bulk verdict it belongs to; null for a verdict of its own.</summary>
    public string? Bulk { get; init; }

    /// <summary>The people behind the author, where a key or an application acted; default where a person did.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }

    /// <summary>The second person; null until they confirm.</summary>
    public OfficerId? ApprovedBy { get; init; }

    /// <summary>When they confirmed.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>True where the verdict counts.</summary>
    public bool IsFinal => !NeedsApproval || ApprovedBy is not null;

    /// <summary>The moment from which it counts; the undo window begins here.</summary>
    public DateTimeOffset FinalSince => ApprovedAt ?? At;

    /// <summary>True where one act decided both, and one act confirmed both or none did: one act takes both back.</summary>
    public bool IsOneActWith(Verdict? other) =>
        other is not null
        && (By, At, Disposition, ApprovedBy, ApprovedAt) == (other.By, other.At, other.Disposition, other.ApprovedBy, other.ApprovedAt);
}
