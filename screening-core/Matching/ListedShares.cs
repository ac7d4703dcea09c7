using System.Numerics;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching;

/// <summary>What of the weight of a table's names the look-ups do not see, as <see cref="SubjectShares"/> for the subject's; worked out
/// when a name is first asked for. Safe for concurrent use.</summary>
internal sealed class ListedShares(NameTable table)
{
    private readonly NameTable _table = table;
    private readonly NameShare?[] _shares = new NameShare?[table.Count];
    private readonly PerWord<TokenBrief> _briefs = new(table.Vocabulary, TokenBrief.Of);

    /// <summary>The words of a name.</summary>
    public ReadOnlySpan<NameToken> WordsOf(int name) => _table.WordsOf(name);

    /// <summary>False where the comparer would cut the name.</summary>
    public bool IsWhole(int name) => _table.TokensOf(name).Length <= Assignment.MaxSize;

    /// <summary>Share that may stay open without counting.</summary>
    public float Forgiven(int name) => Of(name).Forgiven;

    /// <summary>Words that can bear the name alone.</summary>
    public int CoresOf(int name) => Of(name).Cores;

    /// <summary>Weight of all words of a name.</summary>
    public float TotalOf(int name) => _table.TotalWeight[name];

    /// <summary>A word in brief, by its number.</summary>
    public ref readonly TokenBrief BriefOf(int number) => ref _briefs[number];

    /// <summary>Numbers of the name's words.</summary>
    public ReadOnlySpan<int> NumbersOf(int name) => _table.TokensOf(name);

    /// <summary>Numbers of the name's words that have no postings.</summary>
    public int[] UnpostedOf(int name) => Of(name).Unposted;

    /// <summary>A word by its number.</summary>
    public NameToken TokenAt(int number) => _table.Vocabulary[number];

    /// <summary>Most of a listed name's weight that the subject's unposted tokens can answer, each at best the heaviest it links
    /// to.</summary>
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
