using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Parties;

/// <summary>The canonical form keeps everything, writes nothing that is not stated, and has one spelling.</summary>
public sealed class PartyCodecTests
{
    private static readonly ListedParty Full =
        new(ListEntryId.Parse("un-sc:QDi.1"), PartyKind.Vessel,
        [new ListedName("Zorin \"Ольгерд\" <林>", NameKind.Primary, AliasStrength.Strong)
        { Script = "Cyrl", Language = "ru", Parts = [new NamePart(NamePartRole.Family, "Zorin")] }])
        {
            Designations = [
            new Designation("SDGT")
            { Measures = Measures.Freeze | Measures.TravelBan, ListedOn = new DateOnly(2001, 2, 3), AmendedOn = new DateOnly(2002, 2, 3),
            EndsOn = new DateOnly(2030, 1, 1), LegalBasis = "EO", Reference = "1 FR 2" }],
            BirthDates = [PartialDate.Parse("~1960..1965")],
            BirthPlaces = [new Place("Town", CountryCode.Parse("KZ"))],
            Nationalities =
            [CountryCode.Parse("KZ")],
            Citizenships = [CountryCode.Parse("RU")],
            Countries = [CountryCode.Parse("AE")],
            Gender =
            Gender.Female,
            Addresses = [new PartyAddress { Street = "1", City = "2", Region = "3", PostalCode = "4", Country = CountryCode.Parse("KZ") }],
            Identifiers = [new Identifier(IdentifierType.Wallet, "0x1")
            { Country = CountryCode.Parse("KZ"), Asset = "ETH", Label = "l", IssuedOn = PartialDate.OfYear(2000), ExpiresOn =
            PartialDate.OfYear(2010), Note = "n" }],
            Titles = ["Dr"],
            Positions = ["Master"],
            Relations =
            [new PartyRelation("Linked To", "Mek") { Entry = ListEntryId.Parse("un-sc:2") }],
            Vessel = new VesselDetails
            {
                Type = "t",
                Flag = "f",
                FormerFlags = ["g"],
                Owner = "o",
                Tonnage = "1",
                GrossTonnage = "2",
                BuiltOn =
            PartialDate.OfYear(1990)
            },
            Aircraft = new AircraftDetails { Model = "m", Operator = "o", BuiltOn = PartialDate.OfYear(1991) },
            Remarks = ["r"],
        };

    [Fact]
    public void A_party_survives_being_written_and_read_with_every_field()
    {
        AssertEveryFieldIsStated(Full);
        var bytes = PartyCodec.Write(Full);
        Assert.Equal(bytes, PartyCodec.Write(PartyCodec.ReadParty(bytes)));
        var json = Encoding.UTF8.GetString(bytes);
        foreach (var value
            in new[] { "QDi.1", "vessel", "Ольгерд", "Cyrl", "family", "SDGT", "2030-01-01", "~1960..1965", "Town", "female", "ETH",
            "Linked To", "un-sc:2", "1990", "1991" })
        {
            Assert.Contains(value, json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_stated_is_not_written() =>
        Assert.Equal("""{"entry":"un-sc:1","kind":"individual","names":[{"text":"Zorin"}]}""",
        Encoding.UTF8.GetString(
        PartyCodec.Write(new ListedParty(ListEntryId.Parse("un-sc:1"), PartyKind.Individual, [new ListedName("Zorin")]))));

    [Fact]
    public void Generated_parties_survive_and_equal_parties_have_equal_hashes_Property()
    {
        foreach (var party in new Compliance.ScreeningCore.Tests.Matching.InventedParties(111).Next(0, 200))
        {
            var read = PartyCodec.ReadParty(PartyCodec.Write(party));
            Assert.Equal(PartyCodec.HashOf(party), PartyCodec.HashOf(read));
            Assert.NotEqual(PartyCodec.HashOf(party), PartyCodec.HashOf(read with { Remarks = ["changed"] }));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"entry\":\"un-sc:1\",\"kind\":\"individual\",\"names\":[],\"shoeSize\":44}")]
    [InlineData("{\"entry\":\"nowhere\",\"kind\":\"individual\",\"names\":[]}")]
    [InlineData("{\"entry\":\"un-sc:1\",\"kind\":7,\"names\":[]}")]
    public void What_is_not_a_canonical_party_is_refused(string json)
    => Assert.Throws<JsonException>(() => PartyCodec.ReadParty(Encoding.UTF8.GetBytes(json)));

    // A field that somebody adds must be added here, or the round trip proves less than it says.
    private static void AssertEveryFieldIsStated(object record)
    {
        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite))
        {
            var value = property.GetValue(record);
            Assert.True(value is not null && !(value is IList { Count: 0 }), $"{record.GetType().Name}.{property.Name} is not stated");
            if (value is IList list && list[0]!.GetType().Namespace == record.GetType().Namespace
                && list[0]!.GetType() is { IsValueType: false })
            {
                AssertEveryFieldIsStated(list[0]!);
            }
        }
    }
}
