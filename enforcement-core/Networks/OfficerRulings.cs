using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What officers said of pairs. It holds against every score: two that are not the same are never in one cluster, by whatever
/// detour.</summary>
/// <param name="Same">Pairs that one actor runs.</param>
/// <param name="NotSame">Pairs that different people run.</param>
public sealed record OfficerRulings(ImmutableArray<AccountPair> Same, ImmutableArray<AccountPair> NotSame)
{
    /// <summary>Nobody said anything.</summary>
    public static OfficerRulings None { get; } = new([], []);
}

/// <summary>Joins clusters as far as officers allow.</summary>
internal sealed class RuledForest
{
    private readonly ClusterForest _forest;
    private readonly Dictionary<int, HashSet<int>> _apart = [];

    public RuledForest(int accounts, OfficerRulings rulings)
    {
        _forest = new ClusterForest(accounts);
        foreach (var pair in rulings.NotSame)
        {
            Keep(pair.A, pair.B);
            Keep(pair.B, pair.A);
        }

        // Those that two officers contradict each other about stay apart: joining is what does harm.
        foreach (var pair in rulings.Same.Distinct().Order())
        {
            Join(pair.A, pair.B);
        }
    }

    public int Accounts => _forest.Accounts;

    /// <summary>True where the order of joining can matter.</summary>
    public bool HasLimits => _apart.Count > 0;

    public int Find(int account) => _forest.Find(account);

    public int[] ToArray() => _forest.ToArray();

    /// <summary>Joins two clusters; false where they were one or must not be.</summary>
    public bool Join(int one, int two)
    {
        (one, two) = (_forest.Find(one), _forest.Find(two));
        if (one == two || (_apart.TryGetValue(one, out var limits) && limits.Any(other => _forest.Find(other) == two)))
        {
            return false;
        }

        _forest.Join(one, two);
        var (kept, gone) = (Math.Min(one, two), Math.Max(one, two));
        if (_apart.Remove(gone, out var moved))
        {
            (_apart.TryGetValue(kept, out var mine) ? mine : _apart[kept] = []).UnionWith(moved);
        }

        return true;
    }

    private void Keep(int account, int other) => (_apart.TryGetValue(account, out var limits) ? limits : _apart[account] = []).Add(other);
}
