using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Casework;

/// <summary>Where a lead comes from.</summary>
public enum LeadSource
{
    /// <summary>A detector observed something.</summary>
    Detector,

    /// <summary>A provider gave notice.</summary>
    Provider,

    /// <summary>Somebody reported.</summary>
    Reporter,

    /// <summary>The law, or an authority.</summary>
    Law,

    /// <summary>An officer looked for it.</summary>
    Hunt,
}

/// <summary>Where a lead stands.</summary>
public enum LeadStatus
{
    /// <summary>It waits.</summary>
    Open,

    /// <summary>Somebody works on it.</summary>
    Claimed,

    /// <summary>Put aside until a moment.</summary>
    Parked,

    /// <summary>It came to an action.</summary>
    Actioned,

    /// <summary>It came to a case.</summary>
    Promoted,

    /// <summary>It came to nothing.</summary>
    Dismissed,
}

/// <summary>That a lead was dismissed.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Behind">The people behind a key; null where a person did it, or where nobody knows.</param>
/// <param name="At">When.</param>
public sealed record LeadDismissal(OfficerId By, ImmutableArray<OfficerId>? Behind, DateTimeOffset At);

/// <summary>Something to look into. It ends in a decision by a person: acted on, made a case, or dismissed with a reason.</summary>
/// <param name="Id">The id: what is the same lead has the same id.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="ExternalId">The id at its source; empty where it has none.</param>
/// <param name="Surface">Where it showed, for example <c>api</c>, <c>payments</c>.</param>
/// <param name="Subject">Whom it is about; null while nobody is matched.</param>
/// <param name="Ground">A code of the catalogue of grounds.</param>
/// <param name="Text">What it says, with no name in it.</param>
/// <param name="Severity">1 to 5; rises, never falls.</param>
/// <param name="CertaintyPercent">0 to 100.</param>
/// <param name="Count">How often it came.</param>
/// <param name="OpenedAt">When it first came.</param>
/// <param name="LastAt">When it last came.</param>
/// <param name="DueAt">A clock of the law or of a provider; null where there is none.</param>
public sealed record Lead(string Id, LeadSource Source, string ExternalId, string Surface, SubjectRef? Subject, string Ground, string Text,
    int Severity, int CertaintyPercent, long Count, DateTimeOffset OpenedAt, DateTimeOffset LastAt, DateTimeOffset? DueAt)
{
    /// <summary>How it ended; null while it has not.</summary>
    public LeadStatus? Ended { get; init; }

    /// <summary>The last claim, live or not; null where released.</summary>
    public AlertClaim? Claim { get; init; }

    /// <summary>Until when it is put aside; null where it is not.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>When somebody last said how grave it is and whose work; null where nobody did.</summary>
    public DateTimeOffset? TriagedAt { get; init; }

    /// <summary>The action or case that it came to.</summary>
    public string? Outcome { get; init; }

    /// <summary>Who dismissed it and when; null where nobody did. It stays when the dismissal is contested.</summary>
    public LeadDismissal? Dismissal { get; init; }

    /// <summary>When who reported it contested that it came to nothing; null where they did not.</summary>
    public DateTimeOffset? ContestedAt { get; init; }

    /// <summary>Number of changes by people; the fence of their commands.</summary>
    public int Version { get; init; }

    /// <summary>The id of what is the same lead: its source, its key, and how many like it ended before.</summary>
    public static string IdOf(LeadSource source, string dedupKey)
        => "led_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{dedupKey}")).AsSpan(0, 16));

    /// <summary>Where it stands at a moment. Claims and parking end by themselves.</summary>
    public LeadStatus StatusAt(DateTimeOffset now) => Ended ?? (ParkedUntil > now ? LeadStatus.Parked
        : Claim?.IsLiveAt(now) == true ? LeadStatus.Claimed : LeadStatus.Open);

    /// <summary>Expected harm, for the order of the queue: severity weighs by powers of three, times certainty.</summary>
    public long Urgency => (long)Math.Pow(3, Severity) * CertaintyPercent;
}

/// <summary>Leads in the order in which they should be worked: whatever has a clock first, by its end; then by expected harm.</summary>
public static class LeadOrder
{
    /// <summary>Orders leads; of equals the older comes first.</summary>
    public static ImmutableArray<Lead> Of(IEnumerable<Lead> leads) => [.. leads
        .OrderBy(lead => lead.DueAt ?? DateTimeOffset.MaxValue).ThenByDescending(lead => lead.Urgency)
        .ThenBy(lead => lead.OpenedAt).ThenBy(lead => lead.Id, StringComparer.Ordinal)];
}
