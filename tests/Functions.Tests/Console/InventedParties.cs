using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Console;

/// <summary>Invented people and firms in the shape of a real list: several scripts, aliases of every strength, documents,
/// designations.</summary>
internal static class InventedParties
{
    public static ListCode List { get; } = ListCode.Parse("us-ofac-sdn");

    public static ListedParty Ferrostan { get; } = new(ListEntryId.Of(List, "900001"), PartyKind.Individual,
    [
        new ListedName("Oleg Maratovich Ferrostanov"),
        new ListedName("Олег Маратович Ферростанов", NameKind.Variation, AliasStrength.Strong) { Script = "Cyrl", Language = "ru" },
        new ListedName("Oleh Ferostanov", NameKind.Alias, AliasStrength.Strong),
        new ListedName("Ferro", NameKind.Alias, AliasStrength.Weak),
    ])
    {
        BirthDates = [PartialDate.Parse("1962-05-02"), PartialDate.Parse("~1963")],
        BirthPlaces = [new Place("Zelenomorsk", CountryCode.Parse("RU"))],
        Nationalities = [CountryCode.Parse("RU")],
        Gender = Gender.Male,
        Identifiers = [new Identifier(IdentifierType.Passport, "75 0412345") { Country = CountryCode.Parse("RU") },
            new Identifier(IdentifierType.TaxId, "770123456789") { Country = CountryCode.Parse("RU") }],
        Addresses = [new PartyAddress { City = "Zelenomorsk", Country = CountryCode.Parse("RU") }],
        Designations =
        [
            new Designation("RUSSIA-EO14024")
                { Measures = Measures.Freeze, ListedOn = new DateOnly(2022, 4, 6), LegalBasis = "E.O. 14024" },
            new Designation("CYBER2")
                { Measures = Measures.Freeze | Measures.TravelBan, ListedOn = new DateOnly(2024, 1, 23), LegalBasis =
                "E.O. 13694 as amended" },
        ],
        Positions = ["Deputy minister of invented affairs"],
        Remarks = ["Linked to: FERROSTAN TRADING HOUSE"],
    };

    public static ListedParty Trading { get; } = new(ListEntryId.Of(List, "900002"), PartyKind.Organization,
        [new ListedName("Ferrostan Trading House LLC"), new ListedName("FTH", NameKind.Alias, AliasStrength.Weak)])
    {
        Countries = [CountryCode.Parse("RU")],
        Identifiers = [new Identifier(IdentifierType.RegistrationNumber, "1027700132195") { Country = CountryCode.Parse("RU") }],
        Designations = [new Designation("RUSSIA-EO14024") { Measures = Measures.Freeze, ListedOn = new DateOnly(2022, 4, 6) }],
    };

    public static ListedParty Qasim { get; } = new(ListEntryId.Of(List, "900003"), PartyKind.Individual,
    [
        new ListedName("Qasim Abd al-Latif al-Warraq"),
        new ListedName("قاسم عبد اللطيف الوراق", NameKind.Variation, AliasStrength.Strong) { Script = "Arab", Language = "ar" },
    ])
    {
        BirthDates = [PartialDate.Parse("1971..1973")],
        Nationalities = [CountryCode.Parse("IQ")],
        Designations = [new Designation("SDGT") { Measures = Measures.Freeze, ListedOn = new DateOnly(2019, 9, 10) }],
    };

    public static ScreeningCorpus Corpus(DateTimeOffset now) => ScreeningCorpus.Build(
    [
        WatchlistSnapshot.Of(new ListVersion(List, now.AddHours(-2)) { PublishedAt = now.AddDays(-1) }, [Ferrostan, Trading, Qasim]),
        WatchlistSnapshot.Of(new ListVersion(ListCode.Parse("sample"), now) { IsSample = true, PublishedAt = now },
            [new ListedParty(ListEntryId.Of(ListCode.Parse("sample"), "1"), PartyKind.Vessel, [new ListedName("Invented Star")])
                { Identifiers = [new Identifier(IdentifierType.Imo, "9074729")] }]),
    ]);
}
