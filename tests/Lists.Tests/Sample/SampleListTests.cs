using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Sample;

public sealed class SampleListTests
{
    private static readonly DateTimeOffset Now = FixtureFiles.RetrievedAt;

    [Fact]
    public void The_sample_is_marked_as_sample()
    {
        var version = SampleList.Snapshot(Now).Version;
        Assert.Equal(("sample", true, 40, Now), (version.Code.Value, version.IsSample, version.PartyCount, version.RetrievedAt));
    }

    [Fact]
    public void It_has_every_kind_several_scripts_weak_aliases_and_wallets()
    {
        var parties = SampleList.Snapshot(Now).Parties;
        Assert.Equal(
            [PartyKind.Individual, PartyKind.Organization, PartyKind.Vessel, PartyKind.Aircraft],
            parties.Select(party => party.Kind).Distinct().Order());
        Assert.Superset(new HashSet<string> { "Cyrl", "Grek", "Arab", "Hani" }, parties.SelectMany(party => party.Names)
            .Select(name => name.Script).OfType<string>().ToHashSet());
        Assert.Contains(parties, party => party.Names.Any(name => name.Strength == AliasStrength.Weak));
        Assert.Contains(parties, party => party.Identifiers.Any(identifier => identifier.Type == IdentifierType.Wallet));
        Assert.All(parties, party => Assert.NotEqual(Measures.None, party.Measures));
    }

    [Fact]
    public void It_is_the_same_on_every_loading() =>
        Assert.Equal(SampleList.Snapshot(Now).Version.ContentHash, SampleList.Snapshot(Now.AddDays(1)).Version.ContentHash);

    [Fact]
    public void Every_relation_leads_to_a_party_of_the_list()
    {
        var parties = SampleList.Snapshot(Now).Parties.ToDictionary(party => party.Entry);
        Assert.All(parties.Values.SelectMany(party => party.Relations),
            relation => Assert.Equal(relation.Name, parties[relation.Entry].PrimaryName.Text));
    }
}
