using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists.Tests.OpenSanctions;

public sealed class FtmFormatTests
{
    private const string Entities = "open-sanctions/ftm/2026-02-10/entities.ftm.json";

    [Fact]
    public void Entities_with_relations_of_their_own_give_the_reviewed_parties() =>
        Golden.Check("open-sanctions.ftm", FixtureFiles.Parties("open-sanctions/ftm"));

    [Fact]
    public void Nested_targets_give_the_reviewed_parties() =>
        Golden.Check("open-sanctions.nested", FixtureFiles.Parties("open-sanctions/nested"));

    [Fact]
    public void Both_forms_say_the_same_of_a_party_and_its_document_wallet_address_and_sanction()
    {
        var (apart, inside) = (Party("open-sanctions/ftm", "Q9000001"), Party("open-sanctions/nested", "Q9000001"));
        Assert.Equal(PartyCodec.Write(inside), PartyCodec.Write(apart));
        Assert.Contains(apart.Identifiers, one => one is { Type: IdentifierType.Wallet, Asset: "XBT" });
        Assert.Contains(apart.Designations, one => one is { Programme: "XX-TEST", Measures: Measures.Freeze, Reference: "T-17" });
    }

    [Fact]
    public void Only_a_sanction_freezes_and_a_topic_nobody_knows_asks_a_person_to_read_the_listing()
    {
        var measures = FixtureFiles.Parties("open-sanctions/ftm").ToDictionary(party => party.Entry.Key, party => party.Measures);
        Assert.Equal(Measures.Freeze | Measures.EnhancedDiligence, measures["Q9000001"]);
        Assert.Equal(Measures.EnhancedDiligence, measures["NK-relative1"]);
        Assert.Equal(Measures.Partial, measures["NK-company1"]);
        Assert.Equal(Measures.Debarment, measures["NK-ship1"]);
        Assert.Equal(Measures.Partial, measures["NK-topic1"]);
    }

    [Fact]
    public void Who_bears_no_topic_and_is_no_target_is_not_screened_against_and_the_reading_says_how_many()
    {
        var reading = FixtureFiles.Read(FixtureFiles.Under("open-sanctions/ftm"));
        Assert.DoesNotContain(Assert.Single(reading.Snapshots).Parties, party => party.Entry.Key == "NK-owner1");
        Assert.Contains(reading.Notes, note => note.Contains("1 entities bear no topic", StringComparison.Ordinal));
    }

    [Fact]
    public void Relations_name_the_other_party_its_share_and_that_it_ended()
    {
        var relations = Party("open-sanctions/ftm", "NK-company1").Relations.Select(one => $"{one.Relation} {one.Name}");
        Assert.Equal(["Owned by, 49 % (until 2023-06-01) Nobody Holding AG", "Owned by, 51 % Tavrin Oskelev"], relations);
    }

    [Fact]
    public void A_party_whose_every_act_has_ended_while_its_topic_stands_is_still_listed()
    {
        var text = FixtureFiles.Text(Entities)
            .Replace("\"listingDate\"", "\"endDate\": [\"2024-05-01\"], \"listingDate\"", StringComparison.Ordinal);
        var party = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", text)).Snapshots).Parties
            .Single(one => one.Entry.Key == "Q9000001");
        Assert.True(party.MeasuresOn(new DateOnly(2026, 3, 1)).HasFlag(Measures.Freeze));
    }

    [Theory]
    [InlineData("open-sanctions/ftm")]
    [InlineData("open-sanctions/nested")]
    public void Every_document_of_a_holder_is_read_whatever_property_its_number_stands_in(string folder) => Assert.Equal(
        [(IdentifierType.Other, "4509 118822"), (IdentifierType.Passport, "PX0042177"), (IdentifierType.Passport, "PX0042178"),
            (IdentifierType.Passport, "PX0042179")],
        Party(folder, "Q9000001").Identifiers.Where(one => one.Type is IdentifierType.Passport or IdentifierType.Other)
            .Select(one => (one.Type, one.Value)).OrderBy(one => one.Value, StringComparer.Ordinal));

