using System.Collections.Immutable;
using System.Numerics;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>A run of leaves whose tree hash a proof needs.</summary>
/// <param name="Start">The first leaf, from 0.</param>
/// <param name="Count">How many.</param>
public readonly record struct MerkleRange(long Start, long Count)
{
    /// <summary>The complete subtrees the run consists of, largest first: each begins at a multiple of its size.</summary>
    public IEnumerable<(long Start, int Level)> Subtrees()
    {
        var (start, left) = (Start, Count);
        while (left > 0)
        {
            var level = BitOperations.Log2((ulong)left);
            yield return (start, level);
            start += 1L << level;
            left -= 1L << level;
        }
    }

    /// <summary>The tree hash of the run, from the hashes of its complete subtrees.</summary>
    public MerkleHash HashOf(Func<long, int, MerkleHash> subtree) =>
        new MerkleFrontier(Count, [.. Subtrees().Select(one => subtree(one.Start, one.Level))]).Root;
}

/// <summary>
/// Proofs over a Merkle tree (RFC 6962 sections 2.1.1 and 2.1.2): that a leaf stands in a tree, and that a tree is the beginning of a
/// larger one. The paths are named as runs of leaves; whoever holds the leaves looks their hashes up.
/// </summary>
public static class MerkleProof
{
    /// <summary>The runs whose hashes prove that a leaf stands in a tree, from the leaf upwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static ImmutableArray<MerkleRange> InclusionPath(long leaf, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, size);
        var path = new Stack<MerkleRange>();
        for (var (start, count) = (0L, size); count > 1;)
        {
            var left = LargestPowerBelow(count);
            if (leaf < start + left)
            {
                path.Push(new(start + left, count - left));
                count = left;
            }
            else
            {
                path.Push(new(start, left));
                (start, count) = (start + left, count - left);
            }
        }

        return [.. path];
    }

    /// <summary>True where the path leads from the leaf to the root of a tree of this size.</summary>
    public static bool VerifyInclusion(MerkleHash leaf, long index, long size, IReadOnlyList<MerkleHash> path, MerkleHash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Over(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleHash.Over(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>The runs whose hashes prove that the tree of the first size is the beginning of the tree of the second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is not between 1 and the second.</exception>
    public static ImmutableArray<MerkleRange> ConsistencyPath(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var path = new Stack<MerkleRange>();
        var (start, count, wanted, whole) = (0L, second, first, true);
        while (wanted < count)
        {
            var left = LargestPowerBelow(count);
            if (wanted <= left)
            {
                path.Push(new(start + left, count - left));
                count = left;
            }
            else
            {
                path.Push(new(start, left));
                (start, count, wanted, whole) = (start + left, count - left, wanted - left, false);
            }
        }

        if (!whole)
        {
            path.Push(new(start, count));
        }

        return [.. path];
    }

    /// <summary>True where the path shows that the tree of the first root is the beginning of the tree of the second.</summary>
    public static bool VerifyConsistency(long first, long second, MerkleHash firstRoot, MerkleHash secondRoot,
        IReadOnlyList<MerkleHash> path)
    {
        if (first < 1 || first > second)
        {
            return false;
        }

        if (first == second)
        {
            return path.Count == 0 && firstRoot == secondRoot;
        }

        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var next = 0;
        if (node != 0 && path.Count == 0)
        {
            return false;
        }

        // A first tree that is one complete subtree is not repeated in the path: its root is known.
        var (before, after) = node == 0 ? (firstRoot, firstRoot) : (path[next], path[next++]);
        for (; next < path.Count; next++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (before, after) = (MerkleHash.Over(path[next], before), MerkleHash.Over(path[next], after));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                after = MerkleHash.Over(after, path[next]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && before == firstRoot && after == secondRoot;
    }

    private static long LargestPowerBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
