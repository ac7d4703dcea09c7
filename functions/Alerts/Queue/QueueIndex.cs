namespace Compliance.Functions.Alerts.Queue;

/// <summary>
/// The queue in memory, sorted, so that a page costs the same with a hundred open alerts and with a hundred thousand. Each instance keeps
/// its own and follows the journal of changes before every answer: what any instance wrote is seen by the next page. It is read anew now
/// and then, which also covers a clock that was far off.
/// </summary>
internal sealed class QueueIndex(AlertQueue queue, TimeProvider clock) : IDisposable
{
    /// <summary>Clocks of two instances may differ by so much without a change being missed.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ReadAnewEvery = TimeSpan.FromMinutes(30);

    /// <summary>Decided alerts are kept for a quarter; older ones are found by their subject or id.</summary>
    public const int DecidedDays = 92;

    private readonly SemaphoreSlim _following = new(1, 1);
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, QueueRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<QueueOrder, SortedRows> _open = Enum.GetValues<QueueOrder>()
        .ToDictionary(order => order, order => new SortedRows(order));
    private readonly SortedRows _decided = new(QueueOrder.Newest);
    private DateTimeOffset? _loadedAt;
    private DateTimeOffset _followedTo;

    /// <summary>Asks a question of the queue as it is now; the answer must not keep the lists it was shown.</summary>
    public async Task<T> AskAsync<T>(Func<QueueContent, T> question, CancellationToken cancellation)
    {
        await FollowAsync(cancellation);
        _lock.EnterReadLock();
        try
        {
            return question(new QueueContent(_open, _decided.Rows, _rows));
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _following.Dispose();
        _lock.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await _following.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            await queue.MendAsync(now, cancellation);
            if (_loadedAt is not { } loaded || now - loaded >= ReadAnewEvery || now - _followedTo >= AlertQueue.JournalFor - Skew)
            {
                await queue.TrimJournalAsync(now, cancellation);
                var open = await queue.ReadAsync(decided: false, now, cancellation);
                var decided = await queue.ReadDecidedSinceAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DecidedDays), cancellation);
                Write(() => Fill(open, decided));
                _loadedAt = now;
            }

            var changes =
                await queue.ReadChangesAsync((_followedTo == default ? now : _followedTo) - Skew,
                (id, version) => !_rows.TryGetValue(id, out var known) || known.Version < version, cancellation);
            if (changes.Count > 0)
            {
                Write(() => Apply(changes));
            }

            _followedTo = now;
        }
        finally
        {
            _following.Release();
        }
    }

    private void Write(Action change)
    {
        _lock.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void Fill(IReadOnlyList<QueueRow> open, IReadOnlyList<QueueRow> decided)
    {
        _rows.Clear();
        foreach (var row in decided.Concat(open))
        {
            // While the two were read one after the other, an alert may have stood in both.
            if (!_rows.TryGetValue(row.Id, out var known) || known.Version < row.Version)
            {
                _rows[row.Id] = row;
            }
        }

        foreach (var sorted in _open.Values)
        {
            sorted.Fill(_rows.Values.Where(row => row.SealsAt is null));
        }

        _decided.Fill(_rows.Values.Where(row => row.SealsAt is not null));
    }

    private void Apply(IReadOnlyList<QueueRow> changes)
    {
        foreach (var row in changes)
        {
            if (_rows.TryGetValue(row.Id, out var known))
            {
                if (known.Version >= row.Version)
                {
                    continue;
                }

                foreach (var sorted in ListsOf(known))
                {
                    sorted.Remove(known);
                }
            }

            _rows[row.Id] = row;
            foreach (var sorted in ListsOf(row))
            {
                sorted.Add(row);
            }
        }
    }

    private IEnumerable<SortedRows> ListsOf(QueueRow row) => row.SealsAt is null ? _open.Values : [_decided];
}

/// <summary>The queue while a question is asked.</summary>
/// <param name="open">Open alerts in every order.</param>
/// <param name="decided">Decided alerts of the last quarter, newest first.</param>
/// <param name="rows">All of them by id.</param>
internal sealed class QueueContent(Dictionary<QueueOrder, SortedRows> open, IReadOnlyList<QueueRow> decided, Dictionary<string,
    QueueRow> rows)
{
    /// <summary>Open alerts in an order.</summary>
    public IReadOnlyList<QueueRow> Open(QueueOrder order = QueueOrder.Due) => open[order].Rows;

    /// <summary>Decided alerts of the last quarter, newest first.</summary>
    public IReadOnlyList<QueueRow> Decided => decided;

    /// <summary>Open alerts in an order, beginning behind a row and going round once; from the first where the row is not known.</summary>
    public IEnumerable<QueueRow> Behind(string id, QueueOrder order)
    {
        var rows = open[order].Rows;
        var place = Find(id) is { } row ? open[order].PlaceOf(row) : 0;
        for (var step = 0; step < rows.Count; step++)
        {
            var next = rows[(place + step) % rows.Count];
            if (next.Id != id)
            {
                yield return next;
            }
        }
    }

    /// <summary>An alert's row; null where it has none here.</summary>
    public QueueRow? Find(string id) => rows.GetValueOrDefault(id);
}
