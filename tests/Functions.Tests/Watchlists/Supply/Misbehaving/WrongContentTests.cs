using System.IO.Compression;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Watchlists.Supply.Misbehaving;

/// <summary>A publisher answers 200 with what is no list, or no longer the list: every kind has happened (lists.md, §1).</summary>
public sealed class WrongContentTests
{
    private static readonly string Good = InventedUnList.Xml("2026-03-02");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<!DOCTYPE html><html><body>Service unavailable</body></html>", "<!DOCTYPE html>")]
    [InlineData("<html><body>xmlParseEntityRef: no name</body></html>", "<html>")]
    [InlineData("{\"error\":\"forbidden\"}", "forbidden")]
    [InlineData("<?xml version=\"1.0\"?><CONSOLIDATED_LIST "
        + "dateGenerated=\"2026-03-02T00:00:00Z\"><INDIVIDUALS/><ENTITIES/></CONSOLIDATED_LIST>", "no party")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        + "\"&a;&a;&a;&a;\">]><CONSOLIDATED_LIST "
        + "dateGenerated=\"2026-03-02T00:00:00Z\"><INDIVIDUALS>&b;</INDIVIDUALS></CONSOLIDATED_LIST>", "DTD is prohibited")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE CONSOLIDATED_LIST SYSTEM \"http://127.0.0.1:9/evil.dtd\"><CONSOLIDATED_LIST "
        + "dateGenerated=\"2026-03-02T00:00:00Z\"><INDIVIDUALS/></CONSOLIDATED_LIST>", "DTD is prohibited")]
    public async Task What_is_no_list_is_refused(string body, string reason) => await RefusedAsync(ListUnderTest.Serving(body), reason);

    [Fact]
    public async Task Half_a_file_is_refused_with_the_place_where_it_ends()
    => await RefusedAsync(ListUnderTest.Serving(Good[..(Good.Length / 2)]), "not well-formed XML at line");

    [Fact]
    public async Task A_list_that_lost_all_its_bodies_is_refused() =>
        await RefusedAsync(
        ListUnderTest.Serving(Good[..Good.IndexOf("<ENTITIES>", StringComparison.Ordinal)] + "<ENTITIES/></CONSOLIDATED_LIST>"),
        "0 parties of kind Organization; a complete list has 200 to 600");

    [Fact]
    public async Task A_list_that_lost_a_sixth_of_its_people_is_refused()
    => await RefusedAsync(ListUnderTest.Serving(Without(Good, 160)), "shrink: 160 of 950 parties (16.8 %) are gone");

    [Theory]
    [InlineData("INDIVIDUAL>", "PERSON>", "0 parties of kind Individual")]
    [InlineData("REFERENCE_NUMBER>", "REFERENCE>", "REFERENCE_NUMBER")]
    [InlineData("FIRST_NAME>", "NAME_1>", "FIRST_NAME")]
    [InlineData("INDIVIDUAL_DATE_OF_BIRTH>", "BIRTH>", "fill-rate: 0 % of the individuals state birthDate")]
    [InlineData("CONSOLIDATED_LIST", "SANCTIONS_LIST", "<SANCTIONS_LIST")]
    public async Task Renamed_elements_are_refused(string element, string renamed, string reason)
    => await RefusedAsync(ListUnderTest.Serving(Good.Replace(element, renamed, StringComparison.Ordinal)), reason);

    [Fact]
    public async Task Names_that_all_changed_at_once_are_refused() =>
        await RefusedAsync(ListUnderTest.Serving(Good.Replace("<FIRST_NAME>", "<FIRST_NAME>?", StringComparison.Ordinal)),
        "changed: 950 of 950 parties");

    [Fact]
    public async Task A_list_of_next_week_is_refused()
    => await RefusedAsync(ListUnderTest.Serving(InventedUnList.Xml("2026-03-15")), "future: published 2026-03-15");

    [Fact]
    public async Task A_list_older_than_the_one_in_use_is_refused()
    => await RefusedAsync(ListUnderTest.Serving(InventedUnList.Xml("2026-01-15", "Old|Person|1950")), "older: published 2026-01-15");

    [Fact]
    public async Task Entries_that_stand_twice_are_quarantined_and_too_many_of_them_refuse_the_list()
    {
        var people = Good[(Good.IndexOf("<INDIVIDUALS>", StringComparison.Ordinal) + 13)..Good.IndexOf("</INDIVIDUALS>",
            StringComparison.Ordinal)];
        await RefusedAsync(ListUnderTest.Serving(Good.Replace("</INDIVIDUALS>", people + "</INDIVIDUALS>", StringComparison.Ordinal)),
            "quarantined: 700 rows of 1650");
    }

    [Fact]
    public async Task A_ZIP_bomb_is_refused_before_it_is_expanded()
    {
        await RefusedAsync(
            async http =>
            {
                http.Response.Headers.ContentEncoding = "gzip";
                await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
                var block = new byte[1 << 20];
                Array.Fill(block, (byte)' ');
                for (var i = 0; i < 80; i++)
                {
                    await zip.WriteAsync(block);
                }
            },
            "more than 67108864 bytes");
    }

    [Theory]
    [InlineData("Latin1", "not well-formed XML")]
    [InlineData("unicode", "begins with '<.?.x.m.l")]
    public async Task Bytes_in_an_encoding_that_the_file_does_not_state_are_refused(string encoding, string reason)
    {
        var list = Good.Replace("Torvald", "Törvåld", StringComparison.Ordinal);
        await RefusedAsync(ListUnderTest.Serving(Encoding.GetEncoding(encoding).GetBytes(list)), reason);
    }

    [Fact]
    public async Task What_changes_nothing_changes_nothing()
    {
        await using var list = await ListUnderTest.WithGoodVersionAsync();
        var hash = list.Host.Current!.Corpus.Hash;
        var same = InventedUnList.Xml("2026-03-01");
        byte[][] variants =
        [
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(same)],
            Encoding.UTF8.GetBytes(same.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(
                same.Replace("<SORT_KEY/>", "<SORT_KEY/><HAS_INTERPOL_LINK>yes</HAS_INTERPOL_LINK>", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(
                same.Replace("<CONSOLIDATED_LIST ", "<CONSOLIDATED_LIST xmlns=\"https://example.org/a-new-namespace\" ",
                StringComparison.Ordinal)),
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(same.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))],
            [.. Encoding.UTF8.GetBytes(same), .. "\n\n"u8],
        ];
        foreach (var variant in variants)
        {
            list.Publisher.Answers = ListUnderTest.Serving(variant);
            await list.LookAsync();
            Assert.Null(list.ErrorOf("un-sc"));
            Assert.Equal(hash, list.Host.Current!.Corpus.Hash);
            Assert.Equal(list.Clock.GetUtcNow(), list.Host.Current.Corpus.Lists[0].RetrievedAt);
        }
    }

    private static async Task RefusedAsync(Func<HttpContext, Task> answers, string reason)
    {
        await using var list = await ListUnderTest.WithGoodVersionAsync();
        list.Publisher.Answers = answers;
        await list.StaysGoodAsync(reason);
    }

    private static string Without(string xml, int people)
    {
        for (var i = 0; i < people; i++)
        {
            var start = xml.IndexOf("<INDIVIDUAL>", StringComparison.Ordinal);
            xml = xml.Remove(start, xml.IndexOf("</INDIVIDUAL>", start, StringComparison.Ordinal) + "</INDIVIDUAL>".Length - start);
        }

        return xml;
    }
}
