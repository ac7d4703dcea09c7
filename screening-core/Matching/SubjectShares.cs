using System.Numerics;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>What of a subject's weight the look-ups do not see: words that only an initial or a particle of the listed name answers, and
/// patronymics, which may stay open almost for free.</summary>
internal sealed class SubjectShares
{
    /// <summary>Weight of a patronymic that an open one may be spared (<see cref="OpenTokens"/> keeps the rest).</summary>
    public const float SparedPatronymic = 1 - OpenTokens.LonePatronymic;

    private readonly NameToken[] _tokens;
    private Dictionary<int, uint>? _linksOf;
    private readonly float _total;
    private readonly uint _posted;
    private readonly TokenBrief[] _briefs;
    private readonly bool _hasOriginal;

    public SubjectShares(AnalysedName name)
    {
        _tokens = [.. name.Tokens];
        _briefs = Array.ConvertAll(_tokens, TokenBrief.Of);
        _hasOriginal = name.HasOriginal;
        for (var i = 0; i < _tokens.Length; i++)
        {
            _total += _tokens[i].Weight;
            _posted |= _tokens[i].IsPosted && i < Assignment.MaxSize ? 1u << i : 0;
            Cores += IsCore(_tokens[i]) ? 1 : 0;
            HasGeneric |= _tokens[i].Is(GenericLinks.Generic);
            UnpostedWords += !_tokens[i].IsPosted && !_briefs[i].IsForm ? 1 : 0;
            Forms |= _briefs[i].IsForm && i < Assignment.MaxSize ? 1u << i : 0;
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

    /// <summary>The words that the index looks up, by their places.</summary>
    public uint Posted => _posted;

    /// <summary>The organisation forms, by their places.</summary>
    public uint Forms { get; }

    /// <summary>True where a word is neither looked up nor an organisation form.</summary>
    public bool HasUnposted => UnpostedWords > 0;

    /// <summary>Words that are neither looked up nor organisation forms.</summary>
    public int UnpostedWords { get; }

    /// <summary>Adds the words up, where those at some places may be linked.</summary>
    public void AddBeside(uint linked, ref OpenShare share)
    {
        for (var i = 0; i < _briefs.Length; i++)
        {
            share.Add(_briefs[i], _briefs[i].Weight / _total, (linked >> i & 1) != 0);
        }
    }

    /// <summary>The words added up, where of those that are looked up the ones at some places are linked, and the others may
    /// be.</summary>
    public OpenShare Beside(uint linked)
    {
        var share = default(OpenShare);
        AddBeside(linked | ~_posted, ref share);
        return share;
    }

    /// <summary>Which of the words a token of the vocabulary may link to that no look-up sees, by their places. Words in another script are
    /// read by nobody here: they may.</summary>
    public uint MayAnswer(in TokenBrief theirs, int number, ListedShares listed) =>
        !_hasOriginal ? LinksOf(number, listed) : theirs.IsPosted ? ~_posted : uint.MaxValue;

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
        _linksOf ??= [];
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
