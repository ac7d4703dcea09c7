using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.OpenSanctions;

/// <summary>Deltas are taken as a chain from the version of the whole file on, or not at all.</summary>
public sealed class FtmDeltaTests
{
    private const string Base = "20260101000000-aaa";
    private const string First = "20260102000000-bbb";
    private const string Second = "20260103000000-ccc";

    private static readonly string Whole = string.Join('\n', Entity("p-1", "Quorl Works"), Entity("p-2", "Velm Trading"),
        Entity("p-3", "Osk Shipping"));

    [Fact]
    public void A_chain_adds_changes_and_deletes_in_its_order_and_dates_the_list()
    {
        var reading = Read(
            Delta(First, Op("ADD", Entity("p-4", "Newly Listed")), Op("MOD", Entity("p-2", "Velm Renamed")), Op("DEL", Entity("p-1", "x"))),
            Delta(Second, Op("DEL", """{"id":"p-4"}"""), Op("ADD", Entity("p-1", "Quorl Again"))),
            Versions(First, Second));
        Assert.Equal(["Quorl Again", "Velm Renamed", "Osk Shipping"], Names(reading));
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero), Assert.Single(reading.Snapshots).Version.PublishedAt);
        Assert.Contains(reading.Notes, note => note.Contains("2 deltas", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chain_gives_what_the_whole_file_of_its_end_gives()
    {
        var byDelta = Assert.Single(Read(Delta(First, Op("MOD", Entity("p-2", "Velm Renamed")), Op("ADD", Entity("p-0", "Ahead"))),
            Versions(First)).Snapshots);
        var whole = string.Join('\n', Entity("p-0", "Ahead"), Entity("p-1", "Quorl Works"), Entity("p-2", "Velm Renamed"),
            Entity("p-3", "Osk Shipping"));
        Assert.Equal(Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", whole)).Snapshots).Version.ContentHash,
            byDelta.Version.ContentHash);
    }

    [Fact]
    public void Packed_deltas_are_read_and_those_of_the_whole_file_itself_are_not_taken_again()
    {
        var old = FixtureFiles.Bytes($"entities.delta.{Base}.json.gz",
            FixtureFiles.Gzip(Encoding.UTF8.GetBytes(Op("DEL", Entity("p-1", "x")))));
        var next = FixtureFiles.Bytes($"entities.delta.{First}.json.gz",
            FixtureFiles.Gzip(Encoding.UTF8.GetBytes(Op("DEL", Entity("p-3", "x")))));
        Assert.Equal(["Quorl Works", "Velm Trading"], Names(Read(old, next, Versions(Base, First))));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "cut", "cut off" }, { "cut at the beginning of a line", "cut off" }, { "no change", "no change" }, { "no op", "none of ADD" },
        { "gap", "missing" }, { "stray", "none of those" }, { "no index of deltas", "without delta.json" }, { "no version", "no version" },
        { "window", "newest whole file" }, { "other whole", "another whole file" }, { "deleted twice", "after it was deleted" },
        { "empty index of deltas", "without delta.json" }, { "empty archive", "cut off" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_chain_or_is_damaged_is_refused_with_its_reason_and_nothing_of_the_list_is_taken(string kind, string reason)
    {
        var change = Op("MOD", Entity("p-2", "Velm Renamed"));
        var reading = kind switch
        {
            "cut" => Read(Delta(First, change, change[..^20]), Versions(First)),
            "cut at the beginning of a line" => Read(Delta(First, change, "{"), Versions(First)),
            "no change" => Read(Delta(First, "{\"op\":\"MOD\"}", change), Versions(First)),
            "no op" => Read(Delta(First, Op("PUT", Entity("p-2", "x")), change), Versions(First)),
            "gap" => Read(Delta(Second, change), Versions(First, Second)),
            "stray" => Read(Delta(First, change), Delta(Second, change), Versions(First)),
            "no index of deltas" => Read(Delta(First, change)),
            "no version" => FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", Whole), Delta(First, change), Versions(Base, First)),
            "window" => Read(Delta(First, change), Versions(First), isListed: false),
            "other whole" => Read(Delta(First, Op("DEL", Entity("p-9", "x"))), Versions(First)),
            "deleted twice" => Read(Delta(First, Op("DEL", Entity("p-1", "x")), Op("DEL", Entity("p-1", "x")), change), Versions(First)),
            "empty index of deltas" => Read(Delta(First, change), FixtureFiles.TextFile("delta.json", "")),
            _ => Read(FixtureFiles.Bytes($"entities.delta.{First}.json.gz", []), Versions(First)),
        };
        Assert.Empty(reading.Snapshots);
        Assert.Contains(reading.Problems, problem => problem.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void A_version_that_changed_nothing_has_an_empty_delta_and_those_after_it_are_taken(string nothing)
    {
        var reading = Read(Delta(First, nothing), Delta(Second, Op("DEL", Entity("p-1", "x"))), Versions(First, Second));
        Assert.Equal(["Velm Trading", "Osk Shipping"], Names(reading));
        Assert.Contains(reading.Notes, note => note.Contains("2 deltas", StringComparison.Ordinal));
        Assert.Equal(3, Names(Read(Delta(First, nothing), Versions(First))).Count());
    }

    /// <summary>What changed between the whole file and its own newer index would be lost, and the list would look fresh.</summary>
    public static TheoryData<string, string> Untied => new()
    {
        { """{"version":"V","updated_at":"2026-01-01T00:00:00"}""", "neither a size nor a checksum" },
        { """{"version":"V","updated_at":"2026-01-01T00:00:00","resources":[{"name":"entities.ftm.json"}]}""", "neither a size nor" },
        { """{"version":"V","updated_at":"2026-01-01T00:00:00","resources":[{"name":"statements.csv","size":9}]}""", "neither a size nor" },
        { """{"version":"V","updated_at":"2026-01-01T00:00:00","resources":[{"name":"entities.ftm.json","size":9}]}""", "of another" },
        { $$"""{"version":"V","updated_at":"2026-01-01","resources":[{"name":"entities.ftm.json","checksum":"{{new string('0', 40)}}"}]}""",
            "of another" },
    };

    [Theory]
    [MemberData(nameof(Untied))]
    public void A_newer_index_beside_an_older_whole_file_and_its_deltas_is_refused(string index, string reason)
    {
        foreach (var version in new[] { Base, First, Second })
        {
            var reading = FixtureFiles.Read(
                FixtureFiles.TextFile("entities.ftm.json", Whole),
                FixtureFiles.TextFile("index.json", index.Replace("\"V\"", $"\"{version}\"", StringComparison.Ordinal)),
                Delta(First, Op("ADD", Entity("p-4", "Newly Listed"))), Delta(Second, Op("ADD", Entity("p-5", "Listed Later"))),
                Versions(First, Second));
            Assert.Empty(reading.Snapshots);
            Assert.Contains(reading.Problems, problem => problem.Reason.Contains(reason, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("entities.ftm.json")]
    [InlineData("targets.nested.json")]
    public void A_newer_index_does_not_date_an_older_whole_file_where_there_are_no_deltas_either(string name)
    {
        var reading = FixtureFiles.Read(FixtureFiles.TextFile(name, Whole), FixtureFiles.TextFile("index.json", $$"""
            {"version":"{{Second}}","updated_at":"2026-01-03T00:00:00","resources":[{"name":"{{name}}","size":9}]}
            """));
        Assert.Empty(reading.Snapshots);
        Assert.Contains(reading.Problems, problem => problem.Reason.Contains("another whole file", StringComparison.Ordinal));
    }

    [Fact]
    public void Old_deltas_that_are_no_longer_named_are_left_alone()
    {
        var versions = FixtureFiles.TextFile("delta.json", $$$"""{"versions":{"{{{Second}}}":"u"}}""");
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", Whole), Index(Second), versions,
            Delta(First, Op("DEL", Entity("p-1", "x"))), Delta(Base, Op("DEL", Entity("p-2", "x"))));
        Assert.Equal(["Quorl Works", "Velm Trading", "Osk Shipping"], Names(reading));
    }

    [Fact]
    public void A_whole_file_of_a_version_between_two_named_ones_is_refused_where_a_delta_follows()
    {
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", Whole), Index("20260102120000-xyz"),
            Delta(First, Op("MOD", Entity("p-1", "x"))), Delta(Second, Op("MOD", Entity("p-2", "x"))), Versions(First, Second));
        Assert.Empty(reading.Snapshots);
        Assert.Contains(reading.Problems, problem => problem.Reason.Contains("none of the versions", StringComparison.Ordinal));
    }

    /// <summary>Reads the whole file with its index and deltas. The index of deltas names the whole file's own version too, as the
    /// publisher's does, unless that is what is tried.</summary>
    private static LibraryReading Read(params ListFile[] files) => Read(files, isListed: true);

    private static LibraryReading Read(ListFile first, ListFile second, bool isListed) => Read([first, second], isListed);

    private static LibraryReading Read(ListFile[] files, bool isListed) => FixtureFiles.Read(
    [
        FixtureFiles.TextFile("entities.ftm.json", Whole),
        Index(isListed ? Base : "20251201000000-old"),
        .. files,
    ]);

    /// <summary>The dataset's index: of the whole file that is read, unless another is told.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The publisher's checksums are SHA-1.")]
    private static ListFile Index(string version, string? whole = null)
    {
        var bytes = Encoding.UTF8.GetBytes(whole ?? Whole);
        var checksum = Convert.ToHexStringLower(SHA1.HashData(bytes));
        return FixtureFiles.TextFile("index.json", $$"""
            {"version":"{{version}}","updated_at":"2026-01-01T00:00:00","resources":[{"name":"targets.nested.json","size":1},
             {"name":"entities.ftm.json","size":{{bytes.Length}},"checksum":"{{checksum}}"}]}
            """);
    }

    private static ListFile Delta(string version, params string[] lines) =>
        FixtureFiles.TextFile($"entities.delta.{version}.json", string.Join('\n', lines));

    private static ListFile Versions(params string[] versions) => FixtureFiles.TextFile("delta.json", "{\"versions\":{"
        + string.Join(',', versions.Prepend(Base).Distinct().Select(version => $"\"{version}\":\"https://data.example/{version}\"")) + "}}");

    private static string Op(string op, string entity) => $$"""{"op":"{{op}}","entity":{{entity}}}""";

    private static string Entity(string id, string name) =>
        $$$"""{"id":"{{{id}}}","schema":"Organization","target":true,"properties":{"name":["{{{name}}}"],"topics":["sanction"]}}""";

    private static IEnumerable<string> Names(LibraryReading reading)
    {
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Snapshots).Parties.Select(party => party.PrimaryName.Text);
    }
}
