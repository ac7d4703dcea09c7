using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Networks.Worlds;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Tests.Networks;

/// <summary>The canonical run: the same whatever the order, hubs apart, officers heard.</summary>
public sealed class CanonicalRunTests
{
    private const int Day = 9100;

    [Fact]
    public void The_order_and_repetition_of_facts_does_not_show()
    {
        var (types, hours, facts) = Small(seed: 7);
        var first = CanonicalRun.Run(new NetworkFacts(types, hours, facts), NetworkModel.Current, OfficerRulings.None);
        Assert.NotEmpty(first.Edges);
        for (ulong seed = 0; seed < 200; seed++)
        {
            var shuffled = Shuffled(facts, seed);
            var again = CanonicalRun.Run(new NetworkFacts(types, hours, shuffled), NetworkModel.Current, OfficerRulings.None);
            Assert.Equal(first.Clusters.AsSpan(), again.Clusters.AsSpan());
            Assert.True(first.Edges.SequenceEqual(again.Edges)); // The probabilities too, bit for bit.
        }
    }

    [Theory]
    [InlineData(ArtefactType.SharedIp, 50_000)]
    [InlineData(ArtefactType.Ip, 20_000)]
    [InlineData(ArtefactType.Card, 2_000)]
    public void A_hub_alone_links_nobody(ArtefactType type, int accounts)
    {
        var hours = Enumerable.Range(0, accounts).Select(i => (Day * 24) + (i % 48)).ToArray();
        var facts = Enumerable.Range(0, accounts).Select(i => new NetworkFact(i, 0, Day, Day + 30)).ToArray();
        var run = CanonicalRun.Run(new NetworkFacts([type], hours, facts), NetworkModel.Current, OfficerRulings.None);
        Assert.Empty(run.Edges);
    }

    [Fact]
    public void What_two_share_is_not_enough_for_an_action_where_it_is_of_one_kind()
    {
        var facts = new[] { new NetworkFact(0, 0, Day, Day + 9), new NetworkFact(1, 0, Day, Day + 9) };
        var run = CanonicalRun.Run(new NetworkFacts([ArtefactType.Device], [Day * 24, Day * 24], facts), NetworkModel.Current,
            OfficerRulings.None);
        Assert.NotEqual(PairTier.Enforceable, run.Score(0, 1).Tier);
        Assert.Equal(1, int.PopCount(run.Score(0, 1).Types));
    }

    [Fact]
    public void Differences_speak_against_one_actor_up_to_a_bound()
    {
        var types = new[] { ArtefactType.Card, ArtefactType.Card, ArtefactType.Bank, ArtefactType.Bank, ArtefactType.Ip, ArtefactType.Ip,
            ArtefactType.Phone, ArtefactType.Phone, ArtefactType.Person, ArtefactType.Person };
        var facts = Enumerable.Range(0, types.Length).Select(i => new NetworkFact(i % 2, i, Day, Day)).ToArray();
        var run = CanonicalRun.Run(new NetworkFacts(types, [0, 9999], facts), NetworkModel.Current, OfficerRulings.None);
        var prior = Math.Log(NetworkModel.Partners / NetworkModel.FewestAccounts);
        Assert.Equal(prior - NetworkModel.MostAgainst, run.Score(0, 1).SameActor, 9);
    }

    [Fact]
    public void A_use_long_after_another_says_less()
    {
        double After(int days) => CanonicalRun.Run(new NetworkFacts([ArtefactType.Ip], [NetworkFacts.UnknownHour, NetworkFacts.UnknownHour],
            [new NetworkFact(0, 0, Day, Day), new NetworkFact(1, 0, Day + days, Day + days)]), NetworkModel.Current, OfficerRulings.None)
            .Score(0, 1).SameActor;
        var prior = Math.Log(NetworkModel.Partners / NetworkModel.FewestAccounts);
        Assert.Equal((After(0) - prior) / 2, After(14) - prior, 9);
        Assert.True(After(28) < After(14));
    }

