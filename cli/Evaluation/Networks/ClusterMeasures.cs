namespace Compliance.Cli.Evaluation.Networks;

/// <summary>How well clusters fit the truth.</summary>
/// <param name="PairPrecision">Of pairs in one cluster, how many one actor runs; 1 where there is none.</param>
/// <param name="Recall">B³ recall over accounts of operations: what share of its operation is in an account's cluster.</param>
/// <param name="InnocentsMerged">Share of other accounts that share a cluster with another actor.</param>
internal sealed record ClusterMeasures(double PairPrecision, double Recall, double InnocentsMerged)
{
    /// <summary>Measures.</summary>
    /// <param name="clusters">The cluster of each account.</param>
    /// <param name="actors">Who runs each.</param>
    /// <param name="isOperation">Is it an operation's.</param>
    public static ClusterMeasures Of(IReadOnlyList<int> clusters, IReadOnlyList<int> actors, Func<int, bool> isOperation)
    {
        var (inCluster, ofActor, both) = (new Dictionary<int, long>(), new Dictionary<int, long>(), new Dictionary<(int, int), long>());
        for (var account = 0; account < clusters.Count; account++)
        {
            Count(inCluster, clusters[account]);
            Count(ofActor, actors[account]);
            Count(both, (clusters[account], actors[account]));
        }

        var (pairs, right) = (inCluster.Values.Sum(Pairs), both.Values.Sum(Pairs));
        var (recall, operations, merged, innocents) = (0.0, 0, 0, 0);
        for (var account = 0; account < clusters.Count; account++)
        {
            var mine = both[(clusters[account], actors[account])];
            if (isOperation(account))
            {
                operations++;
                recall += (double)mine / ofActor[actors[account]];
            }
            else
            {
                innocents++;
                merged += mine < inCluster[clusters[account]] ? 1 : 0;
            }
        }

        return new ClusterMeasures(Rounded(pairs == 0 ? 1 : (double)right / pairs), Rounded(recall / Math.Max(1, operations)),
            Rounded((double)merged / Math.Max(1, innocents)));
    }

    private static double Rounded(double value) => Math.Round(value, 6);

    private static long Pairs(long count) => count * (count - 1) / 2;

    private static void Count<T>(Dictionary<T, long> counts, T key)
        where T : notnull
        => counts[key] = counts.GetValueOrDefault(key) + 1;
}
