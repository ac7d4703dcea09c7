using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// All names of one kind of party (persons, or everything else) as token numbers, with the postings from tokens to names.
/// </summary>
internal sealed class NameTable
{
    private readonly Column<int> _tokenStart;
    private readonly Column<int> _tokens;
    private readonly Column<int> _postingStart;
    private readonly Column<int> _postings;

    // Filled when a name is first compared.
    private readonly NameToken?[] _words;

    private NameTable(
        bool persons,
        bool originals,
        StoredItems<NameToken> vocabulary,
        Column<int> tokenStart,
        Column<int> tokens,
        Column<int> parties,
        Column<byte> ordinals,
        Column<int> postingStart,
        Column<int> postings,
        Column<float> weights,
        Column<float> total,
        Column<float> free)
    {
        (ArePersons, AreOriginals, Vocabulary, _tokenStart, _tokens, PartyOf, OrdinalOf, _postingStart, _postings) =
            (persons, originals, vocabulary, tokenStart, tokens, parties, ordinals, postingStart, postings);
        (WeightOf, TotalWeight, FreeWeight) = (weights, total, free);
        _words = new NameToken?[tokens.Length];
    }

    /// <summary>True where the names were read as persons' names.</summary>
    public bool ArePersons { get; }

    /// <summary>True where all names are in another script and their parties have Latin names in the sister table.</summary>
    public bool AreOriginals { get; }

    /// <summary>Distinct tokens by number.</summary>
    public StoredItems<NameToken> Vocabulary { get; }

    /// <summary>Party position per name.</summary>
    public Column<int> PartyOf { get; }

    /// <summary>Place of the name among its party's names; 255 for the 256th and later.</summary>
    public Column<byte> OrdinalOf { get; }

    /// <summary>Weight per token.</summary>
    public Column<float> WeightOf { get; }

    /// <summary>Sum of token weights per name.</summary>
    public Column<float> TotalWeight { get; }

    /// <summary>Weight per name that the bound counts as linked: tokens without postings, and those that may be left out.</summary>
    public Column<float> FreeWeight { get; }

    /// <summary>Number of names.</summary>
    public int Count => PartyOf.Length;

    /// <summary>Token numbers of a name.</summary>
    public ReadOnlySpan<int> TokensOf(int name) => _tokens.Span[_tokenStart[name].._tokenStart[name + 1]];

    /// <summary>Names that hold a token; each name once.</summary>
    public ReadOnlySpan<int> NamesWith(int token) => _postings.Span[_postingStart[token].._postingStart[token + 1]];

    /// <summary>Number of a party's name; −1 where it is in another table, or so late among many that its place does not tell.</summary>
    public int NumberOf(int party, int ordinal)
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
            (flags[0] & 1) != 0, (flags[0] & 2) != 0, StoredItems<NameToken>.Load(sections, TokenCodec.Read), sections.Next<int>(), sections.Next<int>(),
            sections.Next<int>(), sections.Next<byte>(), sections.Next<int>(), sections.Next<int>(), sections.Next<float>(), sections.Next<float>(), sections.Next<float>());
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
        sections.Add(_postingStart);
        sections.Add(_postings);
        foreach (var column in new[] { WeightOf, TotalWeight, FreeWeight })
        {
            sections.Add(column);
        }
    }

    /// <summary>Builds the table of analysed names.</summary>
    public static NameTable Build(bool persons, bool originals, IEnumerable<(int Party, int Ordinal, AnalysedName Name)> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var vocabulary = new List<NameToken>();
        var (start, tokens, parties, ordinals) = (new List<int> { 0 }, new List<int>(), new List<int>(), new List<byte>());
        foreach (var (party, ordinal, name) in names)
        {
            foreach (var token in name.Tokens)
            {
                if (!numbers.TryGetValue(token.Key, out var number))
                {
                    number = vocabulary.Count;
                    numbers.Add(token.Key, number);
                    vocabulary.Add(token);
                }

                tokens.Add(number);
            }

            start.Add(tokens.Count);
            parties.Add(party);
            ordinals.Add((byte)Math.Min(ordinal, 255));
        }

        var (postingStart, postings) = MakePostings(vocabulary, start, tokens);
        var (total, free) = Totals(vocabulary, start, tokens);
        return new NameTable(
            persons, originals, new StoredItems<NameToken>([.. vocabulary]), start.ToArray(), tokens.ToArray(), parties.ToArray(), ordinals.ToArray(),
            postingStart, postings, vocabulary.Select(token => token.Weight).ToArray(), total, free);
    }

    private static (int[] Start, int[] Postings) MakePostings(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var lists = new List<int>[vocabulary.Count];
        for (var name = 0; name + 1 < start.Count; name++)
        {
            var bare = !tokens[start[name]..start[name + 1]].Exists(token => vocabulary[token].IsPosted);
            for (var k = start[name]; k < start[name + 1]; k++)
            {
                var list = lists[tokens[k]] ??= [];
                if ((bare || vocabulary[tokens[k]].IsPosted) && (list.Count == 0 || list[^1] != name))
                {
                    list.Add(name);
                }
            }
        }

        var begins = new int[vocabulary.Count + 1];
        var postings = new List<int>();
        for (var token = 0; token < lists.Length; token++)
        {
            begins[token] = postings.Count;
            postings.AddRange(lists[token] ?? []);
        }

        begins[^1] = postings.Count;
        return (begins, [.. postings]);
    }

    private static (float[] Total, float[] Free) Totals(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var (total, free) = (new float[start.Count - 1], new float[start.Count - 1]);
        for (var name = 0; name < total.Length; name++)
        {
            for (var at = start[name]; at < start[name + 1]; at++)
            {
                var token = vocabulary[tokens[at]];
                var weight = token.Weight;
                total[name] += weight;
                free[name] += token.IsPosted && !TokenWeights.MayBeLeftOut(token) ? 0 : weight;
            }
        }

        return (total, free);
    }
}
