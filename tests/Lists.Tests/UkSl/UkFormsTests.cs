using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.UkSl;

public sealed class UkFormsTests
{
    private const string Csv = "uk-sl/csv/2026-02-04/UK-Sanctions-List.csv";
    private const string Xml = "uk-sl/xml/2026-02-04/UK-Sanctions-List.xml";
    private const string Ofsi = "uk-sl/ofsi/2026-02-04/ConList.csv";

    [Theory]
    [InlineData("xml")]
    [InlineData("csv")]
    [InlineData("ofsi")]
    public void A_form_gives_the_reviewed_parties(string form) => Golden.Check($"uk-sl.{form}", FixtureFiles.Parties($"uk-sl/{form}"));

    [Fact]
    public void The_xml_and_the_csv_form_give_the_same_parties() =>
        Assert.Equal(FixtureFiles.Parties("uk-sl/xml").Select(PartyCodec.HashOf), FixtureFiles.Parties("uk-sl/csv")
        .Select(PartyCodec.HashOf));

    [Fact]
    public void A_ship_that_may_not_enter_ports_is_not_frozen()
    {
        var ship = FixtureFiles.Parties("uk-sl/csv").Single(party => party.Kind == PartyKind.Vessel);
        Assert.Equal(Measures.Partial, ship.Measures);
        Assert.Contains("Sanctions imposed: Prohibition of port entry", ship.Remarks);
    }

    [Fact]
    public void Letters_in_a_date_and_zeros_stand_for_what_is_unknown()
    {
        Assert.Contains(FixtureFiles.Parties("uk-sl/csv")[0].BirthDates, date => date.ToString() == "1945");
        Assert.Contains(FixtureFiles.Parties("uk-sl/ofsi").Single(party => party.Entry.Key == "TST0001")
            .BirthDates, date => date.ToString() == "1945");
    }

    [Fact]
    public void The_frozen_list_bears_the_keys_of_its_successor_where_it_states_them() =>
        Assert.Equal(["uk-sl:OFSI90003", "uk-sl:TST0001"], FixtureFiles.Parties("uk-sl/ofsi").Select(party => party.Entry.ToString()));

    [Fact]
    public void The_frozen_list_reads_the_same_as_workbook_and_as_text()
    {
        var rows = CsvRows.Read(FixtureFiles.TextFile("ConList.csv", FixtureFiles.Text(Ofsi)), [])
            .Select(row => string.Join('\t', row.Fields));
        var workbook = FixtureFiles.Bytes("2026-02-04/ConList.xlsx", WorkbookFile.Of("# Data\n" + string.Join('\n', rows) + "\n"));
        var snapshot = Assert.Single(FixtureFiles.Read(workbook).Snapshots);
        Assert.Equal(FixtureFiles.Parties("uk-sl/ofsi").Select(PartyCodec.HashOf), snapshot.Parties.Select(PartyCodec.HashOf));
        Assert.Equal(new DateTimeOffset(2026, 2, 4, 0, 0, 0, TimeSpan.Zero), snapshot.Version.PublishedAt);
    }

    [Fact]
    public void Bytes_of_Windows_1252_are_read_as_what_they_stand_for()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(FixtureFiles.Text(Csv).Replace("Иван Сказкин", "", StringComparison.Ordinal)
            .Replace("Fable House", "Fáble House", StringComparison.Ordinal));
        Assert.Contains(Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("UK-Sanctions-List.csv", bytes)).Snapshots)
            .Parties.SelectMany(party => party.Addresses), address => address.Street!.StartsWith("Fáble", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_without_an_id_is_quarantined_with_its_line()
    {
        var text = FixtureFiles.Text(Csv).Replace("18/12/2021,TST0003,", "18/12/2021,,", StringComparison.Ordinal);
        Assert.Equal("line 9", Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("UK-Sanctions-List.csv", text)).Quarantined)
            .Row.Location);
    }

    [Theory]
    [InlineData(Xml)]
    [InlineData(Csv)]
    [InlineData(Ofsi)]
    public void A_file_that_is_cut_off_is_refused_as_a_whole(string fixture)
    {
        var reading = FixtureFiles.Read(FixtureFiles.TextFile(fixture, FixtureFiles.Text(fixture)[..^90]));
        Assert.Empty(reading.Snapshots);
        Assert.Single(reading.Problems);
    }
}
