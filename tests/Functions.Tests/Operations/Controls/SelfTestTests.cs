using System.Net;
using Compliance.Functions.Location;
using Compliance.Functions.Operations.Controls;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Location.Mmdb;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Operations.Controls;

public sealed class SelfTestTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("controls").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_policy_stops_every_probe()
    {
        var report = SelfTest.Decide(PolicyLibrary.Load(), ScreeningCorpus.Empty, Now, []);

        Assert.Empty(report.Failures);
        Assert.True(report.Probes > 80);
    }

    [Theory]
    [InlineData("embargoed-places.policy.csv", "UA-40,Sevastopol,prohibited", "UA-40,Sevastopol,review", "UA-40")]
    [InlineData("embargoed-places.policy.csv", "IR,Iran,prohibited", "IR,Iran,none", "IR")]
    [InlineData("evidence-weights.policy.csv", "declared.country,declared,6", "declared.countries,declared,6", null)]
    public void A_policy_with_a_hole_is_caught_by_the_probes_or_refused_before(string table, string was, string becomes, string? place)
    {
        var tables = PolicyLibrary.Embedded();
        var changed = tables.SetItem(table, tables[table].Replace(was, becomes, StringComparison.Ordinal));
        if (place is null)
        {
            Assert.Throws<PolicyFormatException>(() => PolicyLibrary.Read(changed));
            return;
        }

        var report = SelfTest.Decide(PolicyLibrary.Read(changed), ScreeningCorpus.Empty, Now, []);

        Assert.NotEmpty(report.Failures);
        Assert.All(report.Failures, failure => Assert.Equal(place, failure.Place));
    }

    [Fact]
    public void A_location_database_that_lost_an_embargoed_country_is_caught()
    {
        Write(withIran: true);
        Assert.Empty(Failing());

        Write(withIran: false);
        Assert.Equal("probe:IR:database", Assert.Single(Failing()).Probe);
    }

    [Fact]
    public void Without_a_country_database_there_is_nothing_to_probe() => Assert.Empty(Failing());

    [Fact]
    public async Task The_page_says_that_the_control_works_and_what_it_rests_on()
    {
        await using var service = await RunningService.StartReadyAsync();
        await Eventually.TrueAsync(async () => (await service.GetAsync("/health/controls")).Json.GetProperty("status")
            .GetString() == "working", "the self-test ran");

        var reply = await service.GetAsync("/health/controls");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(PolicyLibrary.Load().Id, reply.Json.GetProperty("policy").GetString());
        Assert.Empty(reply.Json.GetProperty("failing").EnumerateArray());
        Assert.True(reply.Json.GetProperty("probes").GetInt32() > 80);
    }

    private System.Collections.Immutable.ImmutableArray<ProbeFailure> Failing()
    {
        var lookup = new GeoIpLookup(new GeoIpOptions { Directory = _folder }, TimeProvider.System);
        lookup.ReloadIfChanged();
        return AddressProbes.Failing(lookup, lookup.Status);
    }

    private void Write(bool withIran)
    {
        var writer = new MmdbWriter("Made-Country").Add("152.206.0.0/15", Country("CU")).Add("175.45.176.0/22", Country("KP"));
        _ = withIran ? writer.Add("2.176.0.0/12", Country("IR")) : writer;
        for (var i = 0; i < 1_100; i++)
        {
            writer.Add(FormattableString.Invariant($"100.{i / 256}.{i % 256}.0/24"), Country("DE"));
        }

        File.WriteAllBytes(Path.Combine(_folder, "world.mmdb"), writer.ToBytes());
    }

    private static Dictionary<string, object> Country(string code)
        => new() { ["country"] = new Dictionary<string, object> { ["iso_code"] = code } };
}
