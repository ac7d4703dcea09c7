using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.Sheets;

/// <summary>The lists that are published as workbooks.</summary>
public sealed class WorkbookListsTests
{
    [Theory]
    [InlineData("dfat", "au-dfat")]
    [InlineData("meti", "jp-meti-eul")]
    [InlineData("mof", "jp-mof")]
    public void A_workbook_gives_the_reviewed_parties(string fixture, string code)
    {
        var reading = FixtureFiles.Read(Workbook(fixture));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Quarantined);
        var snapshot = Assert.Single(reading.Snapshots);
        Assert.Equal(code, snapshot.Version.Code.Value);
        Golden.Check(code, snapshot.Parties);
    }

    [Fact]
    public void Australian_measures_are_those_of_the_columns()
    {
        var measures = Assert.Single(FixtureFiles.Read(Workbook("dfat")).Snapshots)
            .Parties.ToDictionary(party => party.Entry.Key, party => party.Measures);
        Assert.Equal((Measures.Freeze | Measures.TravelBan, Measures.Partial, Measures.TravelBan),
            (measures["902"], measures["903"], measures["904"]));
    }

    [Fact]
    public void A_row_whose_reference_has_no_digits_is_quarantined_with_sheet_and_row()
    {
        var text = FixtureFiles.Text("sheets/dfat.tsv").Replace("\n903\t", "\nx\t", StringComparison.Ordinal);
        var row = Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("list.xlsx", WorkbookFile.Of(text))).Quarantined).Row;
        Assert.Equal(("sheet Consolidated List, row 5", "the reference 'x' does not begin with digits"), (row.Location, row.Reason));
    }

    [Fact]
    public void Deleted_entries_and_lifted_regimes_are_counted_and_left_out()
    {
        var reading = FixtureFiles.Read(Workbook("mof"));
        Assert.Equal(["1-1", "1-3", "2-1"], Assert.Single(reading.Snapshots).Parties.Select(party => party.Entry.Key));
        Assert.Contains(reading.Notes,
            note => note.EndsWith("2 sheets with entries, 2 without; 4 rows, of which 1 hold deleted or no entries",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Phonetic_runs_are_no_part_of_a_text() =>
        Assert.DoesNotContain(Assert.Single(FixtureFiles.Read(Workbook("meti")).Snapshots)
        .Parties.SelectMany(party => party.Names), name => name.Text.Contains("カナ", StringComparison.Ordinal));

    [Fact]
    public void A_workbook_of_something_else_is_no_list()
    {
        var reading = FixtureFiles.Read(FixtureFiles.Bytes("accounts.xlsx", WorkbookFile.Of("# Accounts\nNo.\tName\n1\tA\n")));
        Assert.Empty(reading.Snapshots);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_workbook_that_is_cut_off_is_a_problem_of_its_list()
    {
        var bytes = WorkbookFile.Of(FixtureFiles.Text("sheets/dfat.tsv"));
        var reading = FixtureFiles.Read(FixtureFiles.Bytes("Australian_Sanctions_Consolidated_List.xlsx", bytes[..^200]));
        Assert.Empty(reading.Snapshots);
        Assert.Equal("au-dfat", Assert.Single(reading.Problems).List.Value);
    }

    private static ListFile Workbook(string fixture)
        => FixtureFiles.Bytes($"2026-02-07/{fixture}.xlsx", WorkbookFile.Of(FixtureFiles.Text($"sheets/{fixture}.tsv")));
}
