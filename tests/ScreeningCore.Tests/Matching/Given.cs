using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Invented parties, subjects and contexts that the tests of matching and screening start from.</summary>
internal static class Given
{
    public static ListCode Sdn { get; } = ListCode.Parse("us-test");

    public static DateTimeOffset Now { get; } = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    public static CountryCode Country(string code) => CountryCode.Parse(code);

    public static ListedParty Person(string key, string name, string? born = "1962-05-02", Measures measures = Measures.Freeze)
        => new(ListEntryId.Of(Sdn, key), PartyKind.Individual, [new ListedName(name)])
        {
            BirthDates = born is null ? [] : [PartialDate.Parse(born)],
            Nationalities = [Country("KZ")],
            Designations = [new Designation("TEST-PROGRAMME") { Measures = measures }],
        };

    public static ListedParty Body(string key, string name, Measures measures = Measures.Freeze, PartyKind kind = PartyKind.Organization)
        => new(ListEntryId.Of(Sdn, key), kind, [new ListedName(name)])
        {
            Countries = [Country("KZ")],
            Designations = [new Designation("TEST-PROGRAMME") { Measures = measures }],
        };

    public static ScreeningSubject Subject(string name, string? born = null, PartyKind kind = PartyKind.Individual) =>
        new() { Id = "acct_1", Kind = kind, Name = name, BirthDate = born is null ? default : PartialDate.Parse(born) };

    public static ScreeningContext Context(params ListedParty[] parties) => new()
    {
        Corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(Sdn, Now.AddHours(-1)), parties)]),
        Profile = ScoringProfile.Named("onboarding"),
        Now = Now,
    };

    public static ScreeningOutcome Screen(this ScreeningContext context, ScreeningSubject subject)
        => ScreeningEngine.Decide(new ScreeningRequest { Subject = subject }, context);

    public static double Score(ScreeningSubject subject, ListedParty party, string profile = "onboarding")
        => PartyMatcher.Compare(subject, party, ScoringProfile.Named(profile)).Score;

    public static double Score(string subject, string listed, PartyKind kind = PartyKind.Individual) =>
        Score(Subject(subject, kind: kind), kind == PartyKind.Individual ? Person("1", listed, born: null) : Body("1", listed, kind: kind));
}
