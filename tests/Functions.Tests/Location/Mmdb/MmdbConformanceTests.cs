using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json.Nodes;
using Compliance.Functions.Location.Mmdb;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Location.Mmdb;

/// <summary>The reader against MaxMind's published test databases and the JSON they were made from.</summary>
public sealed class MmdbConformanceTests
{
    private const string Folder = "real-lists/maxmind-test";

    /// <summary>Databases of the test-data folder that are broken on purpose, and what their README says of them.</summary>
    private static readonly string[] BrokenOnPurpose =
    [
        "GeoIP2-City-Test-Broken-Double-Format.mmdb",
        "GeoIP2-City-Test-Invalid-Node-Count.mmdb",
        "MaxMind-DB-test-broken-pointers-24.mmdb",
        "MaxMind-DB-test-broken-search-tree-24.mmdb",
    ];

    [FactWithData(Folder)]
    public void Every_sound_test_database_opens_and_every_broken_one_is_refused()
    {
        var wrong = new List<string>();
        foreach (var file in Files("test-data"))
        {
            var error = ErrorOf(file);
            if (error is null == BrokenOnPurpose.Contains(Path.GetFileName(file)))
            {
                wrong.Add($"{Path.GetFileName(file)}: {error ?? "opened"}");
            }
        }

        Assert.Empty(wrong);
    }

    [FactWithData(Folder)]
    public void Every_corrupt_database_is_refused_with_a_clean_error()
    {
        // Sound by the format: an epoch that overflows dates, and metadata that end in an empty list or map. Readers once refused the
        // latter two by an off-by-one, and with them what a public writer produces; they are kept there so that readers accept them.
        string[] sound =
            ["libmaxminddb-empty-array-last-in-metadata.mmdb", "libmaxminddb-empty-map-last-in-metadata.mmdb",
            "libmaxminddb-uint64-max-epoch.mmdb"];
        var opened = Files("bad-data").Where(file => ErrorOf(file) is null).Select(Path.GetFileName).ToArray();

        Assert.Equal(sound, opened);
    }

    [FactWithData(Folder)]
    public void An_epoch_beyond_the_calendar_has_no_build_date()
    {
        var metadata = Open("bad-data/libmaxminddb/libmaxminddb-uint64-max-epoch.mmdb").Metadata;

        Assert.Equal(ulong.MaxValue, metadata.BuildEpoch);
        Assert.Null(metadata.BuiltAt);
    }

