using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.UsOfac;

/// <summary>The same four invented parties in all forms of the SDN list.</summary>
public sealed class OfacFormsTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("xml")]
    [InlineData("advanced")]
    [InlineData("enhanced")]
    public void A_form_gives_the_reviewed_parties(string form)
    => Golden.Check($"us-ofac-sdn.{form}", FixtureFiles.Parties($"us-ofac/{form}"));

    [Fact]
    public void The_advanced_and_the_enhanced_form_give_the_same_parties() =>
        Assert.Equal(Canonical("advanced", party => party), Canonical("enhanced", party => party));

    [Fact]
    public void The_csv_and_the_xml_form_give_the_same_parties() =>
        Assert.Equal(Canonical("csv", party => party), Canonical("xml", party => party));

    /// <summary>What the flat forms cannot say: other scripts, the parts of given names, listing dates and legal bases, the kind of a
    /// relation and whose entry it leads to.</summary>
    [Fact]
    public void The_rich_forms_give_the_parties_of_the_flat_forms_but_for_what_those_cannot_say() =>
        Assert.Equal(Canonical("csv", Flat), Canonical("advanced", Flat));

    [Theory]
    [InlineData("xml", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML", "http://tempuri.org/sdnList.xsd")]
    [InlineData("advanced", "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
        "http://www.un.org/sanctions/1.0")]
    public void The_namespace_before_May_2024_reads_the_same(string form, string now, string before)
    {
        var name = form == "xml" ? "SDN.XML" : "SDN_ADVANCED.XML";
        var text = FixtureFiles.Text($"us-ofac/{form}/2026-01-05/{name}");
        var old = text.Replace(now, before, StringComparison.Ordinal);
        Assert.NotEqual(text, old);
        var snapshot = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile(name, old)).Snapshots);
        Assert.Equal(FixtureFiles.Parties($"us-ofac/{form}").Select(PartyCodec.HashOf), snapshot.Parties.Select(PartyCodec.HashOf));
    }

    [Fact]
    public void The_richest_form_is_read_at_the_same_date()
    {
        var files = FixtureFiles.Under("us-ofac");
        var snapshot = Assert.Single(FixtureFiles.Read(files).Snapshots);
        Assert.Equal(FixtureFiles.Parties("us-ofac/enhanced").Select(PartyCodec.HashOf), snapshot.Parties.Select(PartyCodec.HashOf));
    }

    [Fact]
    public void A_weak_alias_stands_in_the_remarks_and_keeps_its_weakness()
    {
        var party = FixtureFiles.Parties("us-ofac/csv")[0];
        Assert.Equal(
            ["Profi", "Dyadya SKAZOCHNIK"],
            party.Names.Where(name => name.Strength == AliasStrength.Weak).Select(name => name.Text).Order(StringComparer.Ordinal)
                .Reverse());
    }

    [Fact]
    public void Half_a_fact_at_the_cut_of_the_remarks_does_not_become_a_fact()
    {
        var files = FixtureFiles.Under("us-ofac/csv").Where(file => file.Name != "sdn_comments.csv").ToArray();
        var text = FixtureFiles.Text("us-ofac/csv/2026-01-05/sdn.csv");
        var padded = text.Replace("DOB 10 Dec 1948", $"DOB 10 Dec 1948; {new string('x', 1_000)}", StringComparison.Ordinal)
            .Replace("Digital Currency Addr\"", "Digital Currency Address - XBT sample1q\"", StringComparison.Ordinal);
        var reading = FixtureFiles.Read(files.Select(file => file.Name == "sdn.csv" ? FixtureFiles.TextFile(file.Path, padded) : file));
        var party = reading.Snapshots[0].Parties[0];
        Assert.DoesNotContain(party.Identifiers, identifier => identifier.Type == IdentifierType.Wallet);
        Assert.Contains("Cut off by the publisher's file: Digital Currency Address - XBT sample1q", party.Remarks);
        Assert.Contains(reading.Notes, note => note.Contains("the remarks of 1 entries are cut off", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Canonical(string form, Func<ListedParty, ListedParty> reduce) =>
        FixtureFiles.Parties($"us-ofac/{form}").Select(party => System.Text.Encoding.UTF8.GetString(PartyCodec.Write(reduce(party))));

    private static ListedParty Flat(ListedParty party) => party with
    {
        Names = [.. party.Names.Where(name => name.Script is null).Select(name => name with { Parts = [] })],
        Designations = [.. party.Designations.Select(designation => designation with { ListedOn = null, LegalBasis = null })],
        Relations = [.. party.Relations.Select(relation => new PartyRelation("", relation.Name))],
    };
}
