using Compliance.EnforcementCore.Networks;

namespace Compliance.Cli.Evaluation.Networks;

/// <summary>The plain way, to compare with: accounts that share an artefact are joined, unless more than so many share it.</summary>
internal static class UnionWithCutOff
{
    /// <summary>The cluster of each account.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="most">Accounts above which an artefact joins nobody.</param>
    public static int[] Run(NetworkFacts facts, int most)
    {
        var forest = new ClusterForest(facts.Accounts);
        for (var artefact = 0; artefact < facts.Artefacts; artefact++)
        {
            var members = facts.MembersOf(artefact);
            if (ArtefactUse.Of(facts.TypeOf(artefact)).IsContext || members.Length > most)
            {
                continue;
            }

            for (var i = 1; i < members.Length; i++)
            {
                forest.Join(members[0], members[i]);
            }
        }

        return forest.ToArray();
    }
}
