using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>One retrieved state of one list: immutable, its parties in the order of their keys, identified by the hash of their canonical
/// forms.</summary>
public sealed class WatchlistSnapshot
{
    private WatchlistSnapshot(ListVersion version, ImmutableArray<ListedParty> parties) => (Version, Parties) = (version, parties);

    /// <summary>What is known of this version.</summary>
    public ListVersion Version { get; }

    /// <summary>The parties, sorted by entry key, each key once.</summary>
    public ImmutableArray<ListedParty> Parties { get; }

    /// <summary>The same state of the list, confirmed at a later moment.</summary>
    public WatchlistSnapshot ConfirmedAt(DateTimeOffset moment) => new(Version with { RetrievedAt = moment }, Parties);

    /// <summary>Makes a snapshot; sorts the parties and computes hash and counts.</summary>
    /// <exception cref="ArgumentException">A party is of another list, or two parties have the same key.</exception>
    public static WatchlistSnapshot Of(ListVersion version, IEnumerable<ListedParty> parties)
    {
        var sorted = parties.OrderBy(party => party.Entry).ToImmutableArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var names = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Entry.List != version.Code)
            {
                throw new ArgumentException($"{sorted[i].Entry} is not of the list {version.Code}.", nameof(parties));
            }

            if (i > 0 && sorted[i].Entry == sorted[i - 1].Entry)
            {
                throw new ArgumentException($"{sorted[i].Entry} stands twice in the list.", nameof(parties));
            }

            hash.AppendData(PartyCodec.Write(sorted[i]));
            hash.AppendData("\n"u8);
            names += sorted[i].Names.Length;
        }

        return new WatchlistSnapshot(
            version with { ContentHash = Convert.ToHexStringLower(hash.GetHashAndReset()), PartyCount = sorted.Length, NameCount = names },
            sorted);
    }
}

/// <summary>What is known of one version of a list, without its parties.</summary>
/// <param name="Code">The list.</param>
/// <param name="RetrievedAt">When it was retrieved; the age of a list counts from the last successful check.</param>
public sealed record ListVersion(ListCode Code, DateTimeOffset RetrievedAt)
{
    /// <summary>The publisher's own date; null where the format has none.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>SHA-256 over the canonical parties, lower-case hexadecimal; empty until a snapshot is made.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>How long after <see cref="RetrievedAt"/> the version counts as stale.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Number of parties.</summary>
    public int PartyCount { get; init; }

    /// <summary>Number of names.</summary>
    public int NameCount { get; init; }

    /// <summary>Rows of the source that could not be read.</summary>
    public int QuarantinedCount { get; init; }

    /// <summary>True for the list that the project wrote itself for first steps; it never yields allow outside Development.</summary>
    public bool IsSample { get; init; }

    /// <summary>How far the clocks of two instances may differ.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Age at a moment; never negative. Says nothing where the version <see cref="IsAheadAt"/>.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now > RetrievedAt ? now - RetrievedAt : TimeSpan.Zero;

    /// <summary>True where the version claims to be confirmed in the future: a clock was wrong then or is wrong now, so its age is
    /// unknown.</summary>
    public bool IsAheadAt(DateTimeOffset now) => RetrievedAt - now > ClockTolerance;

    /// <summary>True where the version is older than its limit, or its age is unknown.</summary>
    public bool IsStaleAt(DateTimeOffset now) => IsAheadAt(now) || AgeAt(now) > StaleAfter;
}
