using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests.CaSema;

public sealed class SemaXmlTests
{
    private const string Before = "ca-sema/before/2026-02-05/sema-lmes.xml";

    [Fact]
    public void The_list_gives_the_reviewed_parties() => Golden.Check("ca-sema", FixtureFiles.Parties("ca-sema/before"));

    [Fact]
    public void The_bilingual_element_names_since_August_2026_read_the_same() =>
        Assert.Equal(FixtureFiles.Parties("ca-sema/before").Select(PartyCodec.HashOf), FixtureFiles.Parties("ca-sema/since")
        .Select(PartyCodec.HashOf));

    [Fact]
    public void Schedule_3_of_the_Russia_regulations_restricts_securities_and_freezes_nothing() =>
        Assert.Equal(Measures.Securities, FixtureFiles.Parties("ca-sema/before")
        .Single(party => party.PrimaryName.Text == "Invented Energy").Measures);

    [Fact]
    public void A_comma_in_front_of_a_legal_form_separates_no_aliases() =>
        Assert.Contains(FixtureFiles.Parties("ca-sema/before")
        .SelectMany(party => party.Names), name => name.Text == "Rotor Trading Co., Ltd.");

    [Fact]
    public void A_record_without_an_item_is_quarantined()
    {
        var text = FixtureFiles.Text(Before).Replace("<Item>903</Item>", "", StringComparison.Ordinal);
        var row = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("sema-lmes.xml", text)).Quarantined).Row;
        Assert.Contains("without key", row.Location, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_name_element_quarantines_every_record_instead_of_losing_it()
    {
        var text = FixtureFiles.Text(Before).Replace("EntityOrShip", "Thing", StringComparison.Ordinal)
            .Replace("LastName", "Nom", StringComparison.Ordinal).Replace("GivenName", "Prenom", StringComparison.Ordinal)
            .Replace("Aliases", "Autres", StringComparison.Ordinal);
        var reading = FixtureFiles.Read(FixtureFiles.TextFile("sema-lmes.xml", text));
        Assert.Equal(5, reading.Quarantined.Length);
        Assert.Empty(Assert.Single(reading.Snapshots).Parties);
    }
}
