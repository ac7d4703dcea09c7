namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Lists of numbers by key, as sorted columns: a look-up is a binary search.</summary>
internal sealed class KeyedLists
{
    private readonly Column<ulong> _keys;
    private readonly Column<int> _starts;
    private readonly Column<int> _values;

    private KeyedLists(Column<ulong> keys, Column<int> starts, Column<int> values) => (_keys, _starts, _values) = (keys, starts, values);

    /// <summary>Groups pairs by key; keys and the values of one key come in ascending order.</summary>
    public static KeyedLists Build(List<(ulong Key, int Value)> pairs)
    {
        pairs.Sort();
        var (keys, starts, values) = (new List<ulong>(), new List<int>(), new int[pairs.Count]);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i == 0 || pairs[i].Key != pairs[i - 1].Key)
            {
                keys.Add(pairs[i].Key);
                starts.Add(i);
            }

            values[i] = pairs[i].Value;
        }

        starts.Add(pairs.Count);
        return new KeyedLists(keys.ToArray(), starts.ToArray(), values);
    }

    public static KeyedLists Load(SectionReader sections) => new(sections.Next<ulong>(), sections.Next<int>(), sections.Next<int>());

    /// <summary>The values of a key; empty where it is not there.</summary>
    public ReadOnlySpan<int> Of(ulong key)
    {
        var at = _keys.Span.BinarySearch(key);
        return at < 0 ? [] : _values.Span[_starts[at].._starts[at + 1]];
    }

    public void Save(SectionWriter sections)
    {
        sections.Add(_keys);
        sections.Add(_starts);
        sections.Add(_values);
    }
}
