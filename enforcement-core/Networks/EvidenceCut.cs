using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Networks;

/// <summary>What holds a cluster together, or two accounts of it.</summary>
/// <param name="Artefacts">The artefacts without which it falls apart, in order; empty where there are none.</param>
/// <param name="Nats">What they say together.</param>
/// <param name="Parts">The sizes of what it falls into, largest first.</param>
/// <param name="IsLeast">True where every cheaper choice was tried and does not do it.</param>
public sealed record EvidenceCut(ImmutableArray<int> Artefacts, double Nats, ImmutableArray<int> Parts, bool IsLeast)
{
    /// <summary>Artefacts up to which every choice is tried.</summary>
    public const int MostTried = 12;

    /// <summary>The least evidence that keeps two accounts in one cluster: without it, weighed again, they are apart. Null where they are
    /// in different clusters, or an officer's word holds them.</summary>
    /// <param name="generation">The run.</param>
    /// <param name="one">One account.</param>
    /// <param name="other">The other.</param>
    public static EvidenceCut? Between(NetworkGeneration generation, int one, int other)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return one == other || generation.Clusters[one] != generation.Clusters[other] ? null : new Search(generation, one, other).Run();
    }

    /// <summary>Single artefacts without which a cluster falls apart, by how evenly it does.</summary>
    /// <param name="generation">The run.</param>
    /// <param name="account">An account of the cluster.</param>
    /// <param name="most">How many to give.</param>
    public static ImmutableArray<EvidenceCut> Holding(NetworkGeneration generation, int account, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var members = generation.MembersWith(account);
        return [.. Search.Used(generation, members).Select(used =>
            {
                var parts = Search.Parts(generation, members, new HashSet<int> { used.Key });
                return new EvidenceCut([used.Key], used.Value, [.. parts.Select(part => part.Length)], true);
            })
            .Where(cut => cut.Parts.Length > 1)
            .OrderByDescending(cut => cut.Parts[1]).ThenBy(cut => cut.Parts[0]).ThenBy(cut => cut.Artefacts[0]).Take(most)];
    }

    private sealed class Search(NetworkGeneration generation, int one, int other)
    {
        private readonly ImmutableArray<int> _members = generation.MembersWith(one);

        /// <summary>Artefacts that pairs of the cluster rest on, with what each says at most.</summary>
        public static SortedDictionary<int, double> Used(NetworkGeneration generation, ImmutableArray<int> members)
        {
            var (used, inside) = (new SortedDictionary<int, double>(), members.ToHashSet());
            foreach (var edge in generation.Edges.Where(edge => inside.Contains(edge.Pair.A)))
            {
                // Of two cards that a pair shares one counts; without it the other does.
                AddShared(generation, edge.Pair, used);
                foreach (var evidence in generation.Explain(edge.Pair.A, edge.Pair.B).Evidence
                    .Where(evidence => evidence is { Agrees: true, Artefact: >= 0, Type: { } type } && !ArtefactUse.Of(type).IsContext))
                {
                    used[evidence.Artefact] = Math.Max(used.GetValueOrDefault(evidence.Artefact), evidence.SameActor);
                }
            }

            return used;
        }

        private static void AddShared(NetworkGeneration generation, AccountPair pair, SortedDictionary<int, double> used)
        {
            var facts = generation.Facts;
            var one = facts.Of(pair.A);
            var two = facts.Of(pair.B);
            for (var (i, j) = (0, 0); i < one.Length && j < two.Length;)
            {
                if (one[i] == two[j] && !ArtefactUse.Of(facts.TypeOf(one[i])).IsContext)
                {
                    used.TryAdd(one[i], generation.Agreed(one[i]));
                }

                (i, j) = one[i] == two[j] ? (i + 1, j + 1) : one[i] < two[j] ? (i + 1, j) : (i, j + 1);
            }
        }

        /// <summary>What the members fall into without some artefacts, largest first.</summary>
        public static ImmutableArray<int[]> Parts(NetworkGeneration generation, ImmutableArray<int> members, IReadOnlySet<int> without)
            => [.. members.Zip(generation.Rescored(members, without)).GroupBy(pair => pair.Second, pair => pair.First)
                .Select(part => part.ToArray()).OrderByDescending(part => part.Length).ThenBy(part => part[0])];

        public EvidenceCut? Run()
        {
            var used = Used(generation, _members);
            return used.Count <= MostTried ? Exhaustive(used) : Flow(used);
        }

        private EvidenceCut? Exhaustive(SortedDictionary<int, double> used)
        {
            var all = used.ToArray();
            var choices = Enumerable.Range(1, (1 << all.Length) - 1)
                .Select(mask => (Chosen: Enumerable.Range(0, all.Length).Where(bit => (mask & (1 << bit)) != 0).ToArray(), Mask: mask))
                .Select(choice => (choice.Chosen, choice.Mask, Nats: choice.Chosen.Sum(place => all[place].Value)))
                .OrderBy(choice => choice.Nats).ThenBy(choice => choice.Chosen.Length).ThenBy(choice => choice.Mask);
            foreach (var (chosen, _, _) in choices)
            {
                if (Separates([.. chosen.Select(place => all[place].Key)]))
                {
                    return Made([.. chosen.Select(place => all[place].Key)], used, isLeast: true);
                }
            }

            return null;
        }

        /// <summary>The cheapest artefacts that every path crosses, less those that are not needed because pairs rest on several.</summary>
        private EvidenceCut? Flow(SortedDictionary<int, double> used)
        {
            var cut = new ArtefactFlow(generation.Facts, _members, used).Cut(one, other);
            if (!Separates(cut))
            {
                cut = [.. used.Keys]; // Weak pairs held them: everything, less what is not needed.
                if (!Separates(cut))
                {
                    return null;
                }
            }

            foreach (var artefact in cut.OrderByDescending(artefact => used[artefact]).ThenBy(artefact => artefact).ToArray())
            {
                var smaller = cut.Where(kept => kept != artefact).ToHashSet();
                cut = Separates(smaller) ? smaller : cut;
            }

            return Made(cut, used, isLeast: cut.Count == 1 && used.Values.Min() >= used[cut.First()]);
        }

        private bool Separates(HashSet<int> without)
        {
            var clusters = generation.Rescored(_members, without);
            return clusters[_members.IndexOf(one)] != clusters[_members.IndexOf(other)];
        }

        private EvidenceCut Made(HashSet<int> cut, SortedDictionary<int, double> used, bool isLeast)
            => new([.. cut.Order()], cut.Sum(artefact => used[artefact]),
                [.. Parts(generation, _members, cut).Select(part => part.Length)], isLeast);
    }
}
