namespace Compliance.Functions.Alerts.Queue;

/// <summary>The order of the queue.</summary>
public enum QueueOrder
{
    /// <summary>What is due first, blocks before reviews of the same day, better scores before worse.</summary>
    Due,

    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Best score first.</summary>
    Score,
}

/// <summary>Rows kept in one order while they change; the id makes every order total.</summary>
internal sealed class SortedRows(QueueOrder order)
{
    private readonly Comparison<QueueRow> _compare = Of(order);
    private readonly List<QueueRow> _rows = [];

    /// <summary>The rows in order.</summary>
    public IReadOnlyList<QueueRow> Rows => _rows;

    /// <summary>Takes all rows anew.</summary>
    public void Fill(IEnumerable<QueueRow> rows)
    {
        _rows.Clear();
        _rows.AddRange(rows);
        _rows.Sort(_compare);
    }

    /// <summary>Puts a row in its place.</summary>
    public void Add(QueueRow row) => _rows.Insert(~Find(row), row);

    /// <summary>Takes a row out; it must be there as it was put in.</summary>
    public void Remove(QueueRow row) => _rows.RemoveAt(Find(row));

    /// <summary>The place of a row, or the place where it would stand.</summary>
    public int PlaceOf(QueueRow row) => Find(row) is var place && place >= 0 ? place : ~place;

    private int Find(QueueRow row)
    {
        var (low, high) = (0, _rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (_compare(_rows[middle], row))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return ~low;
    }

    private static Comparison<QueueRow> Of(QueueOrder order) => order switch
    {
        QueueOrder.Due =>
            (a, b) => Then(a.DueAt.CompareTo(b.DueAt), b.Decision.CompareTo(a.Decision), b.TopScore.CompareTo(a.TopScore), a, b),
        QueueOrder.Newest => (a, b) => Then(b.OpenedAt.CompareTo(a.OpenedAt), 0, 0, a, b),
        QueueOrder.Score => (a, b) => Then(b.TopScore.CompareTo(a.TopScore), a.DueAt.CompareTo(b.DueAt), 0, a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order of the queue."),
    };

    private static int Then(int first, int second, int third, QueueRow a, QueueRow b) =>
        first != 0 ? first : second != 0 ? second : third != 0 ? third : string.CompareOrdinal(a.Id, b.Id);
}
