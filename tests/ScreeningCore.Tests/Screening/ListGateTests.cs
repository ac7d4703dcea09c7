using System.Text.Json;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Screening;

/// <summary>What a match decides, by the corroboration it has and the measures of its listing.</summary>
public sealed class ListGateTests
{
    private const string Name = "Tamarlan Vekhorov";
    private static readonly ListedParty Listed = Given.Person("1", Name);

    [Fact]
    public void A_listed_person_with_the_birth_date_is_blocked_and_frozen()
    {
        var outcome = Given.Context(Listed).Screen(Given.Subject(Name, "1962-05-02"));
        Assert.Equal((Decision.Block, ScreeningAction.Freeze), (outcome.Decision, outcome.Action));
        Assert.Equal("list.match", Assert.Single(outcome.Hits).Reason.Code);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_designation_has_effect_until_its_last_day_and_the_reason_says_when_it_ended(int days, bool inForce)
    {
        var context = Given.Context(Listed
            with
        {
            Designations = [.. Listed.Designations.Select(one =>
            one with { EndsOn = DateOnly.FromDateTime(Given.Context(Listed).Now.UtcDateTime).AddDays(days) })]
        });
        var outcome = context.Screen(Given.Subject(Name, "1962-05-02"));
        Assert.Equal(inForce ? Decision.Block : Decision.Allow, ListDecision(context, Given.Subject(Name, "1962-05-02")));
        Assert.Equal(inForce ? "list.match" : "list.ended", Assert.Single(inForce ? outcome.Hits : outcome.NearMisses).Reason.Code);
        if (!inForce)
        {
            Assert.Contains("ended on ", outcome.NearMisses[0].Reason.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_ended_in_part_no_longer_blocks_and_is_for_a_person_to_read()
    {
        var past = DateOnly.FromDateTime(Given.Context(Listed).Now.UtcDateTime).AddDays(-1);
        var party = Listed
            with
        {
            Designations = [new Designation("ENDED") { Measures = Measures.Freeze, EndsOn = past },
            new Designation("OPEN") { Measures = Measures.Debarment }]
        };
        var outcome = Given.Context(party).Screen(Given.Subject(Name, "1962-05-02"));
        Assert.Equal((Decision.Review, "list.ended_in_part"), (outcome.Hits[0].Outcome, outcome.Hits[0].Reason.Code));
        Assert.Equal(Measures.Debarment, party.MeasuresOn(past.AddDays(1)));
    }

    [Fact]
    public void Without_a_birth_date_a_person_decides_and_what_would_help_is_named()
    {
        var outcome = Given.Context(Listed).Screen(Given.Subject(Name));
        Assert.Equal((Decision.Review, ScreeningAction.Hold), (outcome.Decision, outcome.Action));
        Assert.Contains("birthDate", outcome.Missing);
    }

    [Fact]
    public void The_year_alone_needs_a_country_to_block()
    {
        Assert.Equal(Decision.Review, ListDecision(Given.Context(Listed), Given.Subject(Name, "1962")));
        Assert.Equal(Decision.Block,
            ListDecision(Given.Context(Listed), Given.Subject(Name, "1962") with { Nationalities = [Given.Country("KZ")] }));
    }

    [Fact]
    public void A_weak_alias_alone_is_allowed_and_logged_and_an_agreeing_fact_raises_it()
    {
        var weak = Listed with { Names = [new ListedName("Someone Other"), new ListedName(Name, NameKind.Alias, AliasStrength.Weak)] };
        var outcome = Given.Context(weak).Screen(Given.Subject(Name));
        Assert.Equal(Decision.Allow, outcome.Decision);
        Assert.Equal("list.weak_alias_alone", Assert.Single(outcome.NearMisses).Reason.Code);
        Assert.NotEqual(Decision.Allow, ListDecision(Given.Context(weak), Given.Subject(Name, "1962-05-02")));
    }

    [Fact]
    public void A_name_whose_facts_all_contradict_is_allowed_with_the_near_miss_recorded()
    {
        var subject = Given.Subject(Name, "1991-12-30") with { Nationalities = [Given.Country("PE")] };
        var outcome = Given.Context(Listed).Screen(subject);
        Assert.Equal(Decision.Allow, ListDecision(Given.Context(Listed), subject));
        var nearMiss = Assert.Single(outcome.NearMisses);
        Assert.Equal("list.near_miss", nearMiss.Reason.Code);
        Assert.Contains("birth date", nearMiss.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stranger_is_allowed_without_hits()
    {
        var outcome = Given.Context(Listed).Screen(Given.Subject("Maren Lindqvist", "1962-05-02"));
        Assert.Equal((Decision.Allow, ScreeningAction.None), (outcome.Decision, outcome.Action));
        Assert.Empty(outcome.Hits);
        Assert.Empty(outcome.NearMisses);
    }

    [Theory]
    [InlineData(Measures.None)]
    [InlineData(Measures.Securities)]
    [InlineData(Measures.Debarment)]
    [InlineData(Measures.Partial)]
    [InlineData(Measures.CorrespondentAccounts)]
    [InlineData(Measures.TravelBan)]
    [InlineData(Measures.ExportLicence)]
    public void A_measure_that_does_not_block_never_freezes(Measures measures)
    {
        var outcome = Given.Context(Given.Person("1", Name, measures: measures)).Screen(Given.Subject(Name, "1962-05-02"));
        Assert.NotEqual(ScreeningAction.Freeze, outcome.Action);
        Assert.Equal(Decision.Review, outcome.Gates.Single(gate => gate.Gate == Gate.List).Decision);
    }

    [Theory]
    [InlineData(null, null, Decision.Review)]
    [InlineData(null, "KZ", Decision.Review)]
    [InlineData(null, "BR", Decision.Allow)]
    [InlineData("1985-01-01", null, Decision.Allow)]
    public void A_debarred_persons_name_is_raised_until_a_fact_contradicts(string? born, string? country, Decision expected)
    {
        var context = Given.Context(Given.Person("1", Name, measures: Measures.Debarment));
        var subject = Given.Subject(Name, born) with { Nationalities = country is null ? [] : [Given.Country(country)] };
        Assert.Equal(expected, ListDecision(context, subject));
    }

    [Theory]
    [InlineData("Tamarlan Oleg Vekhorov")]
    [InlineData("Tamarlan Vekharin")]
    public void A_part_or_a_likeness_of_a_debarred_persons_name_is_not_raised(string name) => Assert.Equal(Decision.Allow,
        ListDecision(Given.Context(Given.Person("1", Name, born: null, measures: Measures.Debarment)), Given.Subject(name)));

    [Fact]
    public void A_reason_says_that_one_fact_contradicts_and_that_several_contradict()
    {
        string TextOf(ScreeningSubject subject) => Given.Context(Listed).Screen(subject) is var outcome
            ? outcome.Hits.Concat(outcome.NearMisses).First().Reason.Text : "";
        Assert.Contains("birth date contradicts", TextOf(Given.Subject(Name, "1985-01-01")), StringComparison.Ordinal);
        var both = Given.Subject(Name, "1985-01-01") with { Nationalities = [Given.Country("BR")] };
        Assert.Contains("birth date and country contradict", TextOf(both), StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_that_rejects_blocks_and_freezes_nothing_and_one_that_also_freezes_does()
    {
        var reject = Given.Context(Given.Person("1", Name, measures: Measures.Reject)).Screen(Given.Subject(Name, "1962-05-02"));
        Assert.Equal((Decision.Block, ScreeningAction.Reject), (reject.Decision, reject.Action));
        var both = Given.Context(Given.Person("1", Name, measures: Measures.Reject | Measures.Freeze))
            .Screen(Given.Subject(Name, "1962-05-02"));
        Assert.Equal((Decision.Block, ScreeningAction.Freeze), (both.Decision, both.Action));
    }

    [Fact]
    public void Another_jurisdictions_list_is_reviewed_where_the_caller_states_its_own()
    {
        var request = new ScreeningRequest { Subject = Given.Subject(Name, "1962-05-02"), Nexus = ["EU"] };
        var gate = ScreeningEngine.Decide(request, Given.Context(Listed)).Gates.Single(one => one.Gate == Gate.List);
        Assert.Equal((Decision.Review, "list.other_jurisdiction"), (gate.Decision, gate.Reasons[0].Code));
        Assert.Equal(Decision.Block, ScreeningEngine.Decide(request with { Nexus = ["US"] }, Given.Context(Listed)).Decision);
    }

    [Fact]
    public void A_good_guy_entry_clears_its_pair_until_it_lapses_and_never_an_equal_identifier()
    {
        var subject = Given.Subject(Name, "1962-05-02");
        var entry = new GoodGuyEntry("acct_1", Listed.Entry, GoodGuyMatching.FingerprintOf(subject), GoodGuyMatching.FingerprintOf(Listed),
            Given.Now.AddDays(30));
        var context = Given.Context(Listed) with { GoodGuys = [entry] };
        Assert.Equal("list.cleared", Assert.Single(context.Screen(subject).NearMisses).Reason.Code);
        Assert.Equal(Decision.Allow, ListDecision(context, subject));
        Assert.Equal(Decision.Block,
            ListDecision(context with
            { Now = entry.ExpiresAt.AddHours(-30), GoodGuys = [entry with { ExpiresAt = entry.ExpiresAt.AddHours(-30) }] }, subject));
        Assert.Equal(Decision.Block, ListDecision(context, subject with { Id = "acct_2" }));
        var passport = Listed with { Identifiers = [new Identifier(IdentifierType.Passport, "N1234567")] };
        var same = subject with { Identifiers = [new Identifier(IdentifierType.Passport, "n 1234567")] };
        Assert.Equal(Decision.Block, ListDecision(Given.Context(passport) with { GoodGuys = [entry] }, same));
    }

    [Fact]
    public void A_good_guy_entry_dies_at_the_gate_when_a_fact_of_either_side_changes()
    {
        var subject = Given.Subject(Name, "1962-05-02");
        var entry = new GoodGuyEntry("acct_1", Listed.Entry, GoodGuyMatching.FingerprintOf(subject), GoodGuyMatching.FingerprintOf(Listed),
            Given.Now.AddDays(30));
        Assert.Equal(Decision.Block,
            ListDecision(Given.Context(Listed) with { GoodGuys = [entry] }, subject with { Gender = Gender.Male }));
        var amended = Listed with { BirthPlaces = [new Place("Zarinsk", default)] };
        Assert.Equal(Decision.Block, ListDecision(Given.Context(amended) with { GoodGuys = [entry] }, subject));
    }

    [Fact]
    public void Counterparties_and_the_card_issuer_are_searched_in_their_roles()
    {
        var bank = Given.Body("2", "Zarinsk Commercial Bank");
        var request = new ScreeningRequest
        {
            Subject = Given.Subject("Maren Lindqvist"),
            Counterparties = [new Counterparty("payer", Given.Subject(Name, "1962-05-02"))],
            Signals = new() { Payment = new() { Issuer = "Zarinsk Commercial Bank" } },
        };
        var hits = ScreeningEngine.Decide(request, Given.Context(Listed, bank)).Hits;
        Assert.Equal(["issuer", "payer"], hits.Select(hit => hit.Role).Order());
        Assert.All(hits, hit => Assert.Equal(Decision.Block, hit.Outcome));
    }

    [Fact]
    public void The_same_request_has_the_same_outcome_byte_for_byte_on_every_thread()
    {
        var invented = new InventedParties(71);
        var context = Given.Context(
            [.. invented.Next(0, 120).Select(party => party with { Entry = ListEntryId.Of(Given.Sdn, party.Entry.Key) })]);
        var subjects = Enumerable.Range(0, 40)
            .Select(i => Given.Subject(invented.Name(PartyKind.Individual), "1970", i % 2 == 0 ? PartyKind.Unknown : PartyKind.Individual))
            .ToArray();
        var first = subjects.Select(subject => Bytes(context, subject)).ToArray();
        Parallel.For(0, 160, i => Assert.Equal(first[i % 40], Bytes(context, subjects[i % 40])));
    }

    private static string Bytes(ScreeningContext context, ScreeningSubject subject)
        => JsonSerializer.Serialize(context.Screen(subject), PartyCodec.Options);

    private static Decision ListDecision(ScreeningContext context, ScreeningSubject subject)
        => context.Screen(subject).Gates.Single(gate => gate.Gate == Gate.List).Decision;
}