    [Theory]
    [InlineData("2024-05-01", Measures.None)]
    [InlineData(null, Measures.Freeze)]
    public void A_party_without_a_topic_is_frozen_as_long_as_one_of_its_acts_is(string? ended, Measures measures)
    {
        var end = ended is null ? "" : $", \"endDate\": [\"{ended}\"]";
        var text = "{\"id\":\"o-1\",\"schema\":\"Organization\",\"target\":true,\"properties\":{\"name\":[\"Quorl Works\"]}}\n"
            + "{\"id\":\"s-1\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"o-1\"],\"program\":[\"XX-ONE\"]" + end + "}}\n";
        Assert.Equal(measures, Assert.Single(Read(text).Parties).MeasuresOn(new DateOnly(2026, 3, 1)));
    }

    [Theory]
    [InlineData("entities.ftm.json")]
    [InlineData("targets.nested.json")]
    public void Targets_of_schemas_that_are_no_party_are_counted_in_a_note_and_what_belongs_to_a_party_is_not(string file)
    {
        const string Text = """
            {"id":"o-1","schema":"Organization","target":true,"properties":{"name":["Quorl Works"],"topics":["sanction"]}}
            {"id":"x-1","schema":"Security","target":true,"properties":{"name":["Quorl 7 % 2031"],"topics":["sanction"]}}
            {"id":"x-2","schema":"Security","properties":{"name":["Quorl 8 % 2032"],"topics":["sanction"]}}
            {"id":"w-1","schema":"CryptoWallet","target":true,"properties":{"publicKey":["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"]}}
            {"id":"w-2","schema":"CryptoWallet","target":true,"properties":{"holder":["o-1"],"publicKey":["bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh"]}}
            """;
        var notes = FixtureFiles.Read(FixtureFiles.TextFile(file, Text)).Notes
            .Where(note => note.Contains("schema", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, notes.Length);
        Assert.Contains("1 entities of the schema CryptoWallet", notes[0], StringComparison.Ordinal);
        Assert.Contains("2 entities of the schema Security", notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_of_the_export_is_the_lists_date()
    {
        var snapshot = Assert.Single(FixtureFiles.Read(FixtureFiles.Under("open-sanctions/ftm")).Snapshots);
        Assert.Equal(new DateTimeOffset(2026, 2, 10, 7, 15, 0, TimeSpan.Zero), snapshot.Version.PublishedAt);
    }

    [Fact]
    public void A_file_that_says_neither_topics_nor_targets_is_a_list_as_a_whole()
    {
        const string Bare = """
            {"id":"o-1","schema":"Organization","properties":{"name":["Quorl Works"]}}
            {"id":"p-1","schema":"Payment","properties":{"payer":["o-1"]}}
            {"id":"p-2","schema":"Person","properties":{"name":["Irsa Oskeleva"],"country":["de"]}}
            """;
        var parties = Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", Bare)).Snapshots).Parties;
        Assert.Equal(["o-1", "p-2"], parties.Select(party => party.Entry.Key));
        Assert.All(parties, party => Assert.Equal(Measures.Partial, party.Measures));
    }

    [Fact]
    public void A_row_that_is_no_entity_is_quarantined_with_its_line_and_half_a_file_is_refused()
    {
        var text = FixtureFiles.Text(Entities);
        var broken = FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", "{\"id\": \"x\", \"schema\": \"Person\"}\n" + text));
        Assert.Equal("line 1", Assert.Single(broken.Quarantined).Row.Location);
        Assert.Contains("cut off", Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", text[..^40])).Problems)
            .Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_packed_is_read()
    {
        var bytes = FixtureFiles.Gzip(System.Text.Encoding.UTF8.GetBytes(FixtureFiles.Text(Entities)));
        Assert.NotEmpty(Assert.Single(FixtureFiles.Read(FixtureFiles.Bytes("entities.ftm.json.gz", bytes)).Snapshots).Parties);
    }

    private static WatchlistSnapshot Read(string text) =>
        Assert.Single(FixtureFiles.Read(FixtureFiles.TextFile("entities.ftm.json", text)).Snapshots);

    private static ListedParty Party(string folder, string key) =>
        FixtureFiles.Parties(folder).Single(party => party.Entry.Key == key);
}
