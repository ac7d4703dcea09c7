using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>A place in the changes of a list: the event to read next, and how many of its changes were read. Written
/// <c>12-200</c>.</summary>
internal readonly record struct FeedCursor(long Sequence, int Offset)
{
    /// <summary>Before the first change.</summary>
    public static FeedCursor Start { get; } = new(1, 0);

    /// <summary>Reads a cursor; false where the text is none.</summary>
    public static bool TryParse(string text, out FeedCursor cursor)
    {
        cursor = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence < 1
            || !int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }

        cursor = new FeedCursor(sequence, offset);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Offset}");
}

/// <summary>A change of the feed with the event it belongs to.</summary>
internal sealed record FeedItem(ListEvent Event, ListChange Change);

/// <summary>A page of the feed.</summary>
/// <param name="Items">The changes.</param>
/// <param name="Next">Where to go on, now or when there is more.</param>
/// <param name="AtEnd">True where nothing more is there yet.</param>
internal sealed record FeedPage(ImmutableArray<FeedItem> Items, FeedCursor Next, bool AtEnd);

/// <summary>
/// The changes of a list for other systems: every change of content in the order it came into use, party by party in the order of entries.
/// Reading on from a cursor skips nothing and repeats nothing, however often the reader or the service stops.
/// </summary>
internal sealed class ListFeed(ListHistory history, DeltaArchive deltas)
{
    // The pages of one large delta, such as the first version of a list, are read one after the other.
    private volatile Read? _last;

    /// <summary>Reads a page.</summary>
    /// <param name="list">The list.</param>
    /// <param name="cursor">Where to begin.</param>
    /// <param name="limit">Most changes, 1 or more.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<FeedPage> ReadAsync(ListCode list, FeedCursor cursor, int limit, CancellationToken cancellation)
    {
        var items = ImmutableArray.CreateBuilder<FeedItem>();
        var next = cursor;
        foreach (var change in (await history.EventsAsync(list, cursor.Sequence - 1, cancellation)).Where(one => one.ChangesContent))
        {
            var offset = change.Sequence == cursor.Sequence ? cursor.Offset : 0;
            var changes = await ChangesAsync(list, change, cancellation);
            var taken = Math.Min(limit - items.Count, Math.Max(0, changes.Length - offset));
            items.AddRange(changes.Skip(offset).Take(taken).Select(one => new FeedItem(change, one)));
            next = offset + taken < changes.Length ? new FeedCursor(change.Sequence, offset + taken)
                : new FeedCursor(change.Sequence + 1, 0);
            if (next.Offset > 0 || items.Count == limit)
            {
                return new FeedPage(items.ToImmutable(), next, AtEnd: false);
            }
        }

        return new FeedPage(items.ToImmutable(), next, AtEnd: true);
    }

    /// <summary>The cursor before the first change that came into use after a moment.</summary>
    public async Task<FeedCursor> AfterAsync(ListCode list, DateTimeOffset moment, CancellationToken cancellation)
    {
        var events = await history.EventsAsync(list, after: 0, cancellation);
        return events.FirstOrDefault(one => one.ChangesContent && one.At > moment) is { } first
            ? new FeedCursor(first.Sequence, 0)
            : new FeedCursor(events.Length + 1, 0);
    }

    private async Task<ImmutableArray<ListChange>> ChangesAsync(ListCode list, ListEvent change, CancellationToken cancellation)
    {
        if (_last is { } last && last.List == list && last.Sequence == change.Sequence)
        {
            return last.Changes;
        }

        // Who begins at the beginning after ten years begins with the first change that is kept.
        ImmutableArray<ListChange> changes = await deltas.IsGoneAsync(list, change, cancellation)
            ? [] : [.. (await deltas.ReadAsync(list, change, cancellation)).Changes];
        _last = new Read(list, change.Sequence, changes);
        return changes;
    }

    private sealed record Read(ListCode List, long Sequence, ImmutableArray<ListChange> Changes);
}
