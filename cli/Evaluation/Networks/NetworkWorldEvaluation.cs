using System.Diagnostics;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Worlds;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>Runs over an invented world, measured against its truth.</summary>
internal static class NetworkWorldEvaluation
{
    private const int UnionCutOff = 15;
    private const int Questions = 1000;
    private const int CutQuestions = 40;
    private const int LargestCut = 200; // Accounts of a cluster up to which cuts are asked here: each is weighed again many times.

    public static NetworkWorldSummary Run(WorldParameters world, int accounts, ulong seed, NetworkModel model)
    {
        var (facts, truth) = WorldGenerator.Make(world, accounts, seed);
        var start = Cpu();
        CanonicalRun.Run(facts, model, OfficerRulings.None, rounds: 1);
        var pass = Cpu() - start;
        ProcessMemory.ResidentMb(); // Gives back what the first run held: memory is measured of one run.
        start = Cpu();
        var generation = CanonicalRun.Run(facts, model, OfficerRulings.None);
        var (canonical, peak) = (Cpu() - start, ProcessMemory.PeakMb());
        ClusterMeasures Measured(IReadOnlyList<int> clusters)
            => ClusterMeasures.Of(clusters, truth.Actors, account => truth.Kinds[account] == WorldKind.Operation);
        var (linked, enforceable) = (Measured(generation.Clusters), Measured(generation.EnforceableClusters()));
        var union = Measured(UnionWithCutOff.Run(facts, UnionCutOff));
        var (asked, found) = Paths(generation, seed);
        var (cuts, verified) = Cuts(generation, seed);
        return new NetworkWorldSummary(world.Name, accounts, seed, linked.PairPrecision, linked.Recall, linked.InnocentsMerged,
            enforceable.PairPrecision, enforceable.Recall, enforceable.InnocentsMerged, union.PairPrecision, union.Recall,
            union.InnocentsMerged, Math.Round(accounts / Math.Max(pass, 0.01)), Math.Round(canonical, 2), generation.Rounds, asked, found,
            cuts, verified, peak);
    }

    private static (int Asked, int Found) Paths(NetworkGeneration generation, ulong seed)
    {
        var (groups, bits, asked, found) = (generation.Groups(), new SplitMix(seed), 0, 0);
        for (; asked < Questions && groups.Length > 0 && asked < groups.Sum(group => (long)group.Length); asked++)
        {
            var group = groups[bits.Below(groups.Length)];
            var (one, other) = (group[0], group[1 + bits.Below(group.Length - 1)]);
            found += WidestPath.Between(generation, one, other) is { Length: > 0 } path
                && path.All(step => step.Kind != EdgeKind.Evidence || step.Probability >= NetworkModel.Linked) ? 1 : 0;
        }

        return (asked, found);
    }

    private static (int Asked, int Verified) Cuts(NetworkGeneration generation, ulong seed)
    {
        var (asked, verified, bits) = (0, 0, new SplitMix(seed));
        var groups = generation.Groups().Where(group => group.Length <= LargestCut).ToList();
        for (; asked < CutQuestions && asked < groups.Count; asked++)
        {
            var group = groups[bits.Below(groups.Count)];
            var (one, other) = (group[0], group[1 + bits.Below(group.Length - 1)]);
            if (EvidenceCut.Between(generation, one, other) is { } cut)
            {
                var apart = generation.Rescored(group, cut.Artefacts.ToHashSet());
                verified += apart[group.IndexOf(one)] != apart[group.IndexOf(other)] ? 1 : 0;
            }
        }

        return (asked, verified);
    }

    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
}
