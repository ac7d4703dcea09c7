namespace Compliance.EnforcementCore.Networks;

/// <summary>Sets of accounts that only grow; a set is called by its smallest member, whatever the order in which it grew.</summary>
public sealed class ClusterForest
{
    private readonly int[] _parents;

    /// <summary>Each account in a set of its own.</summary>
    public ClusterForest(int accounts)
    {
        _parents = new int[accounts];
        for (var account = 0; account < accounts; account++)
        {
            _parents[account] = account;
        }
    }

    /// <summary>Accounts.</summary>
    public int Accounts => _parents.Length;

    /// <summary>The cluster of an account.</summary>
    public int Find(int account)
    {
        while (_parents[account] != account)
        {
            _parents[account] = _parents[_parents[account]];
            account = _parents[account];
        }

        return account;
    }

    /// <summary>Joins two clusters; false where they were one.</summary>
    public bool Join(int one, int two)
    {
        (one, two) = (Find(one), Find(two));
        if (one == two)
        {
            return false;
        }

        _parents[Math.Max(one, two)] = Math.Min(one, two);
        return true;
    }

    /// <summary>The cluster of each account.</summary>
    public int[] ToArray()
    {
        var clusters = new int[_parents.Length];
        for (var account = 0; account < clusters.Length; account++)
        {
            clusters[account] = Find(account);
        }

        return clusters;
    }
}
