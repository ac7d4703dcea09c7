using System.Net;
using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>From signals to a challenge, to a band that people set, and to what people then do.</summary>
public sealed partial class EnforcementJourneyTests
{
    [Fact]
    public async Task Stolen_cards_lead_to_a_challenge_a_review_a_limit_a_strike_a_suspension_by_two_and_its_end()
    {
        await TakeAsync([.. Enumerable.Range(0, 6).Select(n => Event($"p{n}", "payment.failed",
            $$"""{"payment":"p{{n}}","amount":100,"currency":"EUR","instrument":"card{{n}}"}"""))]);
        var decision = await DecideAsync();
        Assert.Equal("challenge", decision.GetProperty("decision").GetString());
        var risk = decision.GetProperty("risk");
        Assert.Equal(("fraud", 2), (risk.GetProperty("harm").GetString(), risk.GetProperty("band").GetInt32()));
        Assert.Equal("identity", Assert.Single(risk.GetProperty("missing").EnumerateArray()).GetString());

        await TakeAsync(Event("v1", "verification.completed", """{"kind":"document","outcome":"failed","level":2}"""));
        Assert.Equal("review", (await DecideAsync()).GetProperty("decision").GetString());
        var shown = (await GetAsync("/api/v1/risk?subject=account:card-1")).GetProperty("harms").EnumerateArray()
            .Single(one => one.GetProperty("harm").GetString() == "fraud");
        Assert.Equal(shown.GetProperty("score").GetInt32(), shown.GetProperty("contributions").EnumerateArray()
            .Sum(part => part.GetProperty("points").GetInt32()));
        Assert.Equal(3, shown.GetProperty("band").GetInt32());
        Assert.Equal(2, shown.GetProperty("change").GetProperty("bandAfter").GetInt32());
        Assert.Equal("rate_limit", shown.GetProperty("ladder").GetProperty("measure").GetString());

        await PostAsync("/api/v1/actions", "ana", "analyst", Take(3, "payment.failures", 2), HttpStatusCode.Created);
        Assert.Equal(3, (await GetAsync("/api/v1/standing?account=card-1")).GetProperty("rung").GetInt32());
        await PostAsync("/api/v1/strikes", "ana", "analyst", new
        {
            subject = "account:card-1",
            clause = "payments 2",
            points = 3,
            until = In(30)
        }, HttpStatusCode.Created);
        var action = await PostAsync("/api/v1/actions", "ana", "analyst", Take(6, "identity.failed", 3), HttpStatusCode.Created);
        var id = action.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"/api/v1/actions/{id}/second", "ana", "approver", new { })).Status);
        await PostAsync($"/api/v1/actions/{id}/second", "ben", "approver", new { });
        Assert.Equal("block", (await DecideAsync()).GetProperty("decision").GetString());
        _host.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, (await GetAsync("/api/v1/standing?account=card-1")).GetProperty("rung").GetInt32());
        _host.Clock.Advance(TimeSpan.FromDays(80));
        Assert.Equal("allow", (await DecideAsync()).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task One_person_raises_a_band_two_lower_it_and_both_end()
    {
        await TakeAsync([.. Enumerable.Range(0, 6).Select(n => Event($"p{n}", "payment.failed",
            $$"""{"payment":"p{{n}}","amount":100,"currency":"EUR","instrument":"card{{n}}"}"""))]);
        object Band(bool floor, int band)
            => new { subject = "account:card-1", harm = "fraud", floor, band, reason = "seen", until = In(3) };
        int Fraud(JsonElement answer) => answer.GetProperty("harms").EnumerateArray()
            .Single(one => one.GetProperty("harm").GetString() == "fraud").GetProperty("band").GetInt32();
        var floor = await PostAsync("/api/v1/risk/overrides", "ana", "analyst", Band(true, 4));
        Assert.Equal(4, Fraud(floor));
        var set = floor.GetProperty("overrides")[0].GetProperty("id").GetString();
        object named = new { subject = "account:card-1", text = "over" };
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync($"/api/v1/risk/overrides/{set}/end", "ana", "analyst", named)).Status);
        Assert.Equal(2, Fraud(await PostAsync($"/api/v1/risk/overrides/{set}/end", "ben", "approver", named)));

        var ceiling = await PostAsync("/api/v1/risk/overrides", "ben", "approver", Band(false, 0));
        Assert.Equal(2, Fraud(ceiling));
        var asked = ceiling.GetProperty("overrides").EnumerateArray().Single(one => one.GetProperty("status").GetString()
            == "awaiting_second").GetProperty("id").GetString();
        object subject = new { subject = "account:card-1" };
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SendAsync($"/api/v1/risk/overrides/{asked}/second", "ben", "approver", subject)).Status);
        Assert.Equal(0, Fraud(await PostAsync($"/api/v1/risk/overrides/{asked}/second", "eve", "approver", subject)));
        _host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(2, Fraud(await GetAsync("/api/v1/risk?subject=account:card-1")));
    }

    private static string Event(string id, string type, string data) =>
        $$"""
        {"specversion":"1.0","id":"{{id}}","source":"/platform","type":"{{type}}","subject":"account:card-1","time":"{{Moment}}",
         "data":{{data}} }
        """;

    private string In(int days) => _host.Clock.GetUtcNow().AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private object Take(int rung, string ground, int days) => new
    {
        subject = "account:card-1",
        rung,
        until = In(days),
        limits = rung == 3 ? new { requestsPerMinute = 10 } : null,
        grounds = new[] { new { code = ground, row = "payments 2", facts = "six cards in an hour" } },
    };

    private Task<JsonElement> DecideAsync() => PostAsync("/api/v1/decisions", null, null, new { action = "payment", account = "card-1" });
}
