namespace Compliance.Lists.Tests.ChSeco;

public sealed class SecoTests
{
    private const string Fixture = "ch-seco/2026-02-08/consolidated-list.xml";

    [Fact]
    public void The_list_gives_the_reviewed_parties() => Golden.Check("ch-seco", FixtureFiles.Parties("ch-seco"));

    [Fact]
    public void The_latest_effective_date_decides_whether_a_target_is_still_listed()
    {
        var reading = FixtureFiles.Read(FixtureFiles.Under("ch-seco"));
        Assert.Equal(["901", "903"], Assert.Single(reading.Snapshots).Parties.Select(party => party.Entry.Key));
        Assert.Contains(reading.Notes, note => note.Contains("1 delisted targets", StringComparison.Ordinal));
    }

    [Fact]
    public void A_later_listing_brings_a_target_back()
    {
        var text = FixtureFiles.Text(Fixture)
            .Replace("effective-date=\"2020-01-01\"", "effective-date=\"2025-01-01\"", StringComparison.Ordinal);
        Assert.Contains(Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated-list.xml", text)).Snapshots)
            .Parties, party => party.Entry.Key == "902");
    }

    [Fact]
    public void A_spelling_in_another_script_is_built_from_its_own_parts_alone() =>
        Assert.Contains(FixtureFiles.Parties("ch-seco")[0].Names, name => name is { Text: "Иван Петрович Сказкин", Script: "Cyrl" });

    [Fact]
    public void A_list_of_amendments_is_refused()
    {
        var text = FixtureFiles.Text(Fixture).Replace("whole-list", "amendment", StringComparison.Ordinal);
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("consolidated-list.xml", text));
        Assert.Empty(reading.Snapshots);
        Assert.Equal("ch-seco", Assert.Single(reading.Problems).List.Value);
    }

    [Fact]
    public void Html_in_place_of_the_list_is_a_problem() =>
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("consolidated-list.xml", "<html><body>Wartung</body></html>")).Problems);
}
