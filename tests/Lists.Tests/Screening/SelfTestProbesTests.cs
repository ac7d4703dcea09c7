using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

public sealed class SelfTestProbesTests
{
    [Fact]
    public void Every_embargoed_place_is_probed_on_every_channel_and_no_probe_passes()
    {
        var probes = SelfTestProbes.All;

        Assert.Equal(["CU", "IR", "KP", "UA-09", "UA-14", "UA-40", "UA-43"], probes.Select(probe => probe.Place).Distinct()
            .Order(StringComparer.Ordinal));
        Assert.All(probes.GroupBy(probe => probe.Place),
            place => Assert.Equal(Enum.GetValues<Channel>().Length, place.Select(probe => probe.Request.Channel).Distinct().Count()));
        Assert.Equal(probes.Length, probes.Select(probe => probe.Id).Distinct().Count());
        Assert.Empty(SelfTestProbes.Failing(Context));
    }

    [Fact]
    public void A_policy_that_forgets_Sevastopol_is_caught()
    {
        var tables = PolicyLibrary.Embedded();
        var name = "embargoed-places.policy.csv";
        var forgetful =
            PolicyLibrary.Read(tables.SetItem(name, tables[name]
            .Replace("UA-40,Sevastopol,prohibited", "UA-40,Sevastopol,none", StringComparison.Ordinal)));

        var passing = SelfTestProbes.Failing(Context with { Policy = forgetful });

        Assert.NotEmpty(passing);
        Assert.All(passing, failed => Assert.Equal("UA-40", failed.Probe.Place));
    }
}
