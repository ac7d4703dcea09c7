using Compliance.Functions.Tests.Console;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Traps;

/// <summary>Mistakes that other screening systems made, one test each: matching, lists, decisions.</summary>
public sealed class EngineTraps
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Fact]
    public void Trap_11_digits_are_dropped_and_the_rest_matches_fully()
    {
        var listed = new ListedParty(ListEntryId.Of(InventedParties.List, "1"), PartyKind.Organization, [new ListedName("11420 CORP.")]);
        Assert.True(Match("Corp", listed, PartyKind.Organization).Score < Profile.Threshold);
        Assert.True(Match("11421 Corp", listed, PartyKind.Organization).Score < Match("11420 Corp", listed, PartyKind.Organization).Score);
    }

    [Fact]
    public void Trap_12_a_birth_date_two_years_off_one_of_several_listed_dates_clears_by_itself()
    {
        var match = PartyMatcher.Compare(Person("Oleg Maratovich Ferrostanov") with { BirthDate = PartialDate.Parse("1963-08-01") },
            InventedParties.Ferrostan, Profile);
        Assert.DoesNotContain("birthDate", match.Contradicting);
        Assert.True(match.Score >= Profile.Threshold);
    }

    [Fact]
    public void Trap_13_scores_saturate_and_their_order_says_nothing()
    {
        var name = PartyMatcher.Compare(Person("Oleg Maratovich Ferrostanov"), InventedParties.Ferrostan, Profile).Score;
        var both = PartyMatcher.Compare(Person("Oleg Maratovich Ferrostanov") with { BirthDate = PartialDate.Parse("1962-05-02") },
            InventedParties.Ferrostan, Profile).Score;
        Assert.True(name < both && name < 1, $"{name} {both}");
    }

    [Fact]
    public void Trap_14_a_list_that_did_not_change_looks_stale()
    {
        var version = new ListVersion(InventedParties.List, Now.AddHours(-1)) { PublishedAt = Now.AddDays(-40) };
        Assert.False(version.IsStaleAt(Now));
        Assert.True(version.IsStaleAt(Now.AddDays(60)));
    }

    [Fact]
    public void Trap_15_names_are_compared_without_kind_and_birth_date()
    {
        var same = PartyMatcher.Compare(Person("Oleg Maratovich Ferrostanov"), InventedParties.Ferrostan, Profile).Score;
        Assert.True(Match("Oleg Maratovich Ferrostanov", InventedParties.Ferrostan, PartyKind.Vessel).Score < same);
        Assert.True(PartyMatcher.Compare(Person("Oleg Maratovich Ferrostanov") with { BirthDate = PartialDate.Parse("1999-01-01") },
            InventedParties.Ferrostan, Profile).Score < same);
    }

    [Fact]
    public void Trap_16_an_action_with_no_reason()
    {
        foreach (var (country, name)
            in new[] { ("IR", "Ines Hoffmann"), ("DE", "Oleg Maratovich Ferrostanov"), ("CU", "Qasim Abd al-Latif al-Warraq"), ("DE", "") })
        {
            var outcome =
                Screen(new ScreeningRequest
                { Subject = Person(name) with { ResidenceCountry = CountryCode.Parse(country) }, Signals = new() { Ip = "203.0.113.7" } });
            Assert.NotEqual(Decision.Allow, outcome.Decision);
            Assert.All(outcome.Gates.Where(gate => gate.Decision != Decision.Allow), gate => Assert.NotEmpty(gate.Reasons));
            Assert.All(outcome.Gates.SelectMany(gate => gate.Reasons),
                reason => Assert.True(reason is { Code.Length: > 0, Text.Length: > 10 }));
        }
    }

    [Fact]
    public void Trap_17_a_four_eyes_setting_that_nobody_reads()
    {
        var hit = new AlertFinding("k", Gate.List, Decision.Review, "scr_1", "f") { Entry = InventedParties.Qasim.Entry };
        var analyst = new Officer(OfficerId.Parse("ana"), OfficerRole.Analyst);
        var cases = new Dictionary<FourEyesCase, Func<ReviewPolicy, bool>>
        {
            [FourEyesCase.TrueMatch] = policy => policy.NeedsSecondPerson(Disposition.TrueMatch, [hit], false, analyst),
            [FourEyesCase.GoodGuy] = policy => policy.NeedsSecondPerson(Disposition.FalsePositive, [hit], true, analyst),
            [FourEyesCase.LiftBlock] =
                policy => policy.NeedsSecondPerson(Disposition.FalsePositive, [hit with { Outcome = Decision.Block }], false, analyst),
            [FourEyesCase.ExternalReviewer] =
                policy => policy.NeedsSecondPerson(Disposition.FalsePositive, [hit], false,
                analyst with { Role = OfficerRole.ExternalReviewer }),
            [FourEyesCase.FalsePositive] = policy => policy.NeedsSecondPerson(Disposition.FalsePositive, [hit], false, analyst),
        };
        Assert.Equal(Enum.GetValues<FourEyesCase>().Order(), cases.Keys.Order());
        Assert.All(cases, one =>
        {
            Assert.True(one.Value(new ReviewPolicy { FourEyes = [one.Key] }));
            Assert.False(one.Value(new ReviewPolicy { FourEyes = [] }));
        });
    }

    [Fact]
    public void Trap_18_an_unknown_provider_falls_back_to_allow()
    {
        var outcome = Screen(
            new ScreeningRequest
            {
                Subject = Person("Ines Hoffmann") with { ResidenceCountry = CountryCode.Parse("DE") },
                Use =
            new IntendedUse { Provider = "provider-nobody-knows", Action = "inference" }
            });
        var gate = Assert.Single(outcome.Gates, gate => gate.Gate == Gate.Provider);
        Assert.NotEqual(Decision.Allow, gate.Decision);
        Assert.NotEmpty(gate.Reasons);
    }

    [Fact]
    public void Trap_20_only_the_owner_of_the_account_is_screened()
    {
        var outcome = Screen(
            new ScreeningRequest
            {
                Subject = Person("Ines Hoffmann"),
                Counterparties =
            [new Counterparty("account_admin", Person("Oleg Maratovich Ferrostanov"))]
            });
        Assert.Contains(outcome.Hits, hit => hit.Role == "account_admin" && hit.Entry == InventedParties.Ferrostan.Entry);
    }

    private static ScreeningOutcome Screen(ScreeningRequest request) => ScreeningEngine.Decide(
        request, new ScreeningContext
        { Corpus = InventedParties.Corpus(Now), Profile = Profile, Now = Now, AllowSample = true, Policy = PolicyLibrary.Load() });

    private static ScreeningSubject Person(string name) => new() { Id = "acct_1", Kind = PartyKind.Individual, Name = name };

    private static PartyMatch Match(string name, ListedParty party, PartyKind kind)
        => PartyMatcher.Compare(new ScreeningSubject { Kind = kind, Name = name }, party, Profile);
}
