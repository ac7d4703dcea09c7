using System.Net;
using Compliance.Functions.Location;
using Compliance.Functions.Tests.Location.Mmdb;
using CsCheck;

namespace Compliance.Functions.Tests.Location;

/// <summary>Databases that the tests write themselves: every record size, both trees, the flat layout, and what happens when bytes
/// change.</summary>
public sealed class LocationDatabaseTests
{
    private static readonly string[] Codes = ["IR", "CU", "KP", "SY", "DE", "US"];

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
    public void An_IPv6_address_is_unknown_to_an_IPv4_tree_that_knows_its_first_bits()
    {
        var database = Open(new MmdbWriter("Test-Country", 24, 4).Add("32.1.13.184/32", Country("US")).ToBytes());

        Assert.Equal("US", CountryOf(database, "32.1.13.184"));
        Assert.Null(CountryOf(database, "2001:db8::1"));
    }

    [Fact]
    public void The_flat_layout_of_free_databases_is_read()
    {
        var flat = new Dictionary<string, object>
        {
            ["city"] = "Simferopol",
            ["country_code"] = "UA",
            ["state1"] = "Crimea",
            ["latitude"] = 44.95f,
            ["longitude"] = 34.1f,
        };
        var record = Open(new MmdbWriter("DBIP-City-Lite").Add("192.0.2.0/24", flat).ToBytes()).Find(IPAddress.Parse("192.0.2.1"))!;

        Assert.Equal(("UA", "Crimea", "Simferopol"), (record.CountryCode, record.SubdivisionName, record.CityName));
    }

    [Fact]
    public void A_database_whose_records_have_another_layout_is_refused_and_does_not_answer_unknown()
    {
        var other = new Dictionary<string, object> { ["country"] = "IR" };

        Assert.Throws<FormatException>(() => Open(new MmdbWriter("Other-Country").Add("192.0.2.0/24", other).ToBytes()));
    }

    [Fact]
    public void Any_set_of_networks_is_found_again_and_nothing_beside_it()
        => Gen.Select(Gen.Int[0, 5], Gen.Int[0, Codes.Length - 1].Array[256]).Sample((shape, drawn) =>
        {
            var writer = new MmdbWriter("Test-Country", 24 + (4 * (shape % 3)), shape < 3 ? 4 : 6);
            for (var i = 0; i < drawn.Length; i += 2)
            {
                writer.Add($"203.0.{i}.0/24", Country(Codes[drawn[i]]));
            }

            var database = Open(writer.ToBytes());
            for (var i = 0; i < drawn.Length; i++)
            {
                Assert.Equal(i % 2 == 0 ? Codes[drawn[i]] : null, CountryOf(database, $"203.0.{i}.{drawn[i]}"));
            }
        }, iter: 60);

    /// <summary>A record that cannot be read is unknown, also while the check that refuses its database still runs.</summary>
    [Fact]
    public void A_damaged_record_is_unknown_and_not_an_exception()
    {
        var bytes = new MmdbWriter("Test-Country").Add("192.0.2.0/25", new Dictionary<string, object> { ["country"] = "IR" })
            .Add("192.0.2.128/25", Country("CU")).ToBytes();
        using var stream = new MemoryStream(bytes);
        var database = LocationDatabase.Open(stream);

        Assert.Null(CountryOf(database, "192.0.2.1"));
        Assert.Equal("CU", CountryOf(database, "192.0.2.129"));
        Assert.Throws<FormatException>(() => database.Check());
    }

    [Fact]
    public void Changed_or_missing_bytes_are_a_clean_error_or_an_answer_never_a_crash()
    {
        var sound = new MmdbWriter("Test-Country", 28).Add("192.0.2.0/25", Country("IR")).Add("2001:db8::/32", Country("UA")).ToBytes();
        var refused = 0;
        Gen.Select(Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 3], Gen.Int[1, 5 * sound.Length]).Sample((changes, length) =>
        {
            var bytes = (byte[])sound.Clone();
            foreach (var (at, value) in changes)
            {
                bytes[at] = value;
            }

            try
            {
                var database = Open(bytes[..Math.Min(length, bytes.Length)]);
                database.Find(IPAddress.Parse("192.0.2.1"));
                database.Find(IPAddress.Parse("2001:db8::1"));
            }
            catch (FormatException)
            {
                Interlocked.Increment(ref refused);
            }
        }, iter: 3_000);

        Assert.InRange(refused, 100, 3_000);
    }

    private static LocationDatabase Open(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var database = LocationDatabase.Open(stream);
        database.Check();
        return database;
    }

    private static Dictionary<string, object> Country(string code) => new()
    {
        ["country"] = new Dictionary<string, object>
        {
            ["iso_code"] = code,
            ["names"] = new Dictionary<string, object> { ["en"] = code },
        },
    };

    private static string? CountryOf(LocationDatabase database, string address)
        => database.Find(IPAddress.Parse(address))?.Country?.IsoCode;
}
