using System.Collections.Immutable;
using System.Numerics;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>
/// The right edge of a growing Merkle tree: the roots of the complete subtrees it consists of, largest first, one for every bit of the
/// size. It is all that appending and the root need, however many leaves there are.
/// </summary>
/// <param name="Size">Number of leaves.</param>
/// <param name="Subtrees">Roots of the complete subtrees, largest first.</param>
public sealed record MerkleFrontier(long Size, ImmutableArray<MerkleHash> Subtrees)
{
    /// <summary>The frontier of a tree without leaves.</summary>
    public static MerkleFrontier Empty { get; } = new(0, []);

    /// <summary>The root of the tree.</summary>
    public MerkleHash Root
    {
        get
        {
            if (Subtrees.IsEmpty)
            {
                return MerkleHash.OfNothing;
            }

            var root = Subtrees[^1];
            for (var i = Subtrees.Length - 2; i >= 0; i--)
            {
                root = MerkleHash.Over(Subtrees[i], root);
            }

            return root;
        }
    }

    /// <summary>The frontier after one more leaf, and the subtrees that it completed: their level (1 is two leaves) and root.</summary>
    public (MerkleFrontier Next, ImmutableArray<(int Level, MerkleHash Root)> Completed) Append(MerkleHash leaf)
    {
        var merges = BitOperations.TrailingZeroCount(~Size);
        var completed = ImmutableArray.CreateBuilder<(int, MerkleHash)>(merges);
        var root = leaf;
        for (var level = 1; level <= merges; level++)
        {
            root = MerkleHash.Over(Subtrees[^level], root);
            completed.Add((level, root));
        }

        return (new(Size + 1, [.. Subtrees[..^merges], root]), completed.MoveToImmutable());
    }

    /// <summary>Compares by content.</summary>
    public bool Equals(MerkleFrontier? other) => other is not null && Size == other.Size && Subtrees.SequenceEqual(other.Subtrees);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Subtrees.Length == 0 ? default : Subtrees[^1]);
}
