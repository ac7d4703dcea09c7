using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.EuFsf;

public sealed class EuFormsTests
{
    private const string Xml = "eu-fsf/xml/2026-02-03/xmlFullSanctionsList_1_1.xml";
    private const string Csv = "eu-fsf/csv/2026-02-03/csvFullSanctionsList_1_1.csv";

    [Theory]
    [InlineData("xml")]
    [InlineData("csv")]
    public void A_form_gives_the_reviewed_parties(string form) => Golden.Check($"eu-fsf.{form}", FixtureFiles.Parties($"eu-fsf/{form}"));

    /// <summary>The CSV form has no flag for strength, so "strong=false" is lost there.</summary>
    [Fact]
    public void Both_forms_give_the_same_parties_but_for_the_strength_that_only_the_xml_form_states() =>
        Assert.Equal(Unstated("xml"), Unstated("csv"));

    [Fact]
    public void A_remark_of_low_quality_makes_a_name_weak_although_it_is_marked_strong()
    {
        var party = FixtureFiles.Parties("eu-fsf/xml")[0];
        Assert.Equal(AliasStrength.Weak, party.Names.Single(name => name.Text == "Profi").Strength);
        Assert.Equal("Ivan Petrovich SKAZKIN", party.PrimaryName.Text);
    }

    [Fact]
    public void A_hijri_date_counts_only_where_it_is_converted() =>
        Assert.Equal(["~1963..1966", "1965-04-14", "1982-04-19"], FixtureFiles.Parties("eu-fsf/xml")[0]
        .BirthDates.Select(date => date.ToString()));

    [Fact]
    public void An_entity_that_stands_twice_is_quarantined()
    {
        var text = FixtureFiles.Text(Xml).Replace("logicalId=\"9002\"", "logicalId=\"9001\"", StringComparison.Ordinal);
        var row = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("xmlFullSanctionsList_1_1.xml", text)).Quarantined).Row;
        Assert.StartsWith("sanctionEntity 9001 (line ", row.Location, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_without_any_name_is_quarantined()
    {
        var text = FixtureFiles.Text(Csv).Replace("Imaginary Rotor Works", "", StringComparison.Ordinal)
            .Replace(";IRW;", ";;", StringComparison.Ordinal);
        Assert.Equal("the entry 9002 has no name",
            Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("csvFullSanctionsList_1_1.csv", text)).Quarantined).Row.Reason);
    }

    [Theory]
    [InlineData(Xml)]
    [InlineData(Csv)]
    public void A_file_that_is_cut_off_is_refused_as_a_whole(string fixture)
    {
        var reading = FixtureFiles.Read(FixtureFiles.TextFile(fixture, FixtureFiles.Text(fixture)[..^60]));
        Assert.Empty(reading.Snapshots);
        Assert.Equal("eu-fsf", Assert.Single(reading.Problems).List.Value);
    }

    [Fact]
    public void The_answer_without_a_token_is_a_problem_of_this_list() =>
        Assert.Equal("eu-fsf",
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("xmlFullSanctionsList_1_1.xml", "{\"error\":\"403\"}")).Problems)
        .List.Value);

    private static IEnumerable<string> Unstated(string form)
        => FixtureFiles.Parties($"eu-fsf/{form}").Select(party => System.Text.Encoding.UTF8.GetString(PartyCodec.Write(
        party with
        {
            Names =
            [.. party.Names.Select(name => name.Text == "IRW" ? name with { Strength = AliasStrength.Unstated } : name)]
        })));
}
