using System.Collections.Immutable;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.ScreeningCore.Tests.Audit.Log;

/// <summary>Trees and proofs against the definition of RFC 6962, spelled out recursively.</summary>
public sealed class MerkleProofTests
{
    private const int Largest = 70;
    private static readonly ImmutableArray<MerkleHash> Leaves = [.. Enumerable.Range(0, Largest).Select(i => MerkleHash.OfLeaf([(byte)i]))];

    [Fact]
    public void Hashes_of_nothing_and_of_the_empty_leaf_are_those_of_the_standard()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleHash.OfNothing.ToString());
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", MerkleHash.OfLeaf([]).ToString());
    }

    [Fact]
    public void The_frontier_has_the_root_of_the_definition_at_every_size()
    {
        var frontier = MerkleFrontier.Empty;
        for (var size = 0; size <= Largest; size++)
        {
            Assert.Equal(Root(0, size), frontier.Root);
            frontier = size < Largest ? frontier.Append(Leaves[size]).Next : frontier;
        }
    }

    [Fact]
    public void Completed_subtrees_are_told_with_their_level_and_root()
    {
        var frontier = MerkleFrontier.Empty;
        for (var size = 0; size < Largest; size++)
        {
            var (next, completed) = frontier.Append(Leaves[size]);
            Assert.All(completed, one => Assert.Equal(Root(size + 1 - (1 << one.Level), 1 << one.Level), one.Root));
            frontier = next;
        }
    }

    [Fact]
    public void Every_leaf_is_proved_in_every_tree_and_nothing_else_is()
    {
        for (var size = 1; size <= Largest; size++)
        {
            for (var leaf = 0; leaf < size; leaf++)
            {
                var path = Hashes(MerkleProof.InclusionPath(leaf, size));
                Assert.True(MerkleProof.VerifyInclusion(Leaves[leaf], leaf, size, path, Root(0, size)));
                Assert.False(MerkleProof.VerifyInclusion(Leaves[(leaf + 1) % Largest], leaf, size, path, Root(0, size)));
                Assert.False(MerkleProof.VerifyInclusion(Leaves[leaf], leaf, size, [.. path, Leaves[0]], Root(0, size)));
                Assert.False(path.Length > 0 && MerkleProof.VerifyInclusion(Leaves[leaf], leaf, size, path[..^1], Root(0, size)));
            }
        }
    }

    [Fact]
    public void Every_tree_is_proved_to_begin_every_larger_one_and_no_other_does()
    {
        for (var second = 1; second <= Largest; second++)
        {
            for (var first = 1; first <= second; first++)
            {
                var path = Hashes(MerkleProof.ConsistencyPath(first, second));
                Assert.True(MerkleProof.VerifyConsistency(first, second, Root(0, first), Root(0, second), path), $"{first} to {second}");
                Assert.False(MerkleProof.VerifyConsistency(first, second, Leaves[^1], Root(0, second), path), $"{first} to {second}");
                Assert.False(first < second
                    && MerkleProof.VerifyConsistency(first, second, Root(0, first), Leaves[^1], path), $"{first} to {second}");
            }
        }
    }

    [Fact]
    public void A_path_grows_with_the_logarithm_of_the_tree() =>
        Assert.True(MerkleProof.InclusionPath(123_456, 10_000_000).Length <= 24);

    private static ImmutableArray<MerkleHash> Hashes(IEnumerable<MerkleRange> path) =>
        [.. path.Select(range => range.HashOf((start, level) => Root((int)start, 1 << level)))];

    /// <summary>RFC 6962 section 2.1, word for word.</summary>
    private static MerkleHash Root(int start, int count)
    {
        if (count <= 1)
        {
            return count == 0 ? MerkleHash.OfNothing : Leaves[start];
        }

        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return MerkleHash.Over(Root(start, left), Root(start + left, count - left));
    }
}
