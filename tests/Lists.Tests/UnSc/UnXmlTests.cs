using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.UnSc;

public sealed class UnXmlTests
{
    private const string Fixture = "un-sc/2026-02-01/consolidated.xml";

    [Fact]
    public void The_list_gives_the_reviewed_parties() => Golden.Check("un-sc", FixtureFiles.Parties("un-sc"));

    [Fact]
    public void The_reference_number_is_the_key_without_its_padding() =>
        Assert.Equal(["un-sc:CDe.902", "un-sc:QDi.901"], FixtureFiles.Parties("un-sc").Select(party => party.Entry.ToString()));

    [Fact]
    public void The_variant_with_original_script_inside_aliases_adds_only_those_names()
    {
        var text = FixtureFiles.Text(Fixture).Replace("\n", "\r\n", StringComparison.Ordinal)
            .Replace("<ALIAS_NAME>Abu Mithal</ALIAS_NAME>",
                "<ALIAS_NAME>Abu Mithal</ALIAS_NAME><NAME_ORIGINAL_SCRIPT>أبو مثال</NAME_ORIGINAL_SCRIPT>", StringComparison.Ordinal)
            .Replace("</COMMENTS1>", "</COMMENTS1><HAS_INTERPOL_LINK>NO</HAS_INTERPOL_LINK><INTERPOL_LINK/>", StringComparison.Ordinal);
        var party = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated.xml", text)).Snapshots).Parties[1];
        var added = Assert.Single(party.Names, name => name.Text == "أبو مثال");
        Assert.Equal(("Arab", AliasStrength.Weak), (added.Script, added.Strength));
        Assert.Equal(PartyCodec.HashOf(FixtureFiles.Parties("un-sc")[1]),
            PartyCodec.HashOf(party with { Names = party.Names.Remove(added) }));
    }

    [Fact]
    public void An_entry_that_stands_twice_is_quarantined_with_its_line()
    {
        var text = FixtureFiles.Text(Fixture);
        var entity = text[text.IndexOf("<ENTITY>", StringComparison.Ordinal)..(text.IndexOf("</ENTITY>", StringComparison.Ordinal)
            + "</ENTITY>".Length)];
        var reading = FixtureFiles.Read(
            FixtureFiles.TextFile("consolidated.xml", text.Replace(entity, entity + entity, StringComparison.Ordinal)));
        var row = Assert.Single(reading.Quarantined).Row;
        Assert.StartsWith("ENTITY CDe.902 (line ", row.Location, StringComparison.Ordinal);
        Assert.Contains("stands twice", row.Reason, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(reading.Snapshots).Version.QuarantinedCount);
    }

    [Fact]
    public void An_entry_without_a_name_is_quarantined()
    {
        var text = FixtureFiles.Text(Fixture)
            .Replace("<FIRST_NAME>IMAGINARY LIBERATION FRONT</FIRST_NAME>", "<FIRST_NAME/>", StringComparison.Ordinal);
        Assert.Contains("no name", Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated.xml", text)).Quarantined)
            .Row.Reason, StringComparison.Ordinal);
    }
}
