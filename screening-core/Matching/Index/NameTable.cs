using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// All names of one kind of party (persons, or everything else) as token numbers, with the postings from tokens to names.
/// </summary>
internal sealed class NameTable
{
    private readonly int[] _tokenStart;
    private readonly int[] _tokens;
    private readonly NameToken[] _words;
    private readonly int[] _postingStart;
    private readonly int[] _postings;

    private NameTable(bool persons, bool originals, NameToken[] vocabulary, int[] tokenStart, int[] tokens, int[] parties, byte[] ordinals, int[] postingStart, int[] postings)
    {
        (ArePersons, AreOriginals, Vocabulary, _tokenStart, _tokens, PartyOf, OrdinalOf, _postingStart, _postings) =
            (persons, originals, vocabulary, tokenStart, tokens, parties, ordinals, postingStart, postings);
        _words = Array.ConvertAll(tokens, number => vocabulary[number]);
        WeightOf = [.. vocabulary.Select(TokenWeights.Of)];
        (TotalWeight, FreeWeight) = Totals();
    }

    /// <summary>True where the names were read as persons' names.</summary>
    public bool ArePersons { get; }

    /// <summary>True where all names are in another script and their parties have Latin names in the sister table.</summary>
    public bool AreOriginals { get; }

    /// <summary>Distinct tokens by number.</summary>
    public NameToken[] Vocabulary { get; }

    /// <summary>Party position per name.</summary>
    public int[] PartyOf { get; }

    /// <summary>Place of the name among its party's names; 255 for the 256th and later.</summary>
    public byte[] OrdinalOf { get; }

    /// <summary>Weight per token.</summary>
    public float[] WeightOf { get; }

    /// <summary>Sum of token weights per name.</summary>
    public float[] TotalWeight { get; }

    /// <summary>Weight per name that the bound counts as linked: tokens without postings, and those that may be left out.</summary>
    public float[] FreeWeight { get; }

    /// <summary>Number of names.</summary>
    public int Count => PartyOf.Length;

    /// <summary>True where postings are kept for the token: light tokens and initials would only lengthen them. A name that has nothing else is posted under all its tokens.</summary>
    public static bool IsPosted(NameToken token) => !TokenWeights.IsLight(token) && !token.Is(TokenTraits.Initial);

    /// <summary>Token numbers of a name.</summary>
    public ReadOnlySpan<int> TokensOf(int name) => _tokens.AsSpan(_tokenStart[name], _tokenStart[name + 1] - _tokenStart[name]);

    /// <summary>Names that hold a token; each name once.</summary>
    public ReadOnlySpan<int> NamesWith(int token) => _postings.AsSpan(_postingStart[token], _postingStart[token + 1] - _postingStart[token]);

    /// <summary>A name as the comparer takes it.</summary>
    public ReadOnlySpan<NameToken> WordsOf(int name) => _words.AsSpan(_tokenStart[name], _tokenStart[name + 1] - _tokenStart[name]);

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
        return new NameTable(persons, originals, [.. vocabulary], [.. start], [.. tokens], [.. parties], [.. ordinals], postingStart, postings);
    }

    private static (int[] Start, int[] Postings) MakePostings(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var lists = new List<int>[vocabulary.Count];
        for (var name = 0; name + 1 < start.Count; name++)
        {
            var bare = !tokens[start[name]..start[name + 1]].Exists(token => IsPosted(vocabulary[token]));
            for (var k = start[name]; k < start[name + 1]; k++)
            {
                var list = lists[tokens[k]] ??= [];
                if ((bare || IsPosted(vocabulary[tokens[k]])) && (list.Count == 0 || list[^1] != name))
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

    private (float[] Total, float[] Free) Totals()
    {
        var (total, free) = (new float[Count], new float[Count]);
        for (var name = 0; name < Count; name++)
        {
            foreach (var token in TokensOf(name))
            {
                total[name] += WeightOf[token];
                free[name] += IsPosted(Vocabulary[token]) && !TokenWeights.MayBeLeftOut(Vocabulary[token]) ? 0 : WeightOf[token];
            }
        }

        return (total, free);
    }
}
