using System.Globalization;
using System.Net;
using Compliance.Functions.Location.Mmdb;

namespace Compliance.Functions.Tests.Location.Mmdb;

/// <summary>Databases that the tests write themselves: every record size and type, the flat layout, and what happens when bytes
/// change.</summary>
public sealed class MmdbWrittenDatabaseTests
{
    public static TheoryData<int, int> Shapes => new() { { 24, 4 }, { 28, 4 }, { 32, 4 }, { 24, 6 }, { 28, 6 }, { 32, 6 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_record_size_and_both_trees_give_the_same_answers(int recordSize, int ipVersion)
    {
        var writer = new MmdbWriter("Test-Country", recordSize, ipVersion).Add("192.0.2.0/25", Country("IR"))
            .Add("192.0.2.128/25", Country("CU")).Add("198.51.100.7/32", Country("KP"));
        if (ipVersion == 6)
        {
            writer.Add("2001:db8::/32", Country("UA"));
        }

        var database = Open(writer.ToBytes());

        Assert.Equal("IR", CountryOf(database, "192.0.2.1"));
        Assert.Equal("CU", CountryOf(database, "192.0.2.200"));
        Assert.Equal("KP", CountryOf(database, "198.51.100.7"));
        Assert.Equal("IR", CountryOf(database, "::ffff:192.0.2.1"));
        Assert.Null(CountryOf(database, "198.51.100.8"));
        Assert.Equal(ipVersion == 6 ? "UA" : null, CountryOf(database, "2001:db8::1"));
    }

    [Fact]
    public void Every_type_of_the_format_is_read_as_it_was_written()
    {
        var record = new Dictionary<string, object>
        {
            ["text"] = new string('ä', 400),
            ["double"] = -12.5,
            ["float"] = 0.25f,
            ["uint16"] = (ushort)65535,
            ["uint32"] = uint.MaxValue,
            ["int32"] = -268435456,
            ["uint64"] = ulong.MaxValue,
            ["uint128"] = UInt128.MaxValue,
            ["yes"] = true,
            ["no"] = false,
            ["bytes"] = new byte[] { 0, 0, 0, 42 },
            ["list"] = new object[] { (uint)1, "two", new Dictionary<string, object> { ["three"] = (ushort)3 } },
            ["empty"] = new Dictionary<string, object>(),
        };

        var json = Open(new MmdbWriter("Test-Types").Add("192.0.2.0/24", record).ToBytes()).FindJson(IPAddress.Parse("192.0.2.9"))!;

        Assert.Equal(new string('ä', 400), json["text"]!.GetValue<string>());
        Assert.Equal(-12.5, json["double"]!.GetValue<double>());
        Assert.Equal("65535", json["uint16"]!.ToString());
        Assert.Equal("4294967295", json["uint32"]!.ToString());
        Assert.Equal("-268435456", json["int32"]!.ToString());
        Assert.Equal(ulong.MaxValue.ToString(CultureInfo.InvariantCulture), json["uint64"]!.ToString());
        Assert.Equal(UInt128.MaxValue.ToString(CultureInfo.InvariantCulture), json["uint128"]!.ToString());
        Assert.True(json["yes"]!.GetValue<bool>());
        Assert.False(json["no"]!.GetValue<bool>());
        Assert.Equal(3, json["list"]!.AsArray().Count);
        Assert.Equal("3", json["list"]![2]!["three"]!.ToString());
        Assert.Empty(json["empty"]!.AsObject());
    }

    [Fact]
    public void The_flat_layout_of_free_databases_is_read()
    {
        var flat = new Dictionary<string,
            object>
        {
            ["city"] = "Simferopol",
            ["country_code"] = "UA",
            ["state1"] = "Crimea",
            ["latitude"] = 44.95f,
            ["longitude"] =
            34.1f
        };
        var database = Open(new MmdbWriter("DBIP-City-Lite").Add("192.0.2.0/24", flat).ToBytes());

        Assert.True(database.TryFind(IPAddress.Parse("192.0.2.1"), out var location));
        Assert.Equal("UA", Unpacked(location.Country));
        Assert.Equal("Simferopol", database.TextOf(location.City));
    }

    [Fact]
    public void Changed_bytes_are_a_clean_error_or_an_answer_never_a_crash_Invariant()
    {
        var sound = new MmdbWriter("Test-Country", 28).Add("192.0.2.0/25", Country("IR")).Add("2001:db8::/32", Country("UA")).ToBytes();
        var random = new Random(20261122);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = (byte[])sound.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                var database = Open(random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
                database.TryFind(IPAddress.Parse("192.0.2.1"), out _);
                database.FindJson(IPAddress.Parse("2001:db8::1"));
            }
            catch (MmdbFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 3_000);
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        var database = Open(new MmdbWriter("Test-Country").Add("192.0.2.0/24", Country("IR")).ToBytes());
        var address = IPAddress.Parse("192.0.2.1");
        database.TryFind(address, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            database.TryFind(address, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static MmdbDatabase Open(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return MmdbDatabase.Open(stream);
    }

    private static Dictionary<string, object> Country(string code)
        => new()
        {
            ["country"] = new Dictionary<string,
        object>
            { ["iso_code"] = code, ["names"] = new Dictionary<string, object> { ["en"] = code } }
        };

    private static string? CountryOf(MmdbDatabase database, string address)
        => database.TryFind(IPAddress.Parse(address), out var location) ? Unpacked(location.Country) : null;

    private static string Unpacked(ushort packed) => $"{(char)(packed >> 8)}{(char)(packed & 0xff)}";
}
