using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Worlds;

namespace Compliance.EnforcementCore.Tests.Networks;

/// <summary>Paths and cuts: every link can be shown, and what holds it is what holds it.</summary>
public sealed class EvidenceTests
{
    private static readonly NetworkGeneration Run = Made();

    [Fact]
    public void Every_pair_inside_a_cluster_has_a_path_in_words_and_no_other_pair_has_one()
    {
        foreach (var group in Run.Groups().Where(group => group.Length <= 30))
        {
            foreach (var (one, other) in group.SelectMany(one => group.Where(other => other > one).Select(other => (one, other))))
            {
                var path = WidestPath.Between(Run, one, other);
                Assert.NotEmpty(path);
                Assert.True(path[0].Pair.A == one || path[0].Pair.B == one);
                Assert.True(path[^1].Pair.A == other || path[^1].Pair.B == other);
                Assert.All(path, step => Assert.Contains("one actor", NetworkTexts.Of(Run, step, Name, Name)));
            }
        }

        var (alone, grouped) = (Enumerable.Range(0, Run.Clusters.Length).First(account => Run.MembersWith(account).Length == 1),
            Run.Groups()[0][0]);
        Assert.Empty(WidestPath.Between(Run, alone, grouped));
    }

    [Fact]
    public void Without_the_least_evidence_two_accounts_are_apart_and_nothing_cheaper_does_it()
    {
        var asked = 0;
        foreach (var group in Run.Groups().OrderBy(group => group.Length).Take(5))
        {
            var cut = EvidenceCut.Between(Run, group[0], group[^1]);
            Assert.NotNull(cut);
            var apart = Run.Rescored(group, cut.Artefacts.ToHashSet());
            Assert.NotEqual(apart[0], apart[group.Length - 1]);
            foreach (var artefact in cut.Artefacts)
            {
                var kept = Run.Rescored(group, cut.Artefacts.Where(other => other != artefact).ToHashSet());
                Assert.Equal(kept[0], kept[group.Length - 1]); // Each part of it is needed.
            }

            asked++;
        }

        Assert.True(asked > 0);
    }

    [Fact]
    public void A_person_who_holds_two_halves_together_is_named()
    {
        // Two devices of eight accounts each; one account of each half names the same person.
        const int Day = 9100;
        ArtefactType[] types = [ArtefactType.Device, ArtefactType.Device, ArtefactType.Ip, ArtefactType.Ip, ArtefactType.Person];
        var facts = new List<NetworkFact> { new(0, 4, Day, Day + 9), new(8, 4, Day, Day + 9) };
        for (var account = 0; account < 16; account++)
        {
            facts.Add(new NetworkFact(account, account / 8, Day, Day + 9));
            facts.Add(new NetworkFact(account, 2 + (account / 8), Day, Day + 9));
        }

        var hours = Enumerable.Range(0, 4000).Select(account => account < 16 ? Day * 24 : (Day - 700 + (account % 600)) * 24).ToArray();
        var run = CanonicalRun.Run(new NetworkFacts(types, hours, [.. facts]), NetworkModel.Current, OfficerRulings.None);
        Assert.Equal(16, run.MembersWith(0).Length);
        var cut = EvidenceCut.Between(run, 1, 9)!;
        Assert.Equal(4, Assert.Single(cut.Artefacts));
        Assert.Equal([8, 8], cut.Parts.ToArray());
        Assert.Equal("Without person 4 it falls into 8 and 8.", NetworkTexts.Of(cut, artefact => $"person {artefact}"));
        Assert.Equal(4, Assert.Single(EvidenceCut.Holding(run, 1)[0].Artefacts));
    }

    [Fact]
    public void What_two_share_twice_of_one_kind_is_cut_whole()
    {
        // Twelve accounts on the same two devices: without one of them the other still holds them.
        const int Day = 9100;
        var facts = new List<NetworkFact>();
        for (var account = 0; account < 12; account++)
        {
            facts.AddRange([new(account, 0, Day, Day + 9), new(account, 1, Day, Day + 9), new(account, 2, Day, Day + 9)]);
        }

        var run = CanonicalRun.Run(new NetworkFacts([ArtefactType.Device, ArtefactType.Device, ArtefactType.Ip],
            [.. Enumerable.Repeat(Day * 24, 12)], [.. facts]), NetworkModel.Current, OfficerRulings.None);
        Assert.Equal(12, run.MembersWith(0).Length);
        var cut = EvidenceCut.Between(run, 0, 1);
        Assert.NotNull(cut);
        Assert.Superset(new HashSet<int> { 0, 1 }, cut.Artefacts.ToHashSet());
        Assert.NotEqual(run.Rescored([0, 1], cut.Artefacts.ToHashSet())[0], run.Rescored([0, 1], cut.Artefacts.ToHashSet())[1]);
    }

    [Fact]
    public void Small_worlds_of_every_seed_can_be_made()
    {
        for (ulong seed = 0; seed < 400; seed++)
        {
            var (facts, truth) = WorldGenerator.Make(WorldParameters.A, 100, seed);
            Assert.Equal(facts.Accounts, truth.Actors.Count);
        }
    }

    private static string Name(int number) => $"#{number}";

    private static NetworkGeneration Made()
    {
        var (facts, _) = WorldGenerator.Make(WorldParameters.A, 8000, 21);
        return CanonicalRun.Run(facts, NetworkModel.Current, OfficerRulings.None);
    }
}
