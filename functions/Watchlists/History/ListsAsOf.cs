using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>Which date a look back means.</summary>
internal enum ListClock
{
    /// <summary>The version that was in use here at the moment.</summary>
    InUse,

    /// <summary>The newest version that the publisher dates at or before the moment, in use then or brought in later for look-backs;
    /// refused versions do not count.</summary>
    Published,
}

/// <summary>Reads lists as they were.</summary>
internal sealed class ListsAsOf(ListHistory history, SnapshotArchive snapshots)
{
    /// <summary>The version of a list at a moment; null where there was none.</summary>
    public async Task<StoredVersion?> FindAsync(ListCode list, DateTimeOffset moment, ListClock clock, CancellationToken cancellation)
    {
        if (clock == ListClock.Published)
        {
            return (await history.VersionsAsync(list, cancellation))
                .Where(one => one.State != VersionState.Refused && one.Version.PublishedAt <= moment)
                .MaxBy(one => (one.Version.PublishedAt, one.Version.RetrievedAt));
        }

        var last = (await history.EventsAsync(list, after: 0, cancellation)).LastOrDefault(happened => happened.ChangesContent
            && happened.At <= moment);
        return last is null ? null : await history.FindVersionAsync(list, last.Hash, cancellation);
    }

    /// <summary>A list as it was at a moment; null where there was none, or it is kept no longer.</summary>
    /// <exception cref="InvalidDataException">The version is known and its parties are missing or damaged.</exception>
    public async Task<WatchlistSnapshot?> ReadAsync(ListCode list, DateTimeOffset moment, ListClock clock, CancellationToken cancellation)
        =>
        await FindAsync(list, moment, clock, cancellation) is { PrunedAt: null } stored
        ? await snapshots.RestoreAsync(stored.Version, cancellation) : null;

    /// <summary>All lists as they were at a moment; lists that had no version then are not among them.</summary>
    /// <exception cref="InvalidDataException">A version is known and its parties are missing or damaged.</exception>
    public async Task<ImmutableArray<WatchlistSnapshot>> ReadAllAsync(DateTimeOffset moment, ListClock clock,
        CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<WatchlistSnapshot>();
        foreach (var list in await history.ListsAsync(cancellation))
        {
            if (await ReadAsync(list, moment, clock, cancellation) is { } snapshot)
            {
                all.Add(snapshot);
            }
        }

        return all.ToImmutable();
    }
}
