using System.Runtime.InteropServices;

namespace Compliance.EnforcementCore.Networks;

/// <summary>A pair that says something and not enough.</summary>
/// <param name="Pair">The accounts.</param>
/// <param name="Artefact">The artefact that says most.</param>
/// <param name="LogOdds">Its log-odds.</param>
internal readonly record struct WeakPair(AccountPair Pair, int Artefact, float LogOdds);

/// <summary>
/// Joins clusters between which pairs are too weak each, and enough together. What was expected before and what speaks of the time count
/// once; each further artefact adds what it says less the logarithm of how many pairs there are between the clusters: among many pairs
/// some agree by chance. Households, organisations and resellers share one thing of a kind; several are one actor's.
/// </summary>
internal sealed class WeakPairs(RuledForest forest, List<WeakPair> weak, PairScorer scorer, NetworkFacts facts)
{
    private const int MostPasses = 10;
    private const int LeastArtefacts = 2;
    private readonly List<(AccountPair, double)> _joined = [];

    /// <summary>Joins, and gives the pairs that did it with the probability that they come to together.</summary>
    public IReadOnlyList<(AccountPair Pair, double Probability)> Accumulate()
    {
        for (var (pass, before) = (0, -1); pass < MostPasses && before < _joined.Count; pass++)
        {
            before = _joined.Count;
            Pass();
        }

        return _joined;
    }

    private void Pass()
    {
        weak.RemoveAll(one => forest.Find(one.Pair.A) == forest.Find(one.Pair.B));
        var (keys, places) = (new ulong[weak.Count], new int[weak.Count]);
        for (var i = 0; i < weak.Count; i++)
        {
            var between = AccountPair.Of(forest.Find(weak[i].Pair.A), forest.Find(weak[i].Pair.B));
            (keys[i], places[i]) = (((ulong)between.A << 32) | (uint)between.B, i);
        }

        Array.Sort(keys, places);
        var sizes = Sizes();
        for (var (from, to) = (0, 0); from < keys.Length; from = to)
        {
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from >= LeastArtefacts)
            {
                Consider((int)(keys[from] >> 32), (int)(keys[from] & uint.MaxValue), places.AsSpan(from, to - from), sizes);
            }
        }
    }

    private void Consider(int one, int two, ReadOnlySpan<int> places, int[] sizes)
    {
        var best = BestOfEachArtefact(places);
        // Addresses alone do not join two groups: operations and their customers meet behind the same hosting.
        if (best.Count < LeastArtefacts || best.TrueForAll(pair => facts.TypeOf(pair.Artefact) is ArtefactType.Ip or ArtefactType.SharedIp))
        {
            return;
        }

        var probability = Together(best, Math.Log(sizes[one]) + Math.Log(sizes[two]));
        if (probability >= NetworkModel.Linked && forest.Join(one, two))
        {
            _joined.AddRange(best.Select(pair => (pair.Pair, probability)));
        }
    }

    /// <summary>Of each artefact between two clusters the pair that says most, the strongest first.</summary>
    private List<WeakPair> BestOfEachArtefact(ReadOnlySpan<int> places)
    {
        var ordered = new List<WeakPair>(places.Length);
        foreach (var place in places)
        {
            ordered.Add(weak[place]);
        }

        ordered.Sort((x, y) => y.LogOdds.CompareTo(x.LogOdds) is not 0 and var order ? order : x.Pair.CompareTo(y.Pair));
        var seen = new HashSet<int>();
        return ordered.FindAll(one => seen.Add(one.Artefact));
    }

    private double Together(List<WeakPair> best, double chances)
    {
        var sum = scorer.Score(best[0].Pair.A, best[0].Pair.B);
        var kinds = 1 << (int)facts.TypeOf(best[0].Artefact);
        foreach (var one in CollectionsMarshal.AsSpan(best)[1..])
        {
            var kind = 1 << (int)facts.TypeOf(one.Artefact);
            var others = (kinds & kind) == 0;
            kinds |= kind;
            double Also(PairClass c) => others ? Math.Max(scorer.Agreed(one.Artefact, c) - chances, 0) : 0;
            sum = sum with
            {
                Household = sum.Household + Also(PairClass.Household),
                Organisation = sum.Organisation + Also(PairClass.Organisation),
                Reseller = sum.Reseller + Also(PairClass.Reseller),
                SameActor = sum.SameActor + Math.Max(scorer.Score(one.Pair.A, one.Pair.B).Strongest - chances, 0),
            };
        }

        // Pairs that each speak for one actor need nothing more than one another.
        var speaking = best.FindAll(one => one.LogOdds > 0);
        var odds = speaking.Sum(one => (double)one.LogOdds);
        return Math.Max(sum.Probability, speaking.Count >= LeastArtefacts ? 1 / (1 + Math.Exp(-odds)) : 0);
    }

    private int[] Sizes()
    {
        var sizes = new int[forest.Accounts];
        for (var account = 0; account < sizes.Length; account++)
        {
            sizes[forest.Find(account)]++;
        }

        return sizes;
    }
}
