namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>
/// The links that one search found between the subject's tokens and a vocabulary, by position and token number. What is not in it is not linked: the
/// look-ups find every token that <see cref="TokenLinks"/> links, so the comparer need not ask again for every name.
/// </summary>
internal sealed class LinkTable
{
    private const int MinSlots = 1024;
    private long[] _keys = new long[MinSlots];
    private TokenLink[] _links = new TokenLink[MinSlots];
    private int _count;

    /// <summary>Forgets all links.</summary>
    public void Clear()
    {
        Array.Clear(_keys);
        _count = 0;
    }

    /// <summary>Keeps a link; the first one of a pair counts.</summary>
    public void Add(int position, int number, TokenLink link)
    {
        if ((_count + 1) * 2 > _keys.Length)
        {
            Grow();
        }

        var key = KeyOf(position, number);
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return;
            }

            if (_keys[slot] == 0)
            {
                (_keys[slot], _links[slot]) = (key, link);
                _count++;
                return;
            }
        }
    }

    /// <summary>The link of a pair; <see cref="TokenLink.None"/> where there is none.</summary>
    public TokenLink Find(int position, int number)
    {
        var key = KeyOf(position, number);
        for (var slot = SlotOf(key); _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return _links[slot];
            }
        }

        return TokenLink.None;
    }

    private static long KeyOf(int position, int number) => ((long)(position + 1) << 32) | (uint)number;

    private int SlotOf(long key) => (int)(unchecked((ulong)key * 0x9E3779B97F4A7C15UL) >> 40) & (_keys.Length - 1);

    private void Grow()
    {
        var (keys, links) = (_keys, _links);
        (_keys, _links, _count) = (new long[keys.Length * 2], new TokenLink[keys.Length * 2], 0);
        for (var slot = 0; slot < keys.Length; slot++)
        {
            if (keys[slot] != 0)
            {
                Add((int)(keys[slot] >> 32) - 1, (int)(keys[slot] & int.MaxValue), links[slot]);
            }
        }
    }
}
