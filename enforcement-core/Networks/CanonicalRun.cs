using System.Runtime.InteropServices;

namespace Compliance.EnforcementCore.Networks;

/// <summary>
/// Finds clusters from all facts. Rounds: weigh every candidate, join, count anew how many clusters touch each artefact, until nothing
/// changes. The order in which facts came does not show in the answer.
/// </summary>
public static class CanonicalRun
{
    /// <summary>Rounds after which a run ends even where the last one changed something.</summary>
    public const int MostRounds = 5;

    private static readonly float LeadOdds = (float)Math.Log(NetworkModel.Lead / (1 - NetworkModel.Lead));

    /// <summary>The log-odds from which a pair is kept for later rounds, if all it shares became as rare as it can.</summary>
    private const double LeastPossible = -1;

    /// <summary>Runs.</summary>
    /// <param name="facts">All facts.</param>
    /// <param name="model">The model.</param>
    /// <param name="rulings">What officers said.</param>
    /// <param name="rounds">Rounds at most; 1 is a quick look in which an operation's size still hides it.</param>
    public static NetworkGeneration Run(NetworkFacts facts, NetworkModel model, OfficerRulings rulings, int rounds = MostRounds)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var degrees = new EffectiveDegrees(facts, []);
        var pairs = Candidates(facts, degrees, model);
        var before = Array.Empty<int>();
        for (var round = 1; ; round++)
        {
            var edges = new Edges();
            var clusters = Join(facts, degrees, model, rulings, CollectionsMarshal.AsSpan(pairs), edges);
            if (round >= rounds || clusters.AsSpan().SequenceEqual(before))
            {
                return new NetworkGeneration(facts, model, rulings, degrees, clusters, [.. edges.Joined], [.. edges.Leads(clusters)],
                    round);
            }

            (before, degrees) = (clusters, new EffectiveDegrees(facts, clusters));
        }
    }

    /// <summary>Clusters of some facts at given frequencies.</summary>
    internal static int[] Joined(NetworkFacts facts, EffectiveDegrees degrees, NetworkModel model, OfficerRulings rulings)
        => Join(facts, degrees, model, rulings, CollectionsMarshal.AsSpan(Candidates(facts, degrees, model)), null);

    private static List<AccountPair> Candidates(NetworkFacts facts, EffectiveDegrees degrees, NetworkModel model)
    {
        var (scorer, pairs) = (new PairScorer(facts, degrees, model), new List<AccountPair>());
        CandidatePairs.Each(facts, degrees, (one, two) =>
        {
            if (scorer.Score(one, two).MostPossible >= LeastPossible)
            {
                pairs.Add(AccountPair.Of(one, two));
            }
        });
        return pairs;
    }

    private static int[] Join(NetworkFacts facts, EffectiveDegrees degrees, NetworkModel model, OfficerRulings rulings,
        ReadOnlySpan<AccountPair> pairs, Edges? edges)
    {
        var (scorer, forest) = (new PairScorer(facts, degrees, model), new RuledForest(facts.Accounts, rulings));
        var (linked, weak) = (new List<(double Probability, AccountPair Pair)>(), new List<WeakPair>());
        foreach (var pair in pairs)
        {
            var score = scorer.Score(pair.A, pair.B);
            var probability = score.Probability;
            if (probability >= NetworkModel.Linked)
            {
                if (forest.HasLimits)
                {
                    linked.Add((probability, pair));
                }
                else
                {
                    forest.Join(pair.A, pair.B);
                }

                edges?.Add(pair, probability, EdgeKind.Evidence);
            }
            else if (probability >= NetworkModel.Weak && score.Artefact >= 0)
            {
                weak.Add(new WeakPair(pair, score.Artefact, (float)score.LogOdds));
            }
        }

        // Where some must stay apart the strongest evidence joins first, whatever the order of the pairs.
        linked.Sort((x, y) => y.Probability.CompareTo(x.Probability) is not 0 and var order ? order : x.Pair.CompareTo(y.Pair));
        linked.ForEach(one => forest.Join(one.Pair.A, one.Pair.B));
        edges?.Weak.AddRange(weak.Where(one => one.LogOdds >= LeadOdds).Select(one => one.Pair));
        foreach (var (pair, probability) in new WeakPairs(forest, weak, scorer, facts).Accumulate())
        {
            edges?.Add(pair, probability, EdgeKind.Accumulated);
        }

        edges?.Close(forest, rulings);
        return forest.ToArray();
    }

    private sealed class Edges
    {
        private readonly HashSet<AccountPair> _known = [];

        public List<NetworkEdge> Joined { get; } = [];

        public List<AccountPair> Weak { get; } = [];

        public void Add(AccountPair pair, double probability, EdgeKind kind)
        {
            if (_known.Add(pair))
            {
                Joined.Add(new NetworkEdge(pair, probability, kind));
            }
        }

        /// <summary>Keeps the edges inside clusters, and adds officers' words.</summary>
        public void Close(RuledForest forest, OfficerRulings rulings)
        {
            foreach (var pair in rulings.Same)
            {
                Add(pair, 1, EdgeKind.Officer);
            }

            Joined.RemoveAll(edge => forest.Find(edge.Pair.A) != forest.Find(edge.Pair.B));
            Joined.Sort((x, y) => x.Pair.CompareTo(y.Pair));
        }

        public IEnumerable<AccountPair> Leads(int[] clusters)
            => Weak.Where(pair => clusters[pair.A] != clusters[pair.B]).Distinct().Order();
    }
}
