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
    private readonly float _total;

    public SubjectShares(AnalysedName name)
    {
        _tokens = [.. name.Tokens];
        foreach (var token in _tokens)
        {
            _total += TokenWeights.Of(token);
        }

        Forgiven = _tokens.Where(token => token.Is(TokenTraits.Patronymic)).Sum(token => TokenWeights.Of(token) / _total) * SparedPatronymic;
        Cores = _tokens.Count(IsCore);
        Unposted = [.. _tokens.Where(token => !token.IsPosted)];
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

    /// <summary>Tokens the index does not look up.</summary>
    public NameToken[] Unposted { get; }

    /// <summary>True where one of the names is the acronym of the other.</summary>
    public bool IsAcronymOf(ListedShares listed, int name) => Acronyms.Match(_tokens, listed.WordsOf(name));

    /// <summary>Most of the subject's weight that the unposted tokens of a listed name can answer.</summary>
    public float LinkedBy(ListedShares listed, int name)
    {
        var sum = 0f;
        foreach (var theirs in listed.UnpostedOf(name))
        {
            var most = 0f;
            foreach (var token in _tokens)
            {
                if (token.IsPosted && TokenLinks.Between(token, theirs).Exists)
                {
                    most = Math.Max(most, TokenWeights.Of(token) / _total);
                }
            }

            sum += most;
        }

        return sum;
    }
}

/// <summary>The same for the names of a table.</summary>
internal sealed class ListedShares
{
    private readonly NameTable _table;
    private readonly float[] _forgiven;
    private readonly NameToken[][] _unposted;
    private readonly int[] _cores;

    public ListedShares(NameTable table)
    {
        _table = table;
        (_forgiven, _unposted, _cores) = (new float[table.Count], new NameToken[table.Count][], new int[table.Count]);
        for (var name = 0; name < table.Count; name++)
        {
            var (patronymics, unposted) = (0f, new List<NameToken>());
            foreach (var token in table.WordsOf(name))
            {
                _cores[name] += SubjectShares.IsCore(token) ? 1 : 0;
                patronymics += token.Is(TokenTraits.Patronymic) ? TokenWeights.Of(token) : 0;
                if (!token.IsPosted)
                {
                    unposted.Add(token);
                }
            }

            _forgiven[name] = patronymics / table.TotalWeight[name] * SubjectShares.SparedPatronymic;
            _unposted[name] = [.. unposted];
        }
    }

    /// <summary>The words of a name.</summary>
    public ReadOnlySpan<NameToken> WordsOf(int name) => _table.WordsOf(name);

    /// <summary>False where the comparer would cut the name.</summary>
    public bool IsWhole(int name) => _table.TokensOf(name).Length <= Assignment.MaxSize;

    /// <summary>Share that may stay open without counting.</summary>
    public float Forgiven(int name) => _forgiven[name];

    /// <summary>Words that can bear the name alone.</summary>
    public int CoresOf(int name) => _cores[name];

    /// <summary>Numbers of the name's words.</summary>
    public ReadOnlySpan<int> NumbersOf(int name) => _table.TokensOf(name);

    /// <summary>The name's tokens that have no postings.</summary>
    public NameToken[] UnpostedOf(int name) => _unposted[name];

    /// <summary>Most of a listed name's weight that the subject's unposted tokens can answer.</summary>
    public float LinkedBy(SubjectShares subject, int name)
    {
        var sum = 0f;
        foreach (var mine in subject.Unposted)
        {
            var most = 0f;
            foreach (var token in _table.WordsOf(name))
            {
                if (token.IsPosted && TokenLinks.Between(mine, token).Exists)
                {
                    most = Math.Max(most, TokenWeights.Of(token) / _table.TotalWeight[name]);
                }
            }

            sum += most;
        }

        return sum;
    }
}
