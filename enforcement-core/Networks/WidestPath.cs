using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>The path between two accounts of a cluster whose weakest step is as strong as can be.</summary>
public static class WidestPath
{
    /// <summary>The steps in order; empty where they are not in one cluster, or are one account.</summary>
    /// <param name="generation">The run.</param>
    /// <param name="from">One account.</param>
    /// <param name="to">The other.</param>
    public static ImmutableArray<NetworkEdge> Between(NetworkGeneration generation, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(generation);
        if (from == to || generation.Clusters[from] != generation.Clusters[to])
        {
            return [];
        }

        var cluster = generation.Clusters[from];
        var steps = generation.Edges.Where(edge => generation.Clusters[edge.Pair.A] == cluster)
            .SelectMany(edge => new[] { (At: edge.Pair.A, Edge: edge), (At: edge.Pair.B, Edge: edge) })
            .ToLookup(one => one.At, one => one.Edge);
        var (came, open) = (new Dictionary<int, NetworkEdge>(), new PriorityQueue<(int At, NetworkEdge? By), Rank>());
        open.Enqueue((from, null), new Rank(-1, 0, from));
        var seen = new HashSet<int>();
        while (open.TryDequeue(out var next, out var rank))
        {
            if (!seen.Add(next.At))
            {
                continue;
            }

            if (next.By is { } by)
            {
                came[next.At] = by;
            }

            if (next.At == to)
            {
                return Back(came, from, to);
            }

            foreach (var edge in steps[next.At])
            {
                var other = edge.Pair.A == next.At ? edge.Pair.B : edge.Pair.A;
                if (!seen.Contains(other))
                {
                    open.Enqueue((other, edge), new Rank(Math.Max(rank.Weakest, -edge.Probability), rank.Steps + 1, other));
                }
            }
        }

        return [];
    }

    private static ImmutableArray<NetworkEdge> Back(Dictionary<int, NetworkEdge> came, int from, int to)
    {
        var path = new List<NetworkEdge>();
        for (var at = to; at != from;)
        {
            var edge = came[at];
            path.Add(edge);
            at = edge.Pair.A == at ? edge.Pair.B : edge.Pair.A;
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The weakest step (negated, so that small is wide), then the number of steps, then the account.</summary>
    private readonly record struct Rank(double Weakest, int Steps, int Account) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => (Weakest, Steps, Account).CompareTo((other.Weakest, other.Steps, other.Account));
    }
}
