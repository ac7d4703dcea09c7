using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>The entries of the parties in ascending order: the lists once, the keys as letters in a row.</summary>
internal sealed class PartyEntries
{
    private readonly ListCode[] _lists;
    private readonly Column<int> _firsts;
    private readonly Column<int> _starts;
    private readonly Column<char> _letters;

    private PartyEntries(ListCode[] lists, Column<int> firsts, Column<int> starts, Column<char> letters) =>
        (_lists, _firsts, _starts, _letters) = (lists, firsts, starts, letters);

    public int Count => _starts.Length - 1;

    /// <summary>Takes sorted entries.</summary>
    public static PartyEntries Build(IReadOnlyList<ListEntryId> entries)
    {
        var (lists, firsts, starts, letters) = (new List<ListCode>(), new List<int>(), new List<int> { 0 }, new List<char>());
        for (var i = 0; i < entries.Count; i++)
        {
            if (i == 0 || entries[i].List != entries[i - 1].List)
            {
                lists.Add(entries[i].List);
                firsts.Add(i);
            }

            letters.AddRange(entries[i].Key);
            starts.Add(letters.Count);
        }

        firsts.Add(entries.Count);
        return new PartyEntries([.. lists], firsts.ToArray(), starts.ToArray(), letters.ToArray());
    }

    public static PartyEntries Load(SectionReader sections)
    {
        var codes = StoredItems<string>.Load(sections, (ref ByteReader bytes) => bytes.Text());
        return new PartyEntries([.. Enumerable.Range(0, codes.Length).Select(i => ListCode.Parse(codes[i]))], sections.Next<int>(),
            sections.Next<int>(), sections.Next<char>());
    }

    /// <summary>The entry at a position.</summary>
    public ListEntryId At(int position)
    {
        var entry = ListEntryId.Of(_lists[ListOf(position)], new string(KeyAt(position)));
        GC.KeepAlive(this);
        return entry;
    }

    /// <summary>The list of the entry at a position.</summary>
    public ListCode ListAt(int position) => _lists[ListOf(position)];

    /// <summary>The position of an entry; −1 where it is not there.</summary>
    public int PositionOf(ListEntryId entry)
    {
        var list = Array.IndexOf(_lists, entry.List);
        var (low, high) = list < 0 ? (0, -1) : (_firsts[list], _firsts[list + 1] - 1);
        var found = -1;
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = KeyAt(middle).SequenceCompareTo(entry.Key);
            (low, high, found) = order == 0 ? (1, 0, middle) : order < 0 ? (middle + 1, high, found) : (low, middle - 1, found);
        }

        GC.KeepAlive(this);
        return found;
    }

    /// <summary>The positions of a list: where they begin and how many there are.</summary>
    public (int First, int Count) Of(ListCode list) =>
        Array.IndexOf(_lists, list) is var at && at < 0 ? (0, 0) : (_firsts[at], _firsts[at + 1] - _firsts[at]);

    public void Save(SectionWriter sections)
    {
        new StoredItems<string>(Array.ConvertAll(_lists, list => list.Value)).Save(sections, (bytes, code) => bytes.Text(code));
        sections.Add(_firsts);
        sections.Add(_starts);
        sections.Add(_letters);
    }

    private ReadOnlySpan<char> KeyAt(int position) => _letters.Span[_starts[position].._starts[position + 1]];

    private int ListOf(int position)
    {
        var list = 0;
        while (_firsts[list + 1] <= position)
        {
            list++;
        }

        return list;
    }
}
