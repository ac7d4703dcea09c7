using System.Text.Json;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Tests.Evaluation;

public sealed class ScenarioRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ListCode Sdn = ListCode.Parse("us-ofac-sdn");

    [Fact]
    public void Everything_a_customer_states_reaches_the_subject()
    {
        var subject = From("""
            {"party":{"type":"individual","name":"李某","latin":"Li Mou","dob":"1987-01-10","nationality":"CN","residence_country":"SG","id":{"passport":"X1"}},
             "contact":{"email":"a@example.org","phone":"+65"},"address":"1 Some Road","payment":{"asset":"ETH","address":"0xabc"}}
            """).Request.Subject;
        Assert.Equal((PartyKind.Individual, "李某", "1987-01-10", "SG"),
            (subject.Kind, subject.Name, subject.BirthDate.ToString(), subject.ResidenceCountry.Value));
        Assert.Equal("Li Mou", Assert.Single(subject.Aliases));
        Assert.Equal(["CN"], subject.Nationalities.Select(code => code.Value));
        Assert.Equal("1 Some Road", Assert.Single(subject.Addresses));
        Assert.Equal([IdentifierType.Passport, IdentifierType.Email, IdentifierType.Phone, IdentifierType.Wallet],
            subject.Identifiers.Select(one => one.Type));
    }

    [Fact]
    public void A_chain_of_shares_ends_at_the_party_and_keeps_its_levels()
    {
        var owner = Assert.Single(From("""
            {"party":{"type":"organization","name":"Sub B","chain":[{"from":"SDN","to":"A","pct":60},{"from":"A","to":"Sub B","pct":40}]}}
            """).Request.Subject.Owners);
        Assert.Equal(("A", 40m), (owner.Name, owner.Percent));
        var above = Assert.Single(owner.OwnedBy);
        Assert.Equal((ListEntryId.Of(Sdn, "1"), 60m), (above.Entry, above.Percent));
    }

    [Fact]
    public void Directors_control_without_a_share()
    {
        var director = Assert.Single(From("""{"party":{"name":"Foundry","directors":[{"uid":77,"role":"CEO"}]}}""").Request.Subject.Owners);
        Assert.True(director.Controls);
        Assert.Null(director.Percent);
        Assert.Equal("us-ofac-sdn:77", director.Entry.ToString());
    }

    [Fact]
    public void Other_parties_ships_and_aircraft_are_counterparties()
    {
        var others = From(
            """{"payer":{"name":"P","country":"RU"},"vessel":{"name":"V","imo":"IMO 1234567"},"aircraft":{"tail":"XX-YYY"}}""")
            .Request.Counterparties;
        Assert.Equal(["payer", "vessel", "aircraft"], others.Select(other => other.Role));
        Assert.Equal([PartyKind.Unknown, PartyKind.Vessel, PartyKind.Aircraft], others.Select(other => other.Subject.Kind));
        Assert.Equal(IdentifierType.AircraftTail, Assert.Single(others[2].Subject.Identifiers).Type);
    }

    [Fact]
    public void Signals_reach_the_request_and_unknown_places_stay_unknown()
    {
        var signals = From("""
            {"geo":{"ip_country":"XX","ip_type":"satellite","country_confidence":0.4,"accuracy_radius_km":20},"client":{"timezone":"Asia/Tehran"},
             "sim":{"mcc":"262"},"payment":{"bin":"220220","scheme":"MIR","bin_country":"RU"}}
            """).Request.Signals;
        Assert.False(signals.Geo!.Country.IsStated);
        Assert.Equal((ConnectionType.Satellite, 0.4, 20), (signals.Geo.Connection, signals.Geo.Confidence, signals.Geo.AccuracyRadiusKm));
        Assert.Equal(("Asia/Tehran", "262", "MIR", "RU"),
            (signals.TimeZone, signals.SimMcc, signals.Payment!.Scheme, signals.Payment.BinCountry.Value));
        Assert.Null(From("""{"party":{"name":"x"}}""").Request.Signals.Geo);
    }

    [Fact]
    public void Lists_of_a_stated_age_are_judged_at_that_age() =>
        Assert.Equal(Now.AddHours(30), From("""{"list_state":{"age_hours":30}}""").Context.Now);

    [Fact]
    public void What_a_request_has_no_place_for_is_named() =>
        Assert.Equal("reference",
        Assert.Single(From("""{"party":{"name":"x"},"reference":"freight","nexus":["EU"],"date":"2026-10-01"}""").NotCarried));

    [Fact]
    public void A_new_designation_is_a_corpus_of_its_own()
    {
        var asked = From(
            """{"party":{"type":"individual","name":"Existing Customer","list_delta":{"added_uid":99,"name_score":100,"dob_match":true}}}""");
        Assert.Equal("us-ofac-sdn:99", asked.Context.Corpus.Index.PartyAt(0).Entry.ToString());
        Assert.True(asked.Request.Subject.BirthDate.IsStated);
    }

    private static ScenarioRequest From(string json)
    {
        var corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(new ListVersion(Sdn, Now),
        [
            new ListedParty(ListEntryId.Of(Sdn, "1"), PartyKind.Individual, [new ListedName("Torvald Quennebrink")])
                { Designations = [new Designation("X") { Measures = Measures.Freeze }] },
        ])]);
        using var document = JsonDocument.Parse(json);
        return ScenarioRequest.From(
            new ScenarioCase("1", "signup", document.RootElement.Clone(), "allow", ""),
            new ScreeningContext { Corpus = corpus, Profile = ScoringProfile.Named("onboarding"), Now = Now },
            new ScenarioStandIns(corpus));
    }
}
