using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>A node of a tree. Rows go left where their bin is in the set; a leaf has no feature and a value.</summary>
/// <param name="Feature">The feature's number; −1 for a leaf.</param>
/// <param name="Left">The bins that go left, as bits; the missing and unknown are bin 0.</param>
/// <param name="Yes">The node to the left.</param>
/// <param name="No">The node to the right.</param>
/// <param name="Value">What a leaf adds, in log-odds.</param>
/// <param name="Cover">The weight of the rows that came here when it was learned.</param>
public sealed record TreeNode(int Feature, ImmutableArray<ulong> Left, int Yes, int No, double Value, double Cover)
{
    /// <summary>True where a bin goes left.</summary>
    public bool GoesLeft(byte bin) => (Left[bin >> 6] >> (bin & 63) & 1) != 0;
}

/// <summary>A tree; node 0 is the root.</summary>
/// <param name="Nodes">The nodes.</param>
public sealed record Tree(ImmutableArray<TreeNode> Nodes)
{
    /// <summary>What the tree adds for a row.</summary>
    public double Of(ReadOnlySpan<byte> bins)
    {
        var node = Nodes[0];
        while (node.Feature >= 0)
        {
            node = Nodes[node.GoesLeft(bins[node.Feature]) ? node.Yes : node.No];
        }

        return node.Value;
    }

    /// <summary>What the tree adds for a row of columns of bins.</summary>
    internal double Of(byte[][] columns, int row)
    {
        var node = Nodes[0];
        while (node.Feature >= 0)
        {
            node = Nodes[node.GoesLeft(columns[node.Feature][row]) ? node.Yes : node.No];
        }

        return node.Value;
    }
}

/// <summary>A sum of trees, in log-odds. Sums run in one order, so the same bins give the same bits.</summary>
/// <param name="Base">Where it begins.</param>
/// <param name="Trees">The trees.</param>
public sealed record BoostedTrees(double Base, ImmutableArray<Tree> Trees)
{
    /// <summary>The log-odds of a row.</summary>
    public double Of(ReadOnlySpan<byte> bins)
    {
        var sum = Base;
        foreach (var tree in Trees)
        {
            sum += tree.Of(bins);
        }

        return sum;
    }
}
