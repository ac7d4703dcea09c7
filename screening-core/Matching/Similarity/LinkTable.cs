using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>
/// The links that one search found between the subject's tokens and a vocabulary, by token number. What is not in it is not linked: the
/// look-ups find every token that <see cref="TokenLinks"/> links, so the comparer need not ask again for every name. One search at a time;
/// cleared by a generation number.
/// </summary>
internal sealed class LinkTable
{
    private const int None = -1;

    private Head[] _heads = new Head[1024];
    private KnownLink[] _links = new KnownLink[1024];
    private int _count;
    private int _generation = 1;

    /// <summary>Forgets all links.</summary>
    public void Clear()
    {
        _count = 0;
        if (_generation == int.MaxValue)
        {
            Array.Clear(_heads);
            _generation = 0;
        }

        _generation++;
    }

    /// <summary>Keeps the link of the subject's token at a position and a token of the vocabulary; the first one of a pair
    /// counts.</summary>
    public void Add(int position, int number, TokenLink link)
    {
        if (number >= _heads.Length)
        {
            Array.Resize(ref _heads, Math.Max(number + 1, _heads.Length * 2));
        }

        if (_count == _links.Length)
        {
            Array.Resize(ref _links, _count * 2);
        }

        var first = First(number);
        for (var at = first; at != None; at = _links[at].Next)
        {
            if (_links[at].Position == position)
            {
                return;
            }
        }

        _links[_count] = new KnownLink(position, first, link);
        _heads[number] = new Head(_generation, _count++);
    }

    /// <summary>Where the links of a token of the vocabulary begin; −1 where it has none. The next is at
    /// <see cref="KnownLink.Next"/>.</summary>
    public int First(int number)
    {
        var heads = _heads;
        return (uint)number < (uint)heads.Length && heads[number] is var head && head.Generation == _generation ? head.First : None;
    }

    /// <summary>The link of the subject's token at a position and a listed token of a number; those that no look-up sees are compared
    /// here.</summary>
    public TokenLink Between(NameToken subject, int position, NameToken listed, int number)
    {
        if (!subject.IsPosted || !listed.IsPosted)
        {
            return TokenLinks.Between(subject, listed);
        }

        for (var at = First(number); at != None; at = _links[at].Next)
        {
            if (_links[at].Position == position)
            {
                return _links[at].Link;
            }
        }

        return TokenLink.None;
    }

    /// <summary>The link at a place.</summary>
    public ref readonly KnownLink At(int place) => ref _links[place];

    /// <summary>Where the links of a token begin, and in which search that was so.</summary>
    private readonly record struct Head(int Generation, int First);
}

/// <summary>A link of the subject's token at a position, and where the next link of the same listed token is (−1: nowhere).</summary>
internal readonly record struct KnownLink(int Position, int Next, TokenLink Link);
