namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>What each feature adds to a tree's value for one row: Shapley values over the paths of the tree, weighted by what came along
/// each when it was learned. Their sum and the tree's mean are its value.</summary>
/// <remarks>Source: S. Lundberg, G. Erion, S. Lee, "Consistent individualized feature attribution for tree ensembles", 2018,
/// algorithm 2.</remarks>
public static class TreeShapley
{
    private record struct Step(int Feature, double Zero, double One, double Weight);

    /// <summary>The mean of a tree's values over what it learned from.</summary>
    public static double MeanOf(Tree tree) => Mean(tree, 0);

    /// <summary>Adds a tree's values to those of the features.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="bins">The row.</param>
    /// <param name="scale">What they are multiplied by.</param>
    /// <param name="into">A sum a feature.</param>
    public static void Add(Tree tree, ReadOnlySpan<byte> bins, double scale, double[] into)
        => Walk(tree, bins, scale, into, 0, [], 1, 1, -1);

    private static double Mean(Tree tree, int at)
    {
        var node = tree.Nodes[at];
        return node.Feature < 0 ? node.Value : ((Mean(tree, node.Yes) * tree.Nodes[node.Yes].Cover)
            + (Mean(tree, node.No) * tree.Nodes[node.No].Cover)) / (tree.Nodes[node.Yes].Cover + tree.Nodes[node.No].Cover);
    }

    private static void Walk(Tree tree, ReadOnlySpan<byte> bins, double scale, double[] into, int at, Step[] before, double zero,
        double one,
        int feature)
    {
        var path = Extended(before, zero, one, feature);
        var node = tree.Nodes[at];
        if (node.Feature < 0)
        {
            for (var i = 1; i < path.Length; i++)
            {
                into[path[i].Feature] += scale * Unwound(path, i).Sum(step => step.Weight) * (path[i].One - path[i].Zero) * node.Value;
            }

            return;
        }

        var left = node.GoesLeft(bins[node.Feature]);
        var (hot, cold) = left ? (node.Yes, node.No) : (node.No, node.Yes);
        var cover = tree.Nodes[hot].Cover + tree.Nodes[cold].Cover;
        var (seenZero, seenOne) = (1.0, 1.0);
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i].Feature == node.Feature)
            {
                (seenZero, seenOne) = (path[i].Zero, path[i].One);
                path = Unwound(path, i);
                break;
            }
        }

        Walk(tree, bins, scale, into, hot, path, seenZero * tree.Nodes[hot].Cover / cover, seenOne, node.Feature);
        Walk(tree, bins, scale, into, cold, path, seenZero * tree.Nodes[cold].Cover / cover, 0, node.Feature);
    }

    private static Step[] Extended(Step[] before, double zero, double one, int feature)
    {
        var depth = before.Length;
        var path = new Step[depth + 1];
        before.CopyTo(path, 0);
        path[depth] = new Step(feature, zero, one, depth == 0 ? 1 : 0);
        for (var i = depth - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (depth + 1);
            path[i].Weight = zero * path[i].Weight * (depth - i) / (depth + 1);
        }

        return path;
    }

    private static Step[] Unwound(Step[] full, int index)
    {
        var path = (Step[])full.Clone();
        var depth = path.Length - 1;
        var (zero, one, next) = (path[index].Zero, path[index].One, path[depth].Weight);
        for (var i = depth - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var was = path[i].Weight;
                path[i].Weight = next * (depth + 1) / ((i + 1) * one);
                next = was - (path[i].Weight * zero * (depth - i) / (depth + 1));
            }
            else
            {
                path[i].Weight = path[i].Weight * (depth + 1) / (zero * (depth - i));
            }
        }

        for (var i = index; i < depth; i++)
        {
            path[i] = path[i + 1] with { Weight = path[i].Weight };
        }

        return path[..depth];
    }
}
