using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What became of clusters from one run to the next. A cluster is called by its smallest member.</summary>
/// <param name="Kind">formed, grew, merged, split or dissolved.</param>
/// <param name="Cluster">The cluster as it is now; where it dissolved, as it was.</param>
/// <param name="Before">The clusters that its members were in before, of two and more.</param>
/// <param name="Members">Members now.</param>
public sealed record NetworkChange(string Kind, string Cluster, ImmutableArray<string> Before, ImmutableArray<string> Members);

/// <summary>Compares runs. A change is an event: nothing splits or merges in silence.</summary>
public static class NetworkChanges
{
    /// <summary>Every change, in order of cluster.</summary>
    /// <param name="before">The cluster of each account before, by account.</param>
    /// <param name="after">The cluster of each account now.</param>
    public static ImmutableArray<NetworkChange> Between(IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after)
    {
        var (old, current) = (Groups(before), Groups(after));
        var changes = new List<NetworkChange>();
        foreach (var (cluster, members) in current)
        {
            var came = members.Select(member => before.GetValueOrDefault(member)).OfType<string>().Where(old.ContainsKey).Distinct()
                .Order(StringComparer.Ordinal).ToImmutableArray();
            var lost = came.Any(one => old[one].Any(member => !members.Contains(member)));
            var kind = came.Length == 0 ? "formed" : lost ? "split" : came.Length > 1 ? "merged"
                : old[came[0]].Count < members.Count ? "grew" : null;
            if (kind is not null)
            {
                changes.Add(new NetworkChange(kind, cluster, came, [.. members]));
            }
        }

        changes.AddRange(old.Where(one => !one.Value.Any(member => after.GetValueOrDefault(member) is { } now && current.ContainsKey(now)))
            .Select(one => new NetworkChange("dissolved", one.Key, [one.Key], [])));
        return [.. changes.OrderBy(change => change.Cluster, StringComparer.Ordinal).ThenBy(change => change.Kind, StringComparer.Ordinal)];
    }

    private static SortedDictionary<string, SortedSet<string>> Groups(IReadOnlyDictionary<string, string> clusters)
    {
        var groups = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var group in clusters.GroupBy(one => one.Value, one => one.Key, StringComparer.Ordinal).Where(one => one.Skip(1).Any()))
        {
            groups[group.Key] = new SortedSet<string>(group, StringComparer.Ordinal);
        }

        return groups;
    }
}
