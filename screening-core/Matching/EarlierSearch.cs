using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>
/// An earlier search for the same subject, over lists that differ from these in some parties only. A search that is given it compares the
/// changed parties, takes the others as they were found, and answers what it would have answered anyhow.
/// </summary>
/// <param name="Near">What was near then.</param>
/// <param name="Changed">The parties that may be others since.</param>
public sealed record EarlierSearch(NearNames Near, ChangedParties Changed);

/// <summary>The parties of an index that may be others than they were: new ones, and those of which anything changed. Immutable; keeps no
/// index in memory.</summary>
public sealed class ChangedParties
{
    private readonly WeakReference<MatchIndex> _index;

    /// <summary>Makes the set.</summary>
    /// <param name="index">The parties as they are.</param>
    /// <param name="entries">Entries of the new and the changed ones; those that are not in the index are gone, and nothing is known of
    /// them.</param>
    public ChangedParties(MatchIndex index, IEnumerable<ListEntryId> entries) =>
        (_index, Positions) =
        (new WeakReference<MatchIndex>(index), entries.Select(index.PositionOf).Where(position => position >= 0).ToFrozenSet());

    /// <summary>Their positions in the index.</summary>
    internal FrozenSet<int> Positions { get; }

    /// <summary>True for the index they were made for: to any other they say nothing.</summary>
    internal bool AreOf(MatchIndex index) => _index.TryGetTarget(out var mine) && ReferenceEquals(mine, index);
}
