namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Makes an item from its stored form.</summary>
internal delegate T ItemReader<out T>(ref ByteReader bytes);

/// <summary>
/// Items by number. Those of a loaded index are made when they are first asked for, and kept; two threads may make the same item, one of
/// the two stays.
/// </summary>
internal sealed class StoredItems<T>
    where T : class
{
    private readonly T?[] _items;
    private readonly Column<int> _starts;
    private readonly Column<byte> _bytes;
    private readonly ItemReader<T>? _read;

    public StoredItems(T[] items) => _items = items;

    private StoredItems(Column<int> starts, Column<byte> bytes, ItemReader<T> read) =>
        (_items, _starts, _bytes, _read) = (new T?[starts.Length - 1], starts, bytes, read);

    public int Length => _items.Length;

    public T this[int number] => Volatile.Read(ref _items[number]) ?? Make(number);

    /// <summary>An item for a moment: one that was not made before is not kept.</summary>
    public T Peek(int number) => Volatile.Read(ref _items[number]) ?? Read(number);

    public static StoredItems<T> Load(SectionReader sections, ItemReader<T> read) => new(sections.Next<int>(), sections.Next<byte>(), read);

    public void Save(SectionWriter sections, Action<ByteWriter, T> write)
    {
        var (bytes, starts) = (new ByteWriter(), new int[Length + 1]);
        for (var i = 0; i < Length; i++)
        {
            write(bytes, this[i]);
            starts[i + 1] = bytes.Length;
        }

        sections.Add<int>(starts);
        sections.Add<byte>(bytes.ToArray());
    }

    private T Make(int number)
    {
        var item = Read(number);
        return Interlocked.CompareExchange(ref _items[number], item, null) ?? item;
    }

    private T Read(int number)
    {
        var bytes = new ByteReader(_bytes.Span[_starts[number].._starts[number + 1]]);
        var item = _read!(ref bytes);
        GC.KeepAlive(this);
        return item;
    }
}
