namespace Compliance.Lists.Tests.WorldBank;

public sealed class WorldBankTests
{
    private const string Fixture = "world-bank/2026-02-06/debarred.json";

    [Fact]
    public void The_list_gives_the_reviewed_parties() => Golden.Check("world-bank", FixtureFiles.Parties("world-bank"));

    [Fact]
    public void The_year_2999_is_no_end()
    {
        var ends = FixtureFiles.Parties("world-bank").Select(party => Assert.Single(party.Designations).EndsOn);
        Assert.Equal([null, new DateOnly(2027, 7, 22)], ends);
    }

    [Fact]
    public void A_row_that_stands_twice_is_quarantined_with_its_number()
    {
        var text = FixtureFiles.Text(Fixture).Replace("900002", "900001", StringComparison.Ordinal);
        Assert.Equal("ZPROCSUPP[1]", Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("debarred.json", text)).Quarantined)
            .Row.Location);
    }

    [Fact]
    public void Half_a_file_is_refused() =>
        Assert.Contains("cut off",
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("debarred.json", FixtureFiles.Text(Fixture)[..300])).Problems)
        .Reason, StringComparison.Ordinal);
}
