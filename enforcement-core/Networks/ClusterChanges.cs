using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What became of a cluster between two runs.</summary>
public enum ClusterChangeKind
{
    /// <summary>Accounts that were apart are one cluster now.</summary>
    Formed,

    /// <summary>It got members.</summary>
    Grew,

    /// <summary>It lost members.</summary>
    Shrank,

    /// <summary>Others went into it.</summary>
    Merged,

    /// <summary>It fell into several.</summary>
    Split,

    /// <summary>None of its members is with another any more.</summary>
    Dissolved,
}

/// <summary>One change.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Cluster">The cluster: the name of its smallest member.</param>
/// <param name="Others">What went into it, or what it fell into besides itself; in order.</param>
/// <param name="Before">Members before.</param>
/// <param name="After">Members after.</param>
public sealed record ClusterChange(ClusterChangeKind Kind, string Cluster, ImmutableArray<string> Others, int Before, int After);

/// <summary>Splits and merges as events: a run that changes what was said before says so.</summary>
public static class ClusterChanges
{
    /// <summary>Compares two runs; clusters of one account count as none.</summary>
    /// <param name="before">The cluster of each account that was in one.</param>
    /// <param name="after">The cluster of each account that is in one now.</param>
    public static ImmutableArray<ClusterChange> Between(IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (was, now) = (Groups(before), Groups(after));
        var changes = ImmutableArray.CreateBuilder<ClusterChange>();
        foreach (var (cluster, members) in was)
        {
            var into = members.Where(after.ContainsKey).Select(member => after[member]).Distinct().Order(StringComparer.Ordinal).ToList();
            if (into.Count == 0)
            {
                changes.Add(new ClusterChange(ClusterChangeKind.Dissolved, cluster, [], members.Length, 0));
            }
            else if (into.Count > 1)
            {
                var kept = into.MaxBy(name => members.Count(member => after.GetValueOrDefault(member) == name))!;
                changes.Add(new ClusterChange(ClusterChangeKind.Split, kept, [.. into.Where(name => name != kept)], members.Length,
                    now[kept].Length));
            }
        }

        foreach (var (cluster, members) in now)
        {
            var from = members.Where(before.ContainsKey).Select(member => before[member]).Distinct().Order(StringComparer.Ordinal).ToList();
            var known = from.Count == 0 ? 0 : from.Max(name => was[name].Length);
            if (from.Count > 1)
            {
                changes.Add(new ClusterChange(ClusterChangeKind.Merged, cluster, [.. from.Where(name => name != cluster)], known,
                    members.Length));
            }
            else if (from.Count == 0)
            {
                changes.Add(new ClusterChange(ClusterChangeKind.Formed, cluster, [], 0, members.Length));
            }
            else if (members.Length != known && was[from[0]].Where(after.ContainsKey).All(member => after[member] == cluster))
            {
                changes.Add(new ClusterChange(members.Length > known ? ClusterChangeKind.Grew : ClusterChangeKind.Shrank, cluster, [],
                    known, members.Length));
            }
        }

        return [.. changes.OrderBy(change => change.Cluster, StringComparer.Ordinal).ThenBy(change => change.Kind)];
    }

    private static SortedDictionary<string, string[]> Groups(IReadOnlyDictionary<string, string> clusters)
        => new(clusters.GroupBy(pair => pair.Value, pair => pair.Key).ToDictionary(group => group.Key, group => group.ToArray()),
            StringComparer.Ordinal);
}
