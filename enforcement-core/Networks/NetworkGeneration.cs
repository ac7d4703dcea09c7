using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>Why two accounts are joined.</summary>
public enum EdgeKind
{
    /// <summary>Their own evidence.</summary>
    Evidence,

    /// <summary>Several weaker pairs of their two clusters, over different artefacts.</summary>
    Accumulated,

    /// <summary>An officer's word.</summary>
    Officer,
}

/// <summary>A pair that was joined.</summary>
/// <param name="Pair">The accounts.</param>
/// <param name="Probability">How probable one actor is.</param>
/// <param name="Kind">Why they are joined.</param>
public readonly record struct NetworkEdge(AccountPair Pair, double Probability, EdgeKind Kind);

/// <summary>What one canonical run came to: a function of the facts, the model and the officers' rulings, and of nothing else.</summary>
public sealed class NetworkGeneration
{
    private readonly NetworkModel _model;
    private readonly PairScorer _scorer;
    private readonly EffectiveDegrees _degrees;

    internal NetworkGeneration(NetworkFacts facts, NetworkModel model, OfficerRulings rulings, EffectiveDegrees degrees, int[] clusters,
        NetworkEdge[] edges, AccountPair[] leads, int rounds)
    {
        (Facts, _model, Rulings, _degrees, Rounds) = (facts, model, rulings, degrees, rounds);
        (Clusters, Edges, Leads) = (ImmutableArray.Create(clusters), ImmutableArray.Create(edges), ImmutableArray.Create(leads));
        _scorer = new PairScorer(facts, degrees, model);
    }

    /// <summary>The facts.</summary>
    public NetworkFacts Facts { get; }

    /// <summary>What officers had said.</summary>
    public OfficerRulings Rulings { get; }

    /// <summary>The cluster of each account: its smallest member.</summary>
    public ImmutableArray<int> Clusters { get; }

    /// <summary>The pairs that hold clusters together, in order.</summary>
    public ImmutableArray<NetworkEdge> Edges { get; }

    /// <summary>Pairs across clusters that are something to look into.</summary>
    public ImmutableArray<AccountPair> Leads { get; }

    /// <summary>Rounds until nothing changed, five at most.</summary>
    public int Rounds { get; }

    /// <summary>Weighs any pair as this run did.</summary>
    public PairScore Score(int a, int b) => _scorer.Score(a, b);

    /// <summary>Weighs any pair, field by field.</summary>
    public (PairScore Score, ImmutableArray<PairEvidence> Evidence) Explain(int a, int b)
    {
        var evidence = new List<PairEvidence>();
        return (_scorer.Score(a, b, evidence), [.. evidence]);
    }

    /// <summary>What agreeing on an artefact says for one actor, in nats.</summary>
    internal double Agreed(int artefact) => _scorer.Agreed(artefact, PairClass.SameActor);

    /// <summary>Clusters of two and more, each in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups() => [.. Enumerable.Range(0, Clusters.Length).GroupBy(account => Clusters[account])
        .Where(group => group.Skip(1).Any()).OrderBy(group => group.Key).Select(group => group.ToImmutableArray())];

    /// <summary>The members of the cluster of an account, in order.</summary>
    public ImmutableArray<int> MembersWith(int account)
        => [.. Enumerable.Range(0, Clusters.Length).Where(other => Clusters[other] == Clusters[account])];

    /// <summary>Clusters made of enforceable pairs alone.</summary>
    public ImmutableArray<int> EnforceableClusters()
    {
        var forest = new ClusterForest(Clusters.Length);
        foreach (var edge in Edges.Where(edge => edge.Kind == EdgeKind.Evidence
            && Score(edge.Pair.A, edge.Pair.B).Tier == PairTier.Enforceable))
        {
            forest.Join(edge.Pair.A, edge.Pair.B);
        }

        return ImmutableArray.Create(forest.ToArray());
    }

    /// <summary>Weighs some accounts again without some artefacts, as if nobody had ever seen those: which cluster each then belongs
    /// to, by its smallest member.</summary>
    /// <param name="accounts">The accounts, in order.</param>
    /// <param name="without">Artefacts to leave out.</param>
    public ImmutableArray<int> Rescored(ImmutableArray<int> accounts, IReadOnlySet<int> without)
    {
        var (part, artefacts) = Facts.Part(accounts, without);
        var places = accounts.Select((account, place) => (account, place)).ToDictionary(one => one.account, one => one.place);
        ImmutableArray<AccountPair> Within(ImmutableArray<AccountPair> pairs) =>
            [.. pairs.Where(pair => places.ContainsKey(pair.A) && places.ContainsKey(pair.B))
                .Select(pair => new AccountPair(places[pair.A], places[pair.B]))];
        var clusters = CanonicalRun.Joined(part, _degrees.Part(artefacts), _model,
            new OfficerRulings(Within(Rulings.Same), Within(Rulings.NotSame)));
        return [.. clusters.Select(place => accounts[place])];
    }
}
