using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Screening;
using static Compliance.Lists.Tests.Screening.GateCases;

namespace Compliance.Lists.Tests.Screening;

public sealed class LocationGateTests
{
    [Theory]
    [InlineData("IR", null)]
    [InlineData("CU", null)]
    [InlineData("KP", null)]
    [InlineData("UA", "UA-43")]
    [InlineData("UA", "UA-40")]
    [InlineData("RU", "RU-SEV")]
    public void A_residential_line_in_an_embargoed_place_is_rejected_at_every_moment(string country, string? subdivision)
    {
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var result = Decide(Person(Ip(country, subdivision: subdivision), channel: channel));
            Assert.Equal((Decision.Block, ScreeningAction.Reject), (result.Decision, result.Action));
            Assert.All(result.Reasons, reason => Assert.EndsWith(".", reason.Text, StringComparison.Ordinal));
            Assert.Contains(result.Reasons, reason => reason.Authority is not null);
        }
    }

    [Theory]
    [InlineData(ConnectionType.Vpn)]
    [InlineData(ConnectionType.Hosting)]
    [InlineData(ConnectionType.Tor)]
    public void A_label_of_Iran_on_a_hidden_connection_is_reviewed_and_not_blocked(ConnectionType connection) =>
        Assert.Equal(Decision.Review, Decide(Person(Ip("IR", connection), residence: "SE", phone: "+46701234567")).Decision);

    [Fact]
    public void Nationality_and_language_are_not_location()
    {
        var request = Person(Ip("CA") with { AcceptLanguage = "fa-IR,fa;q=0.9" }, residence: "CA", phone: "+14165550100");

        Assert.Equal(Decision.Allow, Decide(request with { Subject = request.Subject with { Nationalities = [Code("IR")] } }).Decision);
    }

    [Fact]
    public void A_company_gateway_and_a_VPN_with_second_evidence_pass()
    {
        Assert.Equal(Decision.Allow, Decide(Person(Ip("NL", ConnectionType.Corporate, 0.8), residence: "DE")).Decision);
        Assert.Equal(Decision.Allow, Decide(Person(Ip("NL", ConnectionType.Vpn, 0.8), residence: "DE", phone: "+4915112345678")).Decision);
    }

    [Fact]
    public void Hidden_and_nothing_else_known_is_unknown_and_unknown_is_reviewed()
    {
        Assert.Equal(Decision.Review,
            Decide(Person(Ip("DE", ConnectionType.Tor)
            with
            { Payment = new PaymentSignals { Method = "prepaid", BinCountry = Code("US") } })).Decision);
        Assert.Equal(Decision.Review, Decide(Person(Ip("XX", confidence: 0))).Decision);
        Assert.Equal(Decision.Review, Decide(Person(new LocationSignals { Ip = "192.0.2.7" })).Decision);
        Assert.Equal(Decision.Review,
            Decide(Person(new LocationSignals { LookedUp = new GeoIpFact { Country = Code("DE"), IsStale = true } })).Decision);
    }

    [Fact]
    public void Independent_signals_behind_a_VPN_are_reason_to_know()
    {
        var request = Person(Ip("DE", ConnectionType.Vpn, 0.6) with { TimeZone = "Asia/Tehran" }, phone: "+989121234567",
            mail: "someone@shop.ir");
        var result = Decide(request);

        Assert.Equal((Decision.Block, ScreeningAction.Reject), (result.Decision, result.Action));
        Assert.Contains("+98", result.Reasons[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependent_signals_of_one_group_count_once()
    {
        var policy = Context.Policy!.LocationOn(new DateOnly(2026, 11, 22));
        var one = LocationJudge.Judge(new LocationFacts { Phones = ["+989121234567"] }, policy).Beliefs.Single();
        var three = LocationJudge.Judge(
            new LocationFacts { Phones = ["+989121234567", "+989351234567"], Signals = new LocationSignals { SimMcc = "432" } }, policy)
            .Beliefs.Single();

        Assert.Equal(one.LogOdds, three.LogOdds);
        Assert.Equal(3, three.Evidence.Length);
    }

    [Fact]
    public void A_strong_signal_against_clean_evidence_is_a_conflict_and_shows_both_sides()
    {
        var request = Person(
            Ip("TR") with
            { TimeZone = "Asia/Tehran", SimMcc = "286", Payment = new PaymentSignals { Method = "card", BinCountry = Code("TR") } },
                residence: "TR");
        var result = Decide(request);

        Assert.Equal(Decision.Review, result.Decision);
        var reason = Assert.Single(result.Reasons);
        Assert.Equal("location.conflict", reason.Code);
        Assert.Contains("Asia/Tehran", reason.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Against it: the IP address is a residential line in TR; the SIM is of the mobile country code 286; the card was issued in TR",
            reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_embargo_signal_never_decides_milder_Metamorphic()
    {
        Func<ScreeningRequest, ScreeningRequest>[] additions =
        [
            request => request with { Signals = request.Signals with { TimeZone = "Asia/Tehran" } },
            request => request with { Signals = request.Signals with { SimMcc = "432" } },
            request => request
                with { Subject = request.Subject
                with { Identifiers = request.Subject.Identifiers.Add(new(ScreeningCore.Parties.IdentifierType.Phone, "+989121234567")) } },
            request => request
                with { Subject = request.Subject
                with { Identifiers = request.Subject.Identifiers.Add(new(ScreeningCore.Parties.IdentifierType.Email, "a@b.ir")) } },
            request => request with { Subject = request.Subject with { Addresses = ["Tehran, Iran"] } },
            request => request with { Signals = request.Signals with { Geo = Ip("IR").Geo } },
        ];
        for (var set = 0; set < 1 << additions.Length; set++)
        {
            var request = Enumerable.Range(0, additions.Length).Where(i => (set & (1 << i)) != 0)
                .Aggregate(Person(Ip("DE")), (built, i) => additions[i](built));
            foreach (var (addition, i) in additions.Select((addition, i) => (addition, i)).Where(pair => (set & (1 << pair.i)) == 0))
            {
                Assert.True(Decide(addition(request)).Decision >= Decide(request).Decision, $"set {set} with {i}");
            }
        }
    }

    [Fact]
    public void The_governments_of_Iran_and_Cuba_are_blocked_wherever_they_are()
    {
        Assert.Equal(ScreeningAction.Freeze, Decide(Person(Ip("FR"), mail: "office@mfa.gov.ir")).Action);
        Assert.Equal(ScreeningAction.Freeze,
            Decide(Person(Ip("BE") with
            { Payment = new PaymentSignals { BillingAddress = "Embassy of the Republic of Cuba, Brussels", BillingCountry = Code("BE") } }))
            .Action);
        Assert.Equal(Decision.Allow, Decide(Person(Ip("FR"), residence: "FR", mail: "iran.gov.ir@mail.example")).Decision);
    }

    [Fact]
    public void A_contested_town_is_reviewed_until_a_fresh_map_shows_who_controls_it()
    {
        var request = Person(Ip("UA", subdivision: "UA-14"), address: "84300 Kramatorsk, Donetsk oblast", residence: "UA");
        ScreeningRequest With(bool government, int daysOld)
            => request with
            {
                Signals =
            request.Signals with { Control = new AreaControl(government, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-daysOld)) }
            };

        Assert.Equal(Decision.Review, Decide(request).Decision);
        Assert.Equal(Decision.Allow, Decide(With(government: true, daysOld: 2)).Decision);
        Assert.Equal(Decision.Block, Decide(With(government: false, daysOld: 2)).Decision);
        Assert.Equal(Decision.Review, Decide(With(government: true, daysOld: 60)).Decision);
    }

    [Fact]
    public void Ukraine_without_a_region_is_unknown_and_an_address_settles_it()
    {
        Assert.Equal(Decision.Review, Decide(Person(Ip("UA", ConnectionType.Satellite, 0.6), residence: "UA")).Decision);
        Assert.Equal(Decision.Allow, Decide(Person(Ip("UA", ConnectionType.Satellite, 0.6), residence: "UA", address: "Dnipro")).Decision);
        Assert.Equal(Decision.Block, Decide(Person(Ip("UA", ConnectionType.Satellite, 0.6), residence: "UA", address: "Sevastopol"))
            .Decision);
    }

    [Fact]
    public void The_rules_of_the_day_decide()
    {
        var syrian = Person(Ip("SY"), residence: "SY");

        Assert.Equal(Decision.Block, LocationGate.Decide(syrian, On("2025-06-30")).Decision);
        Assert.Equal(Decision.Review, LocationGate.Decide(syrian, On("2025-07-01")).Decision);
        Assert.Equal(Decision.Block, LocationGate.Decide(syrian with { EffectiveAt = On("2024-01-01").Now }, Context).Decision);
    }

    [Fact]
    public void A_claimed_licence_leads_to_review_with_what_to_verify_and_lifts_no_payment()
    {
        var claim = Person(Ip("IR"), residence: "IR") with { Licences = [new LicenceClaim("31 CFR 560.540")] };

        var signup = Decide(claim);
        Assert.Equal((Decision.Review, ScreeningAction.Hold), (signup.Decision, signup.Action));
        Assert.Contains(signup.Reasons, reason => reason.Code == "licence.general_claimed"
            && reason.Text.Contains("Verify", StringComparison.Ordinal));
        Assert.Equal(Decision.Block, Decide(claim with { Channel = Channel.Payment }).Decision);
        Assert.Equal(Decision.Block, Decide(claim with { Licences = [new LicenceClaim("515.578")] }).Decision);
        Assert.Equal(Decision.Review,
            Decide(Person(Ip("CH"), residence: "CH")
            with
            { Licences = [new LicenceClaim("OFAC specific", "IA-1", new DateOnly(2026, 6, 30))] }).Decision);
        Assert.Equal(Decision.Block,
            Decide(claim with { Licences = [new LicenceClaim("OFAC specific", "IA-1", new DateOnly(2026, 6, 30))] }).Decision);
    }

    [Fact]
    public void Banned_services_are_refused_in_Russia_and_personal_use_is_only_looked_at()
    {
        var company = Person(Ip("RU")) with { Use = new IntendedUse { Purpose = "ERP/CAD development" } };

        Assert.Equal((Decision.Block, ScreeningAction.Reject), (Decide(company).Decision, Decide(company).Action));
        Assert.Equal(Decision.Review, Decide(company with { Use = new IntendedUse { Purpose = "poems" } }).Decision);
        Assert.Equal(Decision.Review, LocationGate.Decide(company, On("2024-09-11")).Decision);
    }

    [Fact]
    public void Counterparties_are_examined_by_their_own_words()
    {
        var request = Person(Ip("DE"), residence: "DE") with
        {
            Counterparties =
                [new Counterparty("payer", new ScreeningCore.Parties.ScreeningSubject { Name = "Somebody Else", Country = Code("IR") })],
        };

        Assert.Equal(Decision.Block, Decide(request).Decision);
    }

    [Fact]
    public void Nothing_submitted_is_said_and_without_policy_nothing_is_allowed()
    {
        Assert.Equal("location.not_asked", Assert.Single(Decide(Person()).Reasons).Code);
        Assert.Equal(Decision.Review, LocationGate.Decide(Person(Ip("DE")), Context with { Policy = null }).Decision);
        Assert.Equal(Decision.Allow, LocationGate.Decide(Person(), Context with { Policy = null }).Decision);
    }

    private static GateResult Decide(ScreeningRequest request) => LocationGate.Decide(request, Context);
}
