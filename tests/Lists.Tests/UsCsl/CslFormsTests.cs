using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.UsCsl;

/// <summary>The same invented rows in both forms of the Consolidated Screening List, and the text file of the Denied Persons
/// List.</summary>
public sealed class CslFormsTests
{
    private const string Json = "us-csl/json/2026-02-10/consolidated.json";
    private const string Csv = "us-csl/csv/2026-02-10/consolidated.csv";

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public void A_form_gives_the_reviewed_parties(string form)
    => Golden.Check($"us-csl.{form}", PartiesOf(FixtureFiles.Under($"us-csl/{form}")));

    [Fact]
    public void Both_forms_give_the_same_parties_but_for_the_separation_of_addresses() =>
        Assert.Equal(Flat(PartiesOf(FixtureFiles.Under("us-csl/csv"))), Flat(PartiesOf(FixtureFiles.Under("us-csl/json"))));

    [Fact]
    public void Each_list_inside_is_a_list_of_its_own_with_its_own_measures_and_none_blocks()
    {
        var parties = PartiesOf(FixtureFiles.Under("us-csl/json"));
        Assert.Equal(
            [
                ("us-bis-dpl", Measures.ExportDenial), ("us-bis-el", Measures.ExportLicence), ("us-bis-meu", Measures.ExportLicence),
                ("us-bis-uvl", Measures.ExportCaution), ("us-state-dtc", Measures.Debarment), ("us-state-isn", Measures.Partial),
            ],
            parties.Select(party => (party.Entry.List.Value, party.Measures)));
    }

    [Fact]
    public void Rows_of_the_Treasury_are_left_to_its_own_files_and_counted()
    {
        var reading = FixtureFiles.Read(FixtureFiles.Under("us-csl/csv"));
        Assert.DoesNotContain(reading.Snapshots, snapshot => snapshot.Version.Code.Value.StartsWith("us-ofac", StringComparison.Ordinal));
        Assert.Contains(reading.Notes, note => note.Contains("2 rows of OFAC's lists", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_of_an_unknown_source_is_quarantined_in_every_list_it_may_belong_to()
    {
        var text = FixtureFiles.Text(Json)
            .Replace("Unverified List (UVL) - Bureau", "Moonshot List (ML) - Bureau", StringComparison.Ordinal);
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("consolidated.json", text));
        Assert.Equal(5, reading.Snapshots.Length);
        Assert.Equal(5, reading.Quarantined.Length);
        Assert.All(reading.Quarantined,
            one => Assert.Equal(("results[4]", "the source 'Moonshot List (ML) - Bureau of Industry and Security' is not known"),
            (one.Row.Location, one.Row.Reason)));
    }

    [Fact]
    public void A_row_without_a_name_is_quarantined_with_its_line()
    {
        var text = FixtureFiles.Text(Csv)
            .Replace(",Fable Components Co.,", ",,", StringComparison.Ordinal)
            + "aa08,Unverified List (UVL) - Bureau of Industry and Security,,,,Second Fable,,,,,,,,,,,,,,,,,,,,,,,\n";
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("consolidated.csv", text));
        var row = Assert.Single(reading.Quarantined);
        Assert.Equal(("us-bis-uvl", "line 7"), (row.List.Value, row.Row.Location));
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order()
    {
        var moved = string.Join('\n', FixtureFiles.Text("us-bis/2025-01-15/dpl.txt").Trim().Split('\n')
            .Select(line => string.Join('\t', line.Split('\t').Reverse()))) + "\n";
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("dpl.txt", moved));
        Assert.Equal(PartiesOf(FixtureFiles.Under("us-bis")).Select(PartyCodec.HashOf), Assert.Single(reading.Snapshots)
            .Parties.Select(PartyCodec.HashOf));
    }

    [Theory]
    [InlineData("consolidated.json", Json)]
    [InlineData("consolidated.csv", Csv)]
    [InlineData("dpl.txt", "us-bis/2025-01-15/dpl.txt")]
    public void A_file_that_is_cut_off_is_refused_as_a_whole(string name, string fixture)
    {
        var text = FixtureFiles.Text(fixture);
        var reading = FixtureFiles.Read(FixtureFiles.TextFile(name, text[..^40]));
        Assert.Empty(reading.Snapshots);
        Assert.Contains("cut off", Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("consolidated.json")]
    [InlineData("consolidated.csv")]
    [InlineData("dpl.txt")]
    public void A_page_in_place_of_the_list_is_a_problem(string name) =>
        Assert.Equal(name,
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile(name, "<!DOCTYPE html><html>down for maintenance</html>")).Problems)
        .Path);

    [Fact]
    public void The_text_file_of_denied_persons_gives_the_reviewed_parties()
    => Golden.Check("us-bis-dpl.text", PartiesOf(FixtureFiles.Under("us-bis")));

    [Fact]
    public void A_denied_person_has_the_same_key_in_all_forms() =>
        Assert.Contains(PartiesOf(FixtureFiles.Under("us-csl/csv"))[0].Entry, PartiesOf(FixtureFiles.Under("us-bis"))
        .Select(party => party.Entry));

    [Fact]
    public void An_end_in_the_year_3017_is_a_typing_error_and_does_not_become_a_date()
    {
        var party = PartiesOf(FixtureFiles.Under("us-bis")).Single(party => party.PrimaryName.Text == "FABLE TRADING LTD.");
        Assert.Null(Assert.Single(party.Designations).EndsOn);
        Assert.Contains("End date as published: 03/04/3017", party.Remarks);
    }

    private static IReadOnlyList<ListedParty> PartiesOf(IEnumerable<Compliance.Lists.Reading.ListFile> files)
    {
        var reading = FixtureFiles.Read(files);
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Quarantined);
        return [.. reading.Snapshots.SelectMany(snapshot => snapshot.Parties)];
    }

    private static IEnumerable<string> Flat(IEnumerable<ListedParty> parties)
        => parties.Select(party => System.Text.Encoding.UTF8.GetString(
        PartyCodec.Write(party
            with
        { Addresses = [.. party.Addresses.Select(address => new PartyAddress { Street = address.AsText() })] })));
}