    [FactWithData(Folder)]
    public void Every_network_of_the_source_data_is_found_with_its_value()
    {
        var wrong = new List<string>();
        var checkedNetworks = 0;
        foreach (var source in Files("source-data", "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(source);
            var database = Open($"test-data/{name}.mmdb");
            var networks = JsonNode.Parse(File.ReadAllText(source))!.AsArray()
                .SelectMany(entry => entry!.AsObject().Select(pair => (Network: IPNetwork.Parse(pair.Key), pair.Value))).ToArray();
            foreach (var (network, value) in networks)
            {
                foreach (var address in Ends(network))
                {
                    // Networks of the source overlap; the one written last over an address stands.
                    var expected = networks.Last(other => Contains(other.Network, address)).Value;
                    var actual = database.FindJson(address);
                    checkedNetworks++;
                    if (!SameJson(expected, actual))
                    {
                        wrong.Add($"{name} {address}: {actual?.ToJsonString() ?? "nothing"} instead of {expected?.ToJsonString()}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(checkedNetworks > 1000, $"only {checkedNetworks} addresses were compared");
    }

    [FactWithData(Folder)]
    public void All_record_sizes_answer_alike()
    {
        foreach (var kind in new[] { "ipv4", "ipv6", "mixed" })
        {
            var databases = new[] { 24, 28, 32 }.Select(bits => Open($"test-data/MaxMind-DB-test-{kind}-{bits}.mmdb")).ToArray();
            Assert.Equal([24, 28, 32], databases.Select(database => database.Metadata.RecordBits));
            foreach (var address in ProbeAddresses())
            {
                var answers = databases.Select(database => database.FindJson(address)?.ToJsonString()).Distinct().ToArray();
                Assert.True(answers.Length == 1, $"{kind} {address}: {string.Join(" / ", answers)}");
            }
        }
    }

    [FactWithData(Folder)]
    public void Every_data_type_is_decoded()
    {
        var all = Open("test-data/MaxMind-DB-test-decoder.mmdb").FindJson(IPAddress.Parse("1.1.1.0"))!.AsObject();

        Assert.Equal([1, 2, 3], all["array"]!.AsArray().Select(item => item!.GetValue<ulong>()).Select(item => (int)item));
        Assert.True(all["boolean"]!.GetValue<bool>());
        Assert.Equal([0, 0, 0, 42], Convert.FromBase64String(all["bytes"]!.GetValue<string>()));
        Assert.Equal(42.123456, all["double"]!.GetValue<double>());
        Assert.Equal(1.1f, all["float"]!.GetValue<float>());
        Assert.Equal(-268435456, all["int32"]!.GetValue<int>());
        Assert.Equal("unicode! ☯ - ♫", all["utf8_string"]!.GetValue<string>());
        Assert.Equal(100ul, all["uint16"]!.GetValue<ulong>());
        Assert.Equal(268435456ul, all["uint32"]!.GetValue<ulong>());
        Assert.Equal(1152921504606846976ul, all["uint64"]!.GetValue<ulong>());
        Assert.Equal(BigInteger.Pow(2, 120).ToString(CultureInfo.InvariantCulture), all["uint128"]!.GetValue<string>());
        Assert.Equal("hello", all["map"]!["mapX"]!["utf8_stringX"]!.GetValue<string>());
    }

    [FactWithData(Folder)]
    public void A_mapped_address_is_looked_up_as_IPv4()
    {
        var database = Open("test-data/GeoIP2-City-Test.mmdb");
        var plain = IPAddress.Parse("81.2.69.160");

        Assert.True(database.TryFind(plain, out _));
        Assert.Equal(database.FindJson(plain)!.ToJsonString(), database.FindJson(plain.MapToIPv6())!.ToJsonString());
    }

    [FactWithData(Folder)]
    public void A_tree_that_ends_before_IPv4_answers_with_the_record_it_ends_in()
    {
        var database = Open("test-data/MaxMind-DB-no-ipv4-search-tree.mmdb");

        Assert.Equal("::/64", database.FindJson(IPAddress.Parse("1.1.1.1"))!.GetValue<string>());
        Assert.Equal("::/64", database.FindJson(IPAddress.Parse("192.0.2.1"))!.GetValue<string>());
    }

    [FactWithData(Folder)]
    public void An_IPv6_address_is_unknown_to_an_IPv4_database()
    {
        Assert.False(Open("test-data/MaxMind-DB-test-ipv4-24.mmdb").TryFind(IPAddress.Parse("2001::1"), out _));
    }

    [FactWithData(Folder)]
    public void A_look_up_allocates_nothing()
    {
        var database = Open("test-data/GeoIP2-City-Test.mmdb");
        var address = IPAddress.Parse("81.2.69.160");
        Assert.True(database.TryFind(address, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            database.TryFind(address, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [FactWithData(Folder)]
    public void Any_single_byte_change_is_refused_or_answers_without_failing()
    {
        var original = File.ReadAllBytes(TestData.PathOf($"{Folder}/test-data/GeoIP2-Anonymous-IP-Test.mmdb")!);
        var addresses = ProbeAddresses().ToArray();
        var refused = 0;
        for (var position = 0; position < original.Length; position += 3)
        {
            var changed = (byte[])original.Clone();
            changed[position] ^= (byte)(1 << (position % 8));
            try
            {
                var database = MmdbDatabase.Open(changed);
                foreach (var address in addresses)
                {
                    database.TryFind(address, out _);
                    database.FindJson(address);
                }
            }
            catch (MmdbFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, original.Length);
    }

    private static IEnumerable<IPAddress> ProbeAddresses()
    {
        for (var i = 0; i < 64; i++)
        {
            yield return new IPAddress([1, 1, 1, (byte)i]);
            yield return IPAddress.Parse($"::1:ffff:{i:x}");
            yield return IPAddress.Parse($"::2:0:{i:x}");
            yield return IPAddress.Parse($"::{i}.2.69.160");
        }
    }

    private static IEnumerable<IPAddress> Ends(IPNetwork network)
    {
        var first = network.BaseAddress.GetAddressBytes();
        var last = (byte[])first.Clone();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return [new IPAddress(first), new IPAddress(last)];
    }

    private static bool Contains(IPNetwork network, IPAddress address)
    {
        var (inner, wanted) = (Wide(network.BaseAddress), Wide(address));
        var prefix = network.BaseAddress.GetAddressBytes().Length == 4 ? network.PrefixLength + 96 : network.PrefixLength;
        return prefix == 0 || (inner >> (128 - prefix)) == (wanted >> (128 - prefix));
    }

    private static BigInteger Wide(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static bool SameJson(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (JsonObject one, JsonObject other) => one.Count == other.Count
            && one.All(pair => other.ContainsKey(pair.Key) && SameJson(pair.Value, other[pair.Key])),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => SameJson(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) when one.TryGetValue<double>(out var wanted) =>
            Math.Abs(wanted - double.Parse(other.ToJsonString(), CultureInfo.InvariantCulture)) < 1e-6,
        (JsonValue one, JsonValue other) => one.ToJsonString() == other.ToJsonString(),
        _ => false,
    };

    private static string[] Files(string folder, string pattern = "*.mmdb") =>
        [.. Directory.EnumerateFiles(TestData.PathOf($"{Folder}/{folder}")!, pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)];

    private static MmdbDatabase Open(string relative)
    {
        using var stream = File.OpenRead(TestData.PathOf($"{Folder}/{relative}")!);
        return MmdbDatabase.Open(stream);
    }

    private static string? ErrorOf(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            MmdbDatabase.Open(stream);
            return null;
        }
        catch (MmdbFormatException error)
        {
            return error.Message;
        }
    }
}
