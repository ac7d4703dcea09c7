using System.Runtime.Intrinsics;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// What it costs at least to turn any spelling of a word into a Latin one, from how often letters occur: a letter that the cheapest
/// spellings have less often comes from a dearer one, was written in place of another or added, and one that they all have more often is
/// lacking in a dearer one, was replaced or left out. Order is not looked at, so it is never above the distance, and costs nanoseconds
/// where the distance costs microseconds.
/// </summary>
internal sealed class LetterBound
{
    // More of one letter than a Latin word that is compared has letters.
    private const byte Enough = 200;

    private readonly int _cost;
    private readonly Vector256<byte> _most;
    private readonly Vector256<byte> _least;
    private readonly Prices _added;
    private readonly Prices _left;

    private LetterBound(int cost, Vector256<byte> most, Vector256<byte> least, Prices added, Prices left) =>
        (_cost, _most, _least, _added, _left) = (cost, most, least, added, left);

    /// <summary>The bound of a lattice's spellings.</summary>
    public static LetterBound Of(ReadOnlySpan<LatticeSegment> segments, int nodes)
    {
        var (most, least, costs) = (new Vector256<byte>[nodes], new Vector256<byte>[nodes], new int[nodes]);
        costs.AsSpan(1).Fill(-1);
        var (added, left) = (LetterPrices.OfLattices, LetterPrices.OfLattices);
        foreach (ref readonly var segment in segments)
        {
            var (from, to, supply) = (segment.From, segment.To, segment.Renderings.Supply);
            if (costs[from] < 0)
            {
                continue;
            }

            var more = Vector256.Min(most[from] + supply.Most, Vector256.Create(Enough));
            var less = Vector256.Min(least[from] + supply.Least, Vector256.Create(Enough));
            var cost = costs[from] + supply.Cost;
            var isFirst = costs[to] < 0;
            (most[to], least[to], costs[to]) = isFirst ? (more, less, cost)
                : (Vector256.Max(most[to], more), Vector256.Min(least[to], less), Math.Min(costs[to], cost));
            (added, left) = (Vector256.Min(added, supply.Added), Vector256.Min(left, supply.Left));
        }

        return new LetterBound(costs[nodes - 1] * LetterSupply.Scale, most[nodes - 1], least[nodes - 1], Prices.Of(added),
            Prices.Of(left));
    }

    /// <summary>The bound of one Latin spelling, at the given prices of a letter.</summary>
    public static LetterBound Of(ReadOnlySpan<char> latin, Vector256<byte> prices) =>
        new(0, LetterCounts.Of(latin, countRepeats: true), LetterCounts.Of(latin, countRepeats: false), Prices.Of(prices),
            Prices.Of(prices));

    /// <summary>True where a word is further away than so many tenths of an edit.</summary>
    public bool IsBeyond(in LetterCounts latin, int tenths)
    {
        var most = (tenths * LetterSupply.Scale) - _cost;

        // A word's repeated letters are counted once, and may be what seems to be missing.
        return _added.Sum(latin.Lanes - Vector256.Min(latin.Lanes, _most)) > most
            || _left.Sum(_least - Vector256.Min(_least, latin.Lanes)) - (latin.Repeats * _left.Dearest) > most;
    }

    /// <summary>Prices of a letter by lane, ready to be multiplied.</summary>
    private readonly record struct Prices(Vector256<ushort> Low, Vector256<ushort> High, int Dearest)
    {
        public static Prices Of(Vector256<byte> prices)
        {
            var dearest = 0;
            for (var lane = 0; lane < Vector256<byte>.Count; lane++)
            {
                dearest = Math.Max(dearest, prices[lane]);
            }

            var (low, high) = Vector256.Widen(prices);
            return new Prices(low, high, dearest);
        }

        public int Sum(Vector256<byte> counts)
        {
            var (low, high) = Vector256.Widen(counts);
            return Vector256.Sum((low * Low) + (high * High));
        }
    }
}
