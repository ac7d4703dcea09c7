using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>Every change of a fact that a person compared voids an entry; no other change does.</summary>
public sealed class GoodGuyMatchingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly CountryCode Kz = CountryCode.Parse("KZ");
    private static readonly CountryCode Ru = CountryCode.Parse("RU");

    private static readonly ScreeningSubject Subject = new()
    {
        Id = "acct_1",
        Kind = PartyKind.Individual,
        Name = "Oleg Ferrostanov",
        Aliases = ["Alik"],
        BirthDate =
            PartialDate.Parse("1988-11-30"),
        Gender = Gender.Male,
        Nationalities = [Kz],
        ResidenceCountry = Kz,
        Identifiers = [new Identifier(IdentifierType.Passport, "N 1234567") { Country = Kz }],
        Owners =
            [new OwnerStake { Name = "Holding", Percent = 30 }],
    };

    private static readonly ListedParty Party =
        new(ListEntryId.Parse("us-ofac-sdn:900001"), PartyKind.Individual,
        [new ListedName("Oleg Ferrostanov"), new ListedName("Ferro", NameKind.Alias, AliasStrength.Weak)])
        {
            BirthDates = [PartialDate.Parse("1962-05-02")],
            Nationalities = [Ru],
            Gender = Gender.Male,
            BirthPlaces =
            [new Place("Zelenomorsk", Ru)],
            Identifiers = [new Identifier(IdentifierType.Passport, "75 0412345") { Country = Ru }],
            Designations =
            [new Designation("RUSSIA-EO14024") { Measures = Measures.Freeze }],
            Remarks = ["A remark."],
        };

    private static readonly GoodGuyEntry Entry =
        new("acct_1", Party.Entry, GoodGuyMatching.FingerprintOf(Subject), GoodGuyMatching.FingerprintOf(Party), Now.AddDays(180));

    public static TheoryData<string, ScreeningSubject> RelevantOnOurSide => new()
    {
        { "name", Subject with { Name = "Oleg Ferrostanow" } }, { "alias added", Subject with { Aliases = ["Alik", "Ferro"] } },
            { "birth date", Subject with { BirthDate = PartialDate.Parse("1962-05-02") } },
        { "birth date gone", Subject with { BirthDate = default } }, { "nationality added", Subject with { Nationalities = [Kz, Ru] } },
            { "nationality gone", Subject with { Nationalities = [] } },
        { "identifier", Subject with { Identifiers = [new Identifier(IdentifierType.Passport, "N1234568") { Country = Kz }] } },
            { "identifier added", Subject with { Identifiers = [.. Subject.Identifiers, new Identifier(IdentifierType.TaxId, "1")] } },
        { "kind", Subject with { Kind = PartyKind.Organization } }, { "gender", Subject with { Gender = Gender.Female } },
            { "residence", Subject with { ResidenceCountry = Ru } }, { "birth place", Subject with { BirthPlace = "Zelenomorsk" } },
        { "owner", Subject with { Owners = [new OwnerStake { Name = "Holding", Percent = 51 }] } },
            { "other subject", Subject with { Id = "acct_2" } }, { "no id", Subject with { Id = null } },
    };

    public static TheoryData<string, ListedParty> RelevantOnTheList => new()
    {
        { "name added", Party with { Names = [.. Party.Names, new ListedName("Oleh F", NameKind.Alias)] } },
            { "name strength", Party with { Names = [Party.Names[0], Party.Names[1] with { Strength = AliasStrength.Strong }] } },
        { "birth date added", Party with { BirthDates = [.. Party.BirthDates, PartialDate.Parse("1988")] } },
            { "birth date", Party with { BirthDates = [PartialDate.Parse("1988-11-30")] } },
            { "nationality", Party with { Nationalities = [Kz] } },
        { "citizenship", Party with { Citizenships = [Kz] } },
            { "identifier", Party with
            { Identifiers = [.. Party.Identifiers, new Identifier(IdentifierType.Passport, "N1234567") { Country = Kz }] } },
        { "new designation", Party with { Designations = [.. Party.Designations, new Designation("CYBER2")] } },
            { "measures", Party with { Designations = [new Designation("RUSSIA-EO14024") { Measures = Measures.Reject }] } },
        { "kind", Party with { Kind = PartyKind.Organization } }, { "gender", Party with { Gender = Gender.Female } },
            { "birth place", Party with { BirthPlaces = [] } }, { "country", Party with { Countries = [Kz] } },
        { "other party", Party with { Entry = ListEntryId.Parse("us-ofac-sdn:900009") } },
    };

    [Fact]
    public void An_entry_holds_while_nothing_changes_and_until_it_lapses()
    {
        Assert.True(GoodGuyMatching.Holds(Entry, Subject, Party, Now));
        Assert.True(GoodGuyMatching.Holds(Entry, Subject, Party, Entry.ExpiresAt.AddTicks(-1)));
        Assert.False(GoodGuyMatching.Holds(Entry, Subject, Party, Entry.ExpiresAt));
    }

    [Theory]
    [MemberData(nameof(RelevantOnOurSide))]
    public void A_changed_fact_of_the_subject_voids_it(string what, ScreeningSubject changed)
    => Assert.False(GoodGuyMatching.Holds(Entry, changed, Party, Now), what);

    [Theory]
    [MemberData(nameof(RelevantOnTheList))]
    public void A_changed_fact_of_the_listed_party_voids_it(string what, ListedParty changed)
    => Assert.False(GoodGuyMatching.Holds(Entry, Subject, changed, Now), what);

    [Fact]
    public void What_nobody_compared_does_not_void_it()
    {
        ScreeningSubject[] ours =
        [
            Subject with { Name = "  oleg  FERROSTANOV " }, Subject with { Addresses = ["Elsewhere 1"] },
                Subject with { Aliases = ["ALIK", "alik"] },
            Subject with { Identifiers = [new Identifier(IdentifierType.Passport, "n-1234567") { Country = Kz, Note = "renewed" }] },
        ];
        ListedParty[] listed =
        [
            Party with { Remarks = ["Another remark."] }, Party with { Names = [.. Party.Names.Reverse()] },
                Party with { Positions = ["Minister"] }, Party with { Addresses = [new PartyAddress { City = "Omsk" }] },
            Party with { Designations = [Party.Designations[0] with { AmendedOn = new DateOnly(2026, 1, 1), Reference = "91 FR 1" }] },
                Party with { Relations = [new PartyRelation("Linked to", "X")] },
        ];
        Assert.All(ours, one => Assert.True(GoodGuyMatching.Holds(Entry, one, Party, Now)));
        Assert.All(listed, one => Assert.True(GoodGuyMatching.Holds(Entry, Subject, one, Now)));
    }

    [Fact]
    public void Facts_of_different_fields_do_not_stand_for_each_other() =>
        Assert.NotEqual(
            GoodGuyMatching.FingerprintOf(Subject with { Nationalities = [Ru], Country = default }),
            GoodGuyMatching.FingerprintOf(Subject with { Nationalities = [], Country = Ru }));
}
