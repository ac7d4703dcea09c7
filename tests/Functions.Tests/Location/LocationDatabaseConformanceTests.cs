using System.Net;
using System.Text.Json.Nodes;
using Compliance.Functions.Location;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Location;

/// <summary>Databases against MaxMind's published test databases and the JSON they were made from.</summary>
public sealed class LocationDatabaseConformanceTests
{
    private const string Folder = "real-lists/maxmind-test";

    /// <summary>Databases of the test-data folder that cannot be used: the first four are broken on purpose, the records of the others are
    /// texts or numbers and tell nothing of any place.</summary>
    private static readonly string[] NotUsable =
    [
        "GeoIP2-City-Test-Broken-Double-Format.mmdb",
        "GeoIP2-City-Test-Invalid-Node-Count.mmdb",
        "MaxMind-DB-test-broken-pointers-24.mmdb",
        "MaxMind-DB-test-broken-search-tree-24.mmdb",
        "MaxMind-DB-no-ipv4-search-tree.mmdb",
        "MaxMind-DB-string-value-entries.mmdb",
    ];

    [FactWithData(Folder)]
    public void Every_sound_test_database_opens_and_every_other_one_is_refused()
    {
        var wrong = new List<string>();
        foreach (var file in Files("test-data"))
        {
            var error = ErrorOf(file);
            if (error is null == NotUsable.Contains(Path.GetFileName(file)))
            {
                wrong.Add($"{Path.GetFileName(file)}: {error ?? "opened"}");
            }
        }

        Assert.Empty(wrong);
    }

    [FactWithData(Folder)]
    public void Every_corrupt_database_is_refused_with_a_clean_error()
    {
        // The first has its damage in nodes that no address leads to. The others are sound by the format: metadata that end in an empty
        // list or map, and an epoch that overflows dates.
        string[] sound =
            ["libmaxminddb-corrupt-search-tree.mmdb", "libmaxminddb-empty-array-last-in-metadata.mmdb",
            "libmaxminddb-empty-map-last-in-metadata.mmdb", "libmaxminddb-uint64-max-epoch.mmdb"];
        var opened = Files("bad-data").Where(file => ErrorOf(file) is null).Select(Path.GetFileName).ToArray();

        Assert.Equal(sound, opened);
    }

    [FactWithData(Folder)]
    public void An_epoch_beyond_the_calendar_has_no_build_date()
        => Assert.Null(Open("bad-data/libmaxminddb/libmaxminddb-uint64-max-epoch.mmdb").BuiltAt);

    [FactWithData(Folder)]
    public void Every_network_of_the_source_data_is_found_with_what_it_tells()
    {
        var wrong = new List<string>();
        var compared = 0;
        foreach (var source in Files("source-data", "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(source);
            var database = Open($"test-data/{name}.mmdb");
            var networks = JsonNode.Parse(File.ReadAllText(source))!.AsArray()
                .SelectMany(entry => entry!.AsObject().Select(pair => (Network: IPNetwork.Parse(pair.Key), pair.Value))).ToArray();
            foreach (var address in networks.SelectMany(network => Ends(network.Network)))
            {
                // Networks of the source overlap; the one written last over an address stands.
                var expected = networks.Last(other => other.Network.Contains(address)).Value!;
                var record = database.Find(address);
                compared++;
                if (record is null || Told(record) != Told(expected))
                {
                    wrong.Add($"{name} {address}: {(record is null ? "nothing" : Told(record))} instead of {Told(expected)}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(compared > 1000, $"only {compared} addresses were compared");
    }

    [FactWithData(Folder)]
    public void A_mapped_address_is_looked_up_as_IPv4()
    {
        var database = Open("test-data/GeoIP2-City-Test.mmdb");
        var plain = IPAddress.Parse("81.2.69.160");

        Assert.Equal("GB", database.Find(plain)!.Country!.IsoCode);
        Assert.Equal("GB", database.Find(plain.MapToIPv6())!.Country!.IsoCode);
    }

    private static string Told(LocationRecord record)
        => string.Join('|', record.Country?.IsoCode, record.RegisteredCountry?.IsoCode, record.SubdivisionCode, record.CityName,
            record.Location?.AccuracyRadius, (record.Traits ?? record).AutonomousSystemNumber, (record.Traits ?? record).ConnectionType,
            (record.Traits ?? record).UserType, (record.Traits ?? record).IsAnycast);

    private static string Told(JsonNode record)
    {
        var network = record["traits"] ?? record;
        return string.Join('|', record["country"]?["iso_code"], record["registered_country"]?["iso_code"],
            (record["subdivisions"] as JsonArray)?[0]?["iso_code"], record["city"]?["names"]?["en"], record["location"]?["accuracy_radius"],
            network["autonomous_system_number"], network["connection_type"], network["user_type"],
            network["is_anycast"]?.GetValue<bool>() ?? false);
    }

    private static IPAddress[] Ends(IPNetwork network)
    {
        var first = network.BaseAddress.GetAddressBytes();
        var last = (byte[])first.Clone();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return [new IPAddress(first), new IPAddress(last)];
    }

    private static string[] Files(string folder, string pattern = "*.mmdb") =>
        [.. Directory.EnumerateFiles(TestData.PathOf($"{Folder}/{folder}")!, pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)];

    private static LocationDatabase Open(string relative)
    {
        using var stream = File.OpenRead(TestData.PathOf($"{Folder}/{relative}")!);
        return LocationDatabase.Open(stream);
    }

    private static string? ErrorOf(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            LocationDatabase.Open(stream).Check();
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }
}