    [Fact]
    public void Nobody_said_to_be_different_ends_up_in_one_cluster_by_whatever_detour()
    {
        var (types, hours, facts) = Small(seed: 3);
        var network = new NetworkFacts(types, hours, facts);
        var free = CanonicalRun.Run(network, NetworkModel.Current, OfficerRulings.None);
        var group = free.Groups().MaxBy(members => members.Length);
        Assert.True(group.Length > 5);
        var apart = new OfficerRulings([], [AccountPair.Of(group[0], group[^1]), AccountPair.Of(group[1], group[2])]);
        var ruled = CanonicalRun.Run(network, NetworkModel.Current, apart);
        Assert.All(apart.NotSame, pair => Assert.NotEqual(ruled.Clusters[pair.A], ruled.Clusters[pair.B]));
        var again = CanonicalRun.Run(new NetworkFacts(types, hours, Shuffled(facts, 5)), NetworkModel.Current, apart);
        Assert.Equal(ruled.Clusters.AsSpan(), again.Clusters.AsSpan());

        var strangers = new OfficerRulings([AccountPair.Of(0, 1)], []);
        Assert.NotEqual(free.Clusters[0], free.Clusters[1]);
        var joined = CanonicalRun.Run(network, NetworkModel.Current, strangers);
        Assert.Equal(joined.Clusters[0], joined.Clusters[1]);
        Assert.Contains(joined.Edges, edge => edge.Kind == EdgeKind.Officer);
    }

    [Theory]
    [InlineData("A", 11, 0.995, 0.80)]
    [InlineData("B", 12, 0.98, 0.0)]
    public void Operations_are_found_and_hardly_anybody_is_merged_with_them(string name, ulong seed, double precision, double recall)
    {
        var (facts, truth) = WorldGenerator.Make(WorldParameters.Find(name)!, 30_000, seed);
        var run = CanonicalRun.Run(facts, NetworkModel.Current, OfficerRulings.None);
        var (right, pairs) = (0L, 0L);
        var merged = 0;
        foreach (var group in run.Groups())
        {
            pairs += Pairs(group.Length);
            right += group.CountBy(account => truth.Actors[account]).Sum(actor => Pairs(actor.Value));
            merged += group.Select(account => truth.Actors[account]).Distinct().Skip(1).Any()
                ? group.Count(account => truth.Kinds[account] != WorldKind.Operation) : 0;
        }

        var operations = Enumerable.Range(0, facts.Accounts).Where(account => truth.Kinds[account] == WorldKind.Operation).ToList();
        var sizes = operations.CountBy(account => truth.Actors[account]).ToDictionary();
        var both = operations.CountBy(account => (run.Clusters[account], truth.Actors[account])).ToDictionary();
        Assert.True((double)right / pairs >= precision, $"precision {(double)right / pairs}");
        Assert.True(merged <= 0.003 * (facts.Accounts - operations.Count), $"merged {merged}");
        Assert.True(operations.Average(account => (double)both[(run.Clusters[account], truth.Actors[account])]
            / sizes[truth.Actors[account]]) >= recall);
    }

    internal static (ArtefactType[] Types, int[] Hours, NetworkFact[] Facts) Small(ulong seed)
    {
        var (facts, _) = WorldGenerator.Make(WorldParameters.A, 600, seed);
        var list = new List<NetworkFact>();
        for (var account = 0; account < facts.Accounts; account++)
        {
            foreach (var artefact in facts.Of(account))
            {
                list.Add(new NetworkFact(account, artefact, Day, Day + 40));
            }
        }

        return ([.. Enumerable.Range(0, facts.Artefacts).Select(facts.TypeOf)],
            [.. Enumerable.Range(0, facts.Accounts).Select(facts.SignUpHour)], [.. list]);
    }

    private static NetworkFact[] Shuffled(NetworkFact[] facts, ulong seed)
    {
        var bits = new SplitMix(seed);
        var all = facts.Concat(facts.Where(_ => bits.Below(5) == 0)).ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var j = bits.Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all;
    }

    private static long Pairs(long count) => count * (count - 1) / 2;
}
