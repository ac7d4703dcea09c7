using System.Numerics;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>What of a subject's weight the look-ups do not see: words that only an initial or a particle of the listed name answers, and patronymics, which may stay open almost for free.</summary>
internal sealed class SubjectShares
{
    /// <summary>Weight of a patronymic that an open one may be spared (<see cref="OpenTokens"/> keeps the rest).</summary>
    public const float SparedPatronymic = 1 - OpenTokens.LonePatronymic;

    private readonly NameToken[] _tokens;
    private readonly Dictionary<int, uint> _linksOf = [];
    private readonly float _total;
    private readonly uint _posted;

    public SubjectShares(AnalysedName name)
    {
        _tokens = [.. name.Tokens];
        for (var i = 0; i < _tokens.Length; i++)
        {
            _total += _tokens[i].Weight;
            _posted |= _tokens[i].IsPosted && i < Assignment.MaxSize ? 1u << i : 0;
            Cores += IsCore(_tokens[i]) ? 1 : 0;
            HasGeneric |= _tokens[i].Is(GenericLinks.Generic);
        }

        foreach (var token in _tokens)
        {
            Forgiven += token.Is(TokenTraits.Patronymic) ? token.Weight / _total * SparedPatronymic : 0;
        }
    }

    /// <summary>False where the comparer would cut the name, so that its shares are others.</summary>
    public bool IsWhole => _tokens.Length <= Assignment.MaxSize;

    /// <summary>Share that may stay open without counting.</summary>
    public float Forgiven { get; }

    /// <summary>Words that can bear the name alone.</summary>
    public int Cores { get; }

    /// <summary>The words.</summary>
    public ReadOnlySpan<NameToken> Tokens => _tokens;

    /// <summary>True for words that can bear a name alone; an initial cannot.</summary>
    public static bool IsCore(NameToken token) => !TokenWeights.MayBeLeftOut(token) && !token.Is(TokenTraits.Initial);

    /// <summary>True where every word is one that the index looks up.</summary>
    public bool AllPosted => BitOperations.PopCount(_posted) == _tokens.Length;

    /// <summary>True where any of the words is generic, so that nothing else may be linked.</summary>
    public bool HasGeneric { get; }

    /// <summary>True where one of the names is the acronym of the other.</summary>
    public bool IsAcronymOf(ListedShares listed, int name) => Acronyms.Match(_tokens, listed.WordsOf(name));

    /// <summary>Most of the subject's weight that the unposted tokens of a listed name can answer.</summary>
    public float LinkedBy(ListedShares listed, int name)
    {
        var sum = 0f;
        foreach (var theirs in listed.UnpostedOf(name))
        {
            var most = 0f;
            for (var open = LinksOf(theirs, listed) & _posted; open != 0; open &= open - 1)
            {
                most = Math.Max(most, _tokens[BitOperations.TrailingZeroCount(open)].Weight / _total);
            }

            sum += most;
        }

        return sum;
    }

    /// <summary>Which of the subject's words a token of the vocabulary links to, by their places; each token is compared once.</summary>
    public uint LinksOf(int number, ListedShares listed)
    {
        if (!_linksOf.TryGetValue(number, out var links))
        {
            var theirs = listed.TokenAt(number);
            for (var i = 0; i < Math.Min(_tokens.Length, Assignment.MaxSize); i++)
            {
                // Two words that the look-ups see are theirs to link.
                links |= !(_tokens[i].IsPosted && theirs.IsPosted) && TokenLinks.Between(_tokens[i], theirs).Exists ? 1u << i : 0;
            }

            _linksOf.Add(number, links);
        }

        return links;
    }
}

/// <summary>The same for the names of a table, worked out when a name is first asked for. Safe for concurrent use.</summary>
internal sealed class ListedShares(NameTable table)
{
    private readonly NameTable _table = table;
    private readonly NameShare?[] _shares = new NameShare?[table.Count];

    /// <summary>The words of a name.</summary>
    public ReadOnlySpan<NameToken> WordsOf(int name) => _table.WordsOf(name);

    /// <summary>False where the comparer would cut the name.</summary>
    public bool IsWhole(int name) => _table.TokensOf(name).Length <= Assignment.MaxSize;

    /// <summary>Share that may stay open without counting.</summary>
    public float Forgiven(int name) => Of(name).Forgiven;

    /// <summary>Words that can bear the name alone.</summary>
    public int CoresOf(int name) => Of(name).Cores;

    /// <summary>Numbers of the name's words.</summary>
    public ReadOnlySpan<int> NumbersOf(int name) => _table.TokensOf(name);

    /// <summary>Numbers of the name's words that have no postings.</summary>
    public int[] UnpostedOf(int name) => Of(name).Unposted;

    /// <summary>A word by its number.</summary>
    public NameToken TokenAt(int number) => _table.Vocabulary[number];

    /// <summary>Most of a listed name's weight that the subject's unposted tokens can answer, each at best the heaviest it links to.</summary>
    public float LinkedBy(SubjectShares subject, int name)
    {
        if (subject.AllPosted)
        {
            return 0;
        }

        Span<float> most = stackalloc float[Assignment.MaxSize];
        most.Clear();
        foreach (var number in NumbersOf(name))
        {
            var token = TokenAt(number);
            if (!token.IsPosted)
            {
                continue;
            }

            for (var open = subject.LinksOf(number, this); open != 0; open &= open - 1)
            {
                ref var heaviest = ref most[BitOperations.TrailingZeroCount(open)];
                heaviest = Math.Max(heaviest, token.Weight / _table.TotalWeight[name]);
            }
        }

        var sum = 0f;
        foreach (var weight in most)
        {
            sum += weight;
        }

        return sum;
    }

    private NameShare Of(int name) => Volatile.Read(ref _shares[name]) ?? Make(name);

    private NameShare Make(int name)
    {
        var (patronymics, cores, unposted) = (0f, 0, new List<int>());
        foreach (var number in NumbersOf(name))
        {
            var token = TokenAt(number);
            cores += SubjectShares.IsCore(token) ? 1 : 0;
            patronymics += token.Is(TokenTraits.Patronymic) ? token.Weight : 0;
            if (!token.IsPosted)
            {
                unposted.Add(number);
            }
        }

        var share = new NameShare(patronymics / _table.TotalWeight[name] * SubjectShares.SparedPatronymic, cores, [.. unposted]);
        Volatile.Write(ref _shares[name], share);
        return share;
    }

    private sealed record NameShare(float Forgiven, int Cores, int[] Unposted);
}
