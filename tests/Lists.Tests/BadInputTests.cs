using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests;

/// <summary>What publishers and networks have really delivered in place of a list.</summary>
public sealed class BadInputTests
{
    private const string Sdn = "us-ofac/csv/2026-01-05/sdn.csv";

    [Theory]
    [InlineData("sdn.csv")]
    [InlineData("CONS_PRIM.CSV")]
    [InlineData("SDN.XML")]
    [InlineData("SDN_ADVANCED.XML")]
    [InlineData("CONS_ENHANCED.XML")]
    public void A_file_named_like_a_list_that_is_empty_or_a_page_is_a_problem(string name)
    {
        Assert.Equal("the file is empty", Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile(name, "")).Problems).Reason);
        var page = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile(name, "<!DOCTYPE html><html><body>Maintenance</body></html>"))
            .Problems);
        Assert.Contains("its content is not: it begins with '<!DOCTYPE html>", page.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_silently_no_list()
    {
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("notes/README.md", "# Notes"),
            FixtureFiles.Bytes("logo.png", [0x89, 0x50, 0, 1]));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Snapshots);
    }

    [Theory]
    [InlineData("us-ofac/xml/2026-01-05/SDN.XML")]
    [InlineData("us-ofac/advanced/2026-01-05/SDN_ADVANCED.XML")]
    [InlineData("us-ofac/enhanced/2026-01-05/SDN_ENHANCED.XML")]
    [InlineData("un-sc/2026-02-01/consolidated.xml")]
    [InlineData(Sdn)]
    public void Half_a_file_is_refused_as_a_whole(string path)
    {
        var text = FixtureFiles.Text(path);
        var reading = FixtureFiles.Read(FixtureFiles.TextFile(path, text[..(text.Length * 6 / 10)]));
        Assert.Empty(reading.Snapshots);
        Assert.Single(reading.Problems);
    }

    [Fact]
    public void A_file_that_holds_fewer_entries_than_it_states_is_refused()
    {
        var text = FixtureFiles.Text("us-ofac/xml/2026-01-05/SDN.XML")
            .Replace("<Record_Count>4<", "<Record_Count>5<", StringComparison.Ordinal);
        var problem = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("SDN.XML", text)).Problems);
        Assert.Contains("Record_Count states 5 entries, the file holds 4", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_bomb_is_refused()
    {
        const string Bomb = """
            <?xml version="1.0"?><!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
            <CONSOLIDATED_LIST dateGenerated="2026-02-01T00:00:00Z"><INDIVIDUALS>&b;</INDIVIDUALS></CONSOLIDATED_LIST>
            """;
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("consolidated.xml", Bomb));
        Assert.Empty(reading.Snapshots);
        Assert.Contains("DTD is prohibited", Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_bomb_is_refused_before_it_fills_the_memory()
    {
        var start = Encoding.ASCII.GetBytes(FixtureFiles.Text("un-sc/2026-02-01/consolidated.xml")
            .Replace("</CONSOLIDATED_LIST>", "", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal));
        var bomb = new byte[64 * 1024 * 1024];
        Array.Fill(bomb, (byte)' ');
        start.CopyTo(bomb, 0);
        foreach (var file
            in new[] { FixtureFiles.Bytes("consolidated.xml.gz", FixtureFiles.Gzip(bomb)),
            FixtureFiles.Zip("list.zip", "consolidated.xml", bomb) })
        {
            var reading = FixtureFiles.Read(file);
            Assert.Empty(reading.Snapshots);
            Assert.Contains("the archive is refused", Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_archive_is_a_problem()
    {
        var problem = Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("SDN_ENHANCED.ZIP", [0x50, 0x4B, 3, 4, 1, 2, 3])).Problems);
        Assert.Contains("not a readable ZIP archive", problem.Reason, StringComparison.Ordinal);
        var gzip = FixtureFiles.Gzip(Encoding.UTF8.GetBytes(FixtureFiles.Text(Sdn)));
        Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("sdn.csv.gz", gzip[..(gzip.Length / 2)])).Problems);
    }

    [Fact]
    public void Line_ends_byte_order_mark_end_mark_and_compression_change_nothing()
    {
        var text = FixtureFiles.Text(Sdn);
        var expected = FixtureFiles.Read(FixtureFiles.TextFile("sdn.csv", text)).Snapshots[0].Version.ContentHash;
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        ListFile[] variants =
        [
            FixtureFiles.TextFile("sdn.csv", unix),
            FixtureFiles.TextFile("SDN.CSV", "\uFEFF" + text),
            FixtureFiles.TextFile("sdn.csv", unix.Replace("\u001a\n", "", StringComparison.Ordinal)),
            FixtureFiles.TextFile("sdn.csv", unix.Replace("\n\u001a\n", "", StringComparison.Ordinal)),
            FixtureFiles.Bytes("sdn.csv.gz", FixtureFiles.Gzip(Encoding.UTF8.GetBytes(text))),
            FixtureFiles.Zip("sdall.zip", "SDN.CSV", Encoding.UTF8.GetBytes(text)),
        ];
        Assert.All(variants, variant =>
        {
            var reading = FixtureFiles.Read(variant);
            Assert.Equal(expected, Assert.Single(reading.Snapshots).Version.ContentHash);
            Assert.Empty(reading.Quarantined);
        });
    }

    [Fact]
    public void Bytes_of_Windows_1252_are_read_as_the_letters_they_stand_for()
    {
        var text = FixtureFiles.Text(Sdn).Replace("SKAZKA ONE", "SKAZKA ÉTÉ", StringComparison.Ordinal);
        var reading = FixtureFiles.Read(FixtureFiles.Bytes("sdn.csv", Encoding.Latin1.GetBytes(text)));
        Assert.Equal("SKAZKA ÉTÉ", reading.Snapshots[0].Parties[2].PrimaryName.Text);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_quarantined_and_the_others_are_kept()
    {
        var lines = FixtureFiles.Text(Sdn).Split("\r\n").ToList();
        lines.Insert(1, "90002,\"OBRAZETS AGAIN\",-0- ");
        lines.Insert(2, lines[0]);
        lines.Insert(3, "x1,\"NO NUMBER\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ");
        lines.Insert(4, "90009,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ");
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("sdn.csv", string.Join("\r\n", lines)));
        Assert.Equal(4, Assert.Single(reading.Snapshots).Parties.Length);
        Assert.Equal(
            ["line 2: 3 columns where the form has 12", "line 3: the entry number 90001 stands twice; the first entry is kept",
                "line 4: 'x1' is not an entry number: digits only", "line 5: the name is missing"],
            reading.Quarantined.Select(one => $"{one.Row.Location}: {one.Row.Reason}").Order(StringComparer.Ordinal));
        Assert.All(reading.Quarantined, one => Assert.Equal("us-ofac-sdn", one.List.Value));
    }

    [Fact]
    public void An_alias_of_nobody_is_quarantined()
    {
        var files = FixtureFiles.Under("us-ofac/csv").Where(file => file.Name != "alt.csv")
            .Append(FixtureFiles.TextFile("2026-01-05/alt.csv", "77777,1,\"aka\",\"NOBODY\",-0- \r\n"));
        var reading = FixtureFiles.Read(files);
        Assert.Contains("an alias of the entry 77777", Assert.Single(reading.Quarantined).Row.Reason, StringComparison.Ordinal);
        Assert.Equal(PartyKind.Individual, reading.Snapshots[0].Parties[0].Kind);
    }
}
