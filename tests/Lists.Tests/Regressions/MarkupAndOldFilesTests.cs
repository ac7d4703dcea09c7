namespace Compliance.Lists.Tests.Regressions;

/// <summary>Elements of web pages stood in names, and the Canadian file of 2020, which states no day of listing, was refused.</summary>
public sealed class MarkupAndOldFilesTests
{
    [Theory]
    [InlineData("&lt;span lang=\"ru\"&gt;Yousef al-Khayaly&lt;/span&gt;", "Yousef al-Khayaly")]
    [InlineData("Yousef&lt;br/&gt;al-Khayaly", "Yousef al-Khayaly")]
    [InlineData("&lt;b&gt;Yousef&lt;/b&gt; al-Khayaly", "Yousef al-Khayaly")]
    [InlineData("Yousef &lt; al-Khayaly", "Yousef < al-Khayaly")]
    public void Elements_of_web_pages_are_no_part_of_a_name(string written, string name)
    {
        var text = FixtureFiles.Text("un-sc/2026-02-01/consolidated.xml").Replace("Yousef al-Khayaly", written, StringComparison.Ordinal);
        var party = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated.xml", text)).Snapshots).Parties[1];
        Assert.Contains(name, party.Names.Select(one => one.Text));
    }

    [Fact]
    public void The_Canadian_file_of_2020_is_read_without_days_of_listing()
    {
        var text = FixtureFiles.Text("ca-sema/before/2026-02-05/sema-lmes.xml");
        var old = System.Text.RegularExpressions.Regex.Replace(text, "<DateOfListing>[^<]*</DateOfListing>", "")
            .Replace("EntityOrShip", "Entity", StringComparison.Ordinal);
        var now = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("sema-lmes.xml", text)).Snapshots).Parties;
        var before = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("sema-lmes.xml", old)).Snapshots).Parties;
        Assert.Equal(now.Select(party => party.PrimaryName.Text), before.Select(party => party.PrimaryName.Text));
        Assert.All(before, party => Assert.All(party.Designations, designation => Assert.Null(designation.ListedOn)));
    }
}
