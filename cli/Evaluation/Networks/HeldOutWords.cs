using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Linkage;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>What rates that were fitted on one half of officers' words say of the other half.</summary>
/// <param name="Same">Pairs of one actor in the other half.</param>
/// <param name="SameLinked">How many of them are linked by their own evidence.</param>
/// <param name="SameLinkedUnfitted">The same with the rates in force.</param>
/// <param name="NotSame">Pairs of different people.</param>
/// <param name="NotSameLinked">How many of them are linked by their own evidence.</param>
/// <param name="NotSameLinkedUnfitted">The same with the rates in force.</param>
internal sealed record HeldOutWords(int Same, int SameLinked, int SameLinkedUnfitted, int NotSame, int NotSameLinked,
    int NotSameLinkedUnfitted)
{
    /// <summary>Measures. Accounts that words tie together are in one half.</summary>
    public static HeldOutWords Of(NetworkFacts facts, OfficerRulings words, ulong seed)
    {
        var forest = new ClusterForest(facts.Accounts);
        foreach (var pair in words.Same)
        {
            forest.Join(pair.A, pair.B);
        }

        bool IsFitted(AccountPair pair) => (ScreeningCore.Matching.Fitting.SplitMix.Hash(seed, (ulong)forest.Find(pair.A)) & 1) == 0;
        var (fitted, _) = NetworkRateFit.Of(facts, NetworkModel.Current, [.. words.Same.Where(IsFitted)]);
        var (same, apart) = (words.Same.Where(pair => !IsFitted(pair)).ToList(), words.NotSame);
        var (after, before) = (CanonicalRun.Run(facts, fitted, OfficerRulings.None),
            CanonicalRun.Run(facts, NetworkModel.Current, OfficerRulings.None));
        static int Linked(NetworkGeneration run, IEnumerable<AccountPair> pairs)
            => pairs.Count(pair => run.Score(pair.A, pair.B).Tier >= PairTier.Linked);
        return new HeldOutWords(same.Count, Linked(after, same), Linked(before, same), apart.Length, Linked(after, apart),
            Linked(before, apart));
    }
}
