using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// All names of one kind of party (persons, or everything else) as token numbers, with the postings from tokens to names. A name that
/// several parties bear, or one under several spellings of the same words, stands once: a third of the listed names do, since lists list
/// the same people.
/// </summary>
internal sealed partial class NameTable
{
    private readonly Column<int> _tokenStart;
    private readonly Column<int> _tokens;
    private readonly Column<int> _postingStart;
    private readonly Column<int> _postings;
    private readonly Column<int> _nameOf;
    private readonly Column<int> _bearerStart;
    private readonly Column<int> _bearers;

    // Filled when a name is first compared.
    private readonly NameToken?[] _words;

    private NameTable(
        bool persons,
        bool originals,
        StoredItems<NameToken> vocabulary,
        Column<int> tokenStart,
        Column<int> tokens,
        (Column<int> Parties, Column<byte> Ordinals, Column<int> NameOf, Column<int> Start, Column<int> Bearers) bearers,
        Column<int> postingStart,
        Column<int> postings,
        Column<float> weights,
        Column<float> total,
        Column<float> free,
        Column<ulong> briefs)
    {
        (ArePersons, AreOriginals, Vocabulary, _tokenStart, _tokens, _postingStart, _postings) =
            (persons, originals, vocabulary, tokenStart, tokens, postingStart, postings);
        (PartyOf, OrdinalOf, _nameOf, _bearerStart, _bearers) = bearers;
        (WeightOf, TotalWeight, FreeWeight, Briefs) = (weights, total, free, briefs);
        _words = new NameToken?[tokens.Length];
    }

    /// <summary>True where the names were read as persons' names.</summary>
    public bool ArePersons { get; }

    /// <summary>True where all names are in another script and their parties have Latin names in the sister table.</summary>
    public bool AreOriginals { get; }

    /// <summary>Distinct tokens by number.</summary>
    public StoredItems<NameToken> Vocabulary { get; }

    /// <summary>Party position per bearer of a name, ascending; a party bears each of its names.</summary>
    public Column<int> PartyOf { get; }

    /// <summary>Place of the name among its party's names per bearer; 255 for the 256th and later.</summary>
    public Column<byte> OrdinalOf { get; }

    /// <summary>Weight per token.</summary>
    public Column<float> WeightOf { get; }

    /// <summary>Sum of token weights per name.</summary>
    public Column<float> TotalWeight { get; }

    /// <summary>Weight per name that the bound counts as linked: tokens without postings, and those that may be left out.</summary>
    public Column<float> FreeWeight { get; }

    /// <summary>Each name in brief (<see cref="NameBrief"/>).</summary>
    public Column<ulong> Briefs { get; }

    /// <summary>Number of different names.</summary>
    public int Count => TotalWeight.Length;

    /// <summary>Number of names of all parties.</summary>
    public int BearerCount => PartyOf.Length;

    /// <summary>Who bears a name, ascending.</summary>
    public ReadOnlySpan<int> BearersOf(int name) => _bearers.Span[_bearerStart[name].._bearerStart[name + 1]];

    /// <summary>The name of a bearer.</summary>
    public int NameOf(int bearer) => _nameOf[bearer];

    /// <summary>Token numbers of a name.</summary>
    public ReadOnlySpan<int> TokensOf(int name) => _tokens.Span[_tokenStart[name].._tokenStart[name + 1]];

    /// <summary>Names that hold a token; each name once.</summary>
    public ReadOnlySpan<int> NamesWith(int token) => _postings.Span[_postingStart[token].._postingStart[token + 1]];

    /// <summary>Adds the names that a party bears.</summary>
    public void AddNamesOf(int party, HashSet<int> names)
    {
        var parties = PartyOf.Span;
        var at = parties.BinarySearch(party);
        while (at > 0 && parties[at - 1] == party)
        {
            at--;
        }

        for (; at >= 0 && at < parties.Length && parties[at] == party; at++)
        {
            names.Add(_nameOf[at]);
        }

        GC.KeepAlive(this);
    }

    /// <summary>The bearer that a party is by the name at a place; −1 where it is in another table, or so late among many that its place
    /// does not tell.</summary>
    public int BearerOf(int party, int ordinal)
    {
        var parties = PartyOf.Span;
        var at = parties.BinarySearch(party);
        while (at > 0 && parties[at - 1] == party)
        {
            at--;
        }

        for (; at >= 0 && at < parties.Length && parties[at] == party && ordinal < byte.MaxValue; at++)
        {
            if (OrdinalOf[at] == ordinal)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>A name as the comparer takes it.</summary>
    public ReadOnlySpan<NameToken> WordsOf(int name)
    {
        var starts = _tokenStart.Span;
        var (start, end) = (starts[name], starts[name + 1]);
        for (var at = start; at < end; at++)
        {
            if (Volatile.Read(ref _words[at]) is null)
            {
                Volatile.Write(ref _words[at], Vocabulary[_tokens[at]]);
            }
        }

        GC.KeepAlive(this);
        return _words.AsSpan(start, end - start)!;
    }

    public static NameTable Load(SectionReader sections)
    {
        var flags = sections.Next<byte>();
        return new NameTable(
            (flags[0] & 1) != 0, (flags[0] & 2) != 0, StoredItems<NameToken>.Load(sections, TokenCodec.Read), sections.Next<int>(),
                sections.Next<int>(),
            (sections.Next<int>(), sections.Next<byte>(), sections.Next<int>(), sections.Next<int>(), sections.Next<int>()),
            sections.Next<int>(), sections.Next<int>(), sections.Next<float>(), sections.Next<float>(), sections.Next<float>(),
            sections.Next<ulong>());
    }

    public void Save(SectionWriter sections)
    {
        sections.Add<byte>(new byte[] { (byte)((ArePersons ? 1 : 0) | (AreOriginals ? 2 : 0)) });
        Vocabulary.Save(sections, TokenCodec.Write);
        foreach (var column in new[] { _tokenStart, _tokens, PartyOf })
        {
            sections.Add(column);
        }

        sections.Add(OrdinalOf);
        foreach (var column in new[] { _nameOf, _bearerStart, _bearers, _postingStart, _postings })
        {
            sections.Add(column);
        }

        foreach (var column in new[] { WeightOf, TotalWeight, FreeWeight })
        {
            sections.Add(column);
        }

        sections.Add(Briefs);
    }
}
