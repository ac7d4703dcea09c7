using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>All lists a screening is made against, with their compiled index: immutable, swapped as a whole.</summary>
public sealed class ScreeningCorpus
{
    private ScreeningCorpus(ImmutableArray<ListVersion> lists, MatchIndex index, string hash)
        => (Lists, Index, Hash) = (lists, index, hash);

    /// <summary>A corpus without lists: every screening against it is decided review.</summary>
    public static ScreeningCorpus Empty { get; } = Build([]);

    /// <summary>The versions it holds, by code.</summary>
    public ImmutableArray<ListVersion> Lists { get; }

    /// <summary>The compiled index.</summary>
    public MatchIndex Index { get; }

    /// <summary>SHA-256 over the codes and content hashes of its lists, lower-case hexadecimal: what evidence pins.</summary>
    public string Hash { get; }

    /// <summary>True where any of its lists is the project's own sample.</summary>
    public bool IsSample => Lists.Any(list => list.IsSample);

    /// <summary>Compiles snapshots of different lists.</summary>
    public static ScreeningCorpus Build(IEnumerable<WatchlistSnapshot> snapshots)
    {
        var sorted = snapshots.OrderBy(snapshot => snapshot.Version.Code).ToImmutableArray();
        ImmutableArray<ListVersion> lists = [.. sorted.Select(snapshot => snapshot.Version)];
        return new ScreeningCorpus(lists, MatchIndex.Build(sorted.SelectMany(snapshot => snapshot.Parties)), HashOf(lists));
    }

    /// <summary>The same corpus with lists confirmed at a later moment: ages move, content, hash and index stay.</summary>
    public ScreeningCorpus ConfirmedAt(IReadOnlyDictionary<ListCode, DateTimeOffset> moments) => new(
        [.. Lists.Select(list => moments.TryGetValue(list.Code, out var moment) ? list with { RetrievedAt = moment } : list)], Index, Hash);

    /// <summary>The party of an entry; null where no list of the corpus holds it.</summary>
    public ListedParty? Find(ListEntryId entry) => Index.PositionOf(entry) is var position && position < 0 ? null : Index.PartyAt(position);

    /// <summary>One list of the corpus with its parties, read from the index; null where the corpus does not hold it.</summary>
    public WatchlistSnapshot? SnapshotOf(ListCode list) => Lists.FirstOrDefault(one => one.Code == list) is { } version
        ? WatchlistSnapshot.Of(version, Index.PartiesOf(list))
        : null;

    /// <summary>The hash that a corpus of these versions has.</summary>
    public static string HashOf(IEnumerable<ListVersion> versions) => HashOf([.. versions.OrderBy(version => version.Code)]);

    /// <summary>The same corpus with what else is known of its versions; content, hash and index stay.</summary>
    /// <exception cref="ArgumentException">The versions are of other lists or of other content.</exception>
    public ScreeningCorpus WithVersions(IEnumerable<ListVersion> versions)
    {
        ImmutableArray<ListVersion> lists = [.. versions.OrderBy(version => version.Code)];
        return HashOf(lists) == Hash
            ? new ScreeningCorpus(lists, Index, Hash)
            : throw new ArgumentException($"The versions make the corpus {HashOf(lists)}, this one is {Hash}.", nameof(versions));
    }

    internal static ScreeningCorpus Compiled(ImmutableArray<ListVersion> lists, MatchIndex index) => new(lists, index, HashOf(lists));

    private static string HashOf(ImmutableArray<ListVersion> lists) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', lists.Select(list => $"{list.Code} {list.ContentHash}")))));
}
