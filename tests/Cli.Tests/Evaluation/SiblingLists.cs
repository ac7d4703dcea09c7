using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Tests.Evaluation;

/// <summary>Invented lists in the roles of the official ones: nobody on them exists.</summary>
internal static class SiblingLists
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static ScreeningCorpus Corpus { get; } = ScreeningCorpus.Build(
    [
        List("us-ofac-sdn",
            Person("100", "Goran Testovich Wexfordsky", "1968-03-02", "RU", new ListedName("Goran Wexfordsky", NameKind.Alias))
                with { Designations = [Freeze("RUSSIA-EO14024")] },
            Person("101", "Pak Min Su", "1960-05-05", "KP"),
            Person("102", "Ali Quonynde", "1991", "SD", new ListedName("Hasan Omar", NameKind.Alias, AliasStrength.Weak)),
            Person("103", "Evgen Bogatschenko", "1983-10-28", "RU", new ListedName("zed4417", NameKind.Alias, AliasStrength.Weak)),
            Person("104", "Dmitri Kharoschenov", "1993-04-17", "RU", new ListedName("ZarkonSupport", NameKind.Alias)),
            Person("105", "Ri Chun Example", "1984-08-15", "KP")
                with { Identifiers = [new Identifier(IdentifierType.Passport, "990011223"),
                new Identifier(IdentifierType.Email, "shop@front-company.example"),
                new Identifier(IdentifierType.Email, "ri.example@front-company.example")] },
            Person("106", "Nadir Asad Ahmad Velkhan", null, null) with { Countries = [CountryCode.Parse("NL")] },
            Organisation("107", "Larkspar Exchange Europe OÜ", "EE"),
            Organisation("108", "Vorobank", "RU"),
            Organisation("109", "Hydrangea Market", "RU"),
            new ListedParty(Entry("us-ofac-sdn", "110"), PartyKind.Vessel, [new ListedName("AMBER DARYA 9")])
                { Designations = [Freeze("SDGT")], Identifiers = [new Identifier(IdentifierType.Imo, "9074729")] },
            Person("111", "Arkadi Quillmarov", "1971-02-03", "RU"),
            new ListedParty(Entry("us-ofac-sdn", "112"), PartyKind.Aircraft, [new ListedName("EP-ZZT")])
                { Designations = [Freeze("SDGT")], Identifiers = [new Identifier(IdentifierType.AircraftTail, "EP-ZZT")] },
            Person("113", "Wallet Owner Testerov", "1990-10-10", "RU")
                with { Identifiers = [new Identifier(IdentifierType.Wallet, "0x00000000000000000000000000000000deadbeef")
                { Asset = "ETH" }] },
            Organisation("37809", "Invented Card Operator", "RU")),
        List("us-ofac-cons",
            new ListedParty(Entry("us-ofac-cons", "200"), PartyKind.Individual, [new ListedName("Salim Testmember Albaladi")])
            {
                Designations = [new Designation("NS-PLC") { Measures = Measures.Reject }], BirthDates = [PartialDate.Parse("1955-01-01")],
                    BirthPlaces = [new Place("Nablus", CountryCode.Parse("PS"))],
            },
            Organisation("201", "Public Joint Stock Company Testgaz", "RU")
                with { Entry = Entry("us-ofac-cons", "201"), Designations =
                [new Designation("UKRAINE-EO13662") { Measures = Measures.Securities }] }),
        List("uk-sl",
            Of("uk-sl", "K1", Person("x", "PAK MIN SU", "1960-05-05", null)),
            Of("uk-sl", "K2", Person("x", "Mun Su PAK", null, null)) with { Countries = [CountryCode.Parse("KP")] },
            Of("uk-sl", "K3", Person("x", "Mehrdad Testomidi", null, "IR", new ListedName("REZO", NameKind.Alias)))),
        List("un-sc", Of("un-sc", "C1",
            Person("x", "ALI QUONYNDE", "1991", null, new ListedName("Hasan Omar", NameKind.Alias, AliasStrength.Strong)))),
        List("eu-fsf", Of("eu-fsf", "E1", Person("x", "Stanislav Eunovsky", "1959-09-09", "RU"))),
        List("au-dfat", Of("au-dfat", "A1", Organisation("x", "Testgaz", "RU"))),
        List("ca-sema", Of("ca-sema", "S1", Person("x", "Hamid Reza Testabadi", null, null))),
        List("us-bis-el",
            Of("us-bis-el", "B1", Organisation("x", "Beihua Quantum Works Co., Ltd.", "CN"))
                with { Designations = [new Designation("EL") { Measures = Measures.ExportLicence }] },
            Of("us-bis-el", "B2", Organisation("x", "Testgaz, OAO", "RU"))
                with { Designations = [new Designation("EL") { Measures = Measures.ExportLicence }] }),
        List("us-bis-uvl",
            Of("us-bis-uvl", "U1", Organisation("x", "Tianshu Nanosystems Institute", "CN"))
            with { Designations = [new Designation("UVL") { Measures = Measures.ExportCaution }] }),
        List("us-bis-dpl",
            Of("us-bis-dpl", "D1", Organisation("x", "JOSE TESTGARCIA", "US"))
            with { Kind = PartyKind.Unknown, Designations = [new Designation("DPL") { Measures = Measures.ExportDenial }] }),
        List("world-bank",
            Of("world-bank", "W1", Person("x", "YUSUF KARAMOV", null, null))
            with { Countries = [CountryCode.Parse("KZ")], Designations =
            [new Designation("Debarment") { Measures = Measures.Debarment }] }),
    ]);

    private static WatchlistSnapshot List(string code, params ListedParty[] parties) =>
        WatchlistSnapshot.Of(new ListVersion(ListCode.Parse(code), Now) { StaleAfter = TimeSpan.FromHours(24) }, [.. parties]);

    private static ListEntryId Entry(string list, string key) => ListEntryId.Of(ListCode.Parse(list), key);

    private static ListedParty Of(string list, string key, ListedParty party) => party with { Entry = Entry(list, key) };

    private static ListedParty Person(string key, string name, string? born, string? nationality, params ListedName[] aliases) =>
        new(Entry("us-ofac-sdn", key), PartyKind.Individual, [new ListedName(name), .. aliases])
        {
            Designations = [Freeze("SDGT")],
            BirthDates = born is null ? [] : [PartialDate.Parse(born)],
            Nationalities = nationality is null ? [] : [CountryCode.Parse(nationality)],
        };

    private static ListedParty Organisation(string key, string name, string country) =>
        new(Entry("us-ofac-sdn", key), PartyKind.Organization, [new ListedName(name)])
        { Designations = [Freeze("RUSSIA-EO14024")], Countries = [CountryCode.Parse(country)] };

    private static Designation Freeze(string programme) => new(programme) { Measures = Measures.Freeze };
}
