using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>
/// Groups of labelled pairs that share a name, directly or over other pairs. Pairs of one group resemble each other, so a fold that held
/// back one and learned from another would praise itself.
/// </summary>
public static class PairGroups
{
    /// <summary>The group of each pair, numbered from 0 in the order in which groups first occur.</summary>
    public static ImmutableArray<int> Of(IReadOnlyList<(string Left, string Right)> pairs)
    {
        var parent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (left, right) in pairs)
        {
            parent.TryAdd(left, left);
            parent.TryAdd(right, right);
            var (one, other) = (Root(parent, left), Root(parent, right));
            parent[one] = other;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var groups = ImmutableArray.CreateBuilder<int>(pairs.Count);
        foreach (var (left, _) in pairs)
        {
            var root = Root(parent, left);
            if (!numbers.TryGetValue(root, out var number))
            {
                numbers.Add(root, number = numbers.Count);
            }

            groups.Add(number);
        }

        return groups.MoveToImmutable();
    }

    /// <summary>The fold of each group, 0 to <paramref name="folds"/> − 1: groups are dealt out in an order that depends on the repetition
    /// alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or fewer groups than folds.</exception>
    public static ImmutableArray<int> Folds(int groups, int folds, int repetition)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, folds);
        var fold = new int[groups];
        var dealt = Enumerable.Range(0, groups).OrderBy(group => SplitMix.Hash((ulong)repetition, (ulong)group)).ThenBy(group => group)
            .ToArray();
        for (var i = 0; i < dealt.Length; i++)
        {
            fold[dealt[i]] = i % folds;
        }

        return [.. fold];
    }

    private static string Root(Dictionary<string, string> parent, string name)
    {
        while (parent[name] != name)
        {
            name = parent[name] = parent[parent[name]];
        }

        return name;
    }
}
