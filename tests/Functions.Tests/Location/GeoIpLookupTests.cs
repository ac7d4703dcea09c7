using System.Net;
using Compliance.Functions.Location;
using Compliance.Functions.Tests.Location.Mmdb;
using Compliance.ScreeningCore.Location;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Location;

public sealed class GeoIpLookupTests : IDisposable
{
    private const string MaxMind = "real-lists/maxmind-test/test-data";

    private readonly string _folder = Directory.CreateTempSubdirectory("geoip").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_folder_every_address_is_unknown()
    {
        var lookup = new GeoIpLookup(new GeoIpOptions(), TimeProvider.System);

        Assert.False(lookup.ReloadIfChanged());
        Assert.Null(lookup.Find(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void Range_files_tell_the_kind_of_connection_and_the_country_of_registration()
    {
        Write("vpn-ipv4.txt", "192.0.2.0/25\n");
        Write("datacenter-ipv4.txt", "192.0.2.0/24\n");
        Write("latest.exits.csv", "fingerprint, ipaddr, port\nAA, 192.0.2.1, 444\nBB, 2001:db8::1, 81\n");
        Write("ir/ipv4-aggregated.txt", "192.0.2.0/24\n");
        var lookup = Loaded();

        Assert.Equal(ConnectionType.Tor, lookup.Find(IPAddress.Parse("192.0.2.1"))!.Connection);
        Assert.Equal(ConnectionType.Vpn, lookup.Find(IPAddress.Parse("192.0.2.2"))!.Connection);
        Assert.Equal(ConnectionType.Hosting, lookup.Find(IPAddress.Parse("192.0.2.200"))!.Connection);
        Assert.Equal(ConnectionType.Tor, lookup.Find(IPAddress.Parse("2001:db8::1"))!.Connection);
        Assert.Equal("IR", lookup.Find(IPAddress.Parse("::ffff:192.0.2.2"))!.NetworkCountry.Value);
        Assert.Null(lookup.Find(IPAddress.Parse("198.51.100.1")));
    }

    [Fact]
    public void A_range_file_with_a_bad_line_is_named_with_its_line()
    {
        Write("vpn-ipv4.txt", "192.0.2.0/25\nnot a network\n");

        Assert.Contains("vpn-ipv4.txt line 2: 'not a network'", Assert.Single(Loaded().Status.Problems), StringComparison.Ordinal);
    }

    [FactWithData(MaxMind)]
    public void A_changed_file_is_taken_over_and_a_broken_one_is_not()
    {
        Copy("GeoIP2-Country-Test.mmdb", "country.mmdb");
        var lookup = Loaded();
        var address = IPAddress.Parse("81.2.69.160");
        Assert.Equal("GB", lookup.Find(address)!.Country.Value);
        Assert.False(lookup.ReloadIfChanged());

        Write("country.mmdb", "torn in the middle of a copy");
        Assert.False(lookup.ReloadIfChanged());
        Assert.Equal("GB", lookup.Find(address)!.Country.Value);
        Assert.Contains("country.mmdb", Assert.Single(lookup.Status.Problems), StringComparison.Ordinal);

        Copy("GeoIP2-City-Test.mmdb", "country.mmdb");
        Assert.True(lookup.ReloadIfChanged());
        Assert.Equal("GB-ENG", lookup.Find(address)!.Subdivision);
        Assert.Empty(lookup.Status.Problems);
    }

    [Fact]
    public void A_database_that_breaks_keeps_its_last_good_state_although_another_one_comes()
    {
        var made = new MmdbWriter("Made-Country").Add("192.0.2.0/24", new Dictionary<string, object> { ["country_code"] = "IR" }).ToBytes();
        File.WriteAllBytes(Path.Combine(_folder, "country.mmdb"), made);
        var lookup = Loaded();

        File.WriteAllBytes(Path.Combine(_folder, "country.mmdb"), made[..(made.Length / 2)]);
        File.WriteAllBytes(Path.Combine(_folder, "another.mmdb"), new MmdbWriter("Made-ASN").Add("192.0.2.0/24",
            new Dictionary<string, object> { ["autonomous_system_number"] = 64496u }).ToBytes());
        Assert.False(lookup.ReloadIfChanged());

        Assert.Equal("IR", lookup.Find(IPAddress.Parse("192.0.2.1"))!.Country.Value);
        Assert.Contains("country.mmdb", Assert.Single(lookup.Status.Problems), StringComparison.Ordinal);
    }

    [FactWithData(MaxMind)]
    public void Layouts_complete_each_other()
    {
        foreach (var name
            in new[] { "GeoIP2-City-Test", "GeoIP2-ISP-Test", "GeoLite2-ASN-Test", "GeoIP2-Anonymous-IP-Test",
            "GeoIP2-Connection-Type-Test" })
        {
            Copy(name + ".mmdb", name + ".mmdb");
        }

        var lookup = Loaded();

        var vpn = lookup.Find(IPAddress.Parse("81.2.69.160"))!;
        Assert.Equal(("GB", "GB-ENG", "London", ConnectionType.Tor), (vpn.Country.Value, vpn.Subdivision, vpn.City, vpn.Connection));
        Assert.StartsWith("AS1221 Telstra", lookup.Find(IPAddress.Parse("1.128.0.0"))!.Network, StringComparison.Ordinal);
        Assert.Equal(ConnectionType.Mobile, lookup.Find(IPAddress.Parse("1.0.1.0"))!.Connection);
    }

    [FactWithData(MaxMind)]
    public void Enterprise_states_confidence_and_user_type()
    {
        Copy("GeoIP2-Enterprise-Test.mmdb", "enterprise.mmdb");

        var fact = Loaded().Find(IPAddress.Parse("74.209.24.0"))!;

        Assert.Equal(("US", 0.99, 27, ConnectionType.Residential),
            (fact.Country.Value, fact.Confidence, fact.AccuracyRadiusKm, fact.Connection));
    }

    [FactWithData(MaxMind)]
    public void A_database_beyond_the_limit_of_age_says_so_and_cities_age_faster_than_countries()
    {
        foreach (var (database, days) in new[] { ("GeoIP2-Country-Test.mmdb", 360), ("GeoIP2-City-Test.mmdb", 60) })
        {
            Copy(database, "location.mmdb");
            var built = Loaded().Status.Sources[0].BuiltAt!.Value;

            Assert.False(Loaded(built.AddDays(days - 1)).Find(IPAddress.Parse("81.2.69.160"))!.IsStale);
            Assert.True(Loaded(built.AddDays(days + 1)).Find(IPAddress.Parse("81.2.69.160"))!.IsStale);
        }
    }

    [FactWithData("real-lists/ip-intel")]
    public void Published_range_files_are_read_without_problem()
    {
        var lookup = new GeoIpLookup(new GeoIpOptions { Directory = TestData.PathOf("real-lists/ip-intel") }, TimeProvider.System);
        lookup.ReloadIfChanged();

        Assert.Empty(lookup.Status.Problems);
        Assert.Contains(lookup.Status.Sources, source => source.Kind == "Tor" && source.Records > 5000);
        Assert.Contains(lookup.Status.Sources, source => source.Name == "KP/ipv4-aggregated.txt");
    }

    private GeoIpLookup Loaded(DateTimeOffset? now = null)
    {
        var lookup = new GeoIpLookup(new GeoIpOptions { Directory = _folder }, new FixedClock(now ?? DateTimeOffset.UtcNow));
        lookup.ReloadIfChanged();
        return lookup;
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
        File.WriteAllText(Path.Combine(_folder, name), text);
    }

    private void Copy(string from, string to)
        => File.WriteAllBytes(Path.Combine(_folder, to), File.ReadAllBytes(TestData.PathOf($"{MaxMind}/{from}")!));

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
