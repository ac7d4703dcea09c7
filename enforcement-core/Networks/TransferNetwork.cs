using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>
/// Clusters of accounts or addresses that send value to one another, where nothing else is known of them. A transfer joins two unless one
/// of them is a hub; whether it is goes by how many different clusters it deals with, not by how many partners: a purse that pays for a
/// hundred accounts of one actor deals with one.
/// </summary>
public static class TransferNetwork
{
    /// <summary>Clusters above which an address is a hub: the people, shops and services that an ordinary one deals with.</summary>
    public const int MostClusters = 8;

    /// <summary>Partners above which it is one whoever they are: exchanges and bridges.</summary>
    public const int MostPartners = 60;

    /// <summary>Rounds in which clusters are counted anew, at most.</summary>
    public const int MostRounds = 3;

    /// <summary>The cluster of each address: its smallest member. The order of the transfers does not show.</summary>
    /// <param name="addresses">How many addresses there are, numbered from 0.</param>
    /// <param name="transfers">Who dealt with whom, in whatever order, repeated or not.</param>
    public static ImmutableArray<int> Run(int addresses, IReadOnlyCollection<AccountPair> transfers)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        var pairs = transfers.Where(pair => pair.A != pair.B).Select(pair => AccountPair.Of(pair.A, pair.B)).Distinct().ToArray();
        var partners = new int[addresses];
        foreach (var pair in pairs)
        {
            partners[pair.A]++;
            partners[pair.B]++;
        }

        var clusters = Join(addresses, pairs, partners, partners);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Join(addresses, pairs, partners, Dealt(pairs, partners, clusters));
            if (next.AsSpan().SequenceEqual(clusters))
            {
                break;
            }

            clusters = next;
        }

        return ImmutableArray.Create(clusters);
    }

    /// <summary>Plain union with a cut-off, to compare with.</summary>
    /// <param name="addresses">How many addresses.</param>
    /// <param name="transfers">Who dealt with whom.</param>
    /// <param name="most">Partners above which an address joins nobody.</param>
    public static ImmutableArray<int> Plain(int addresses, IReadOnlyCollection<AccountPair> transfers, int most)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        var (partners, forest) = (new int[addresses], new ClusterForest(addresses));
        foreach (var pair in transfers)
        {
            partners[pair.A]++;
            partners[pair.B]++;
        }

        foreach (var pair in transfers.Where(pair => partners[pair.A] <= most && partners[pair.B] <= most))
        {
            forest.Join(pair.A, pair.B);
        }

        return ImmutableArray.Create(forest.ToArray());
    }

    private static int[] Join(int addresses, AccountPair[] pairs, int[] partners, int[] clusters)
    {
        var forest = new ClusterForest(addresses);
        foreach (var pair in pairs)
        {
            if (Ordinary(pair.A) && Ordinary(pair.B))
            {
                forest.Join(pair.A, pair.B);
            }
        }

        return forest.ToArray();

        bool Ordinary(int address) => clusters[address] <= MostClusters && partners[address] <= MostPartners;
    }

    /// <summary>How many clusters each address deals with.</summary>
    private static int[] Dealt(AccountPair[] pairs, int[] partners, int[] clusters)
    {
        var dealt = new int[partners.Length];
        foreach (var (address, _) in pairs.SelectMany(pair => new[] { (pair.A, clusters[pair.B]), (pair.B, clusters[pair.A]) })
            .Where(one => partners[one.Item1] <= MostPartners).Distinct())
        {
            dealt[address]++;
        }

        return dealt;
    }
}
