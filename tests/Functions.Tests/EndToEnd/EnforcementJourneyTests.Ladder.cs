using System.Net;
using System.Text.Json;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>Models that are published by two, and a ladder that two people let act.</summary>
public sealed partial class EnforcementJourneyTests
{
    [Fact]
    public async Task Two_publish_a_model_that_decisions_pin_two_let_the_ladder_act_and_it_limits_a_stolen_card_by_itself()
    {
        var model = (await GetAsync("/api/v1/risk/models/0")).GetProperty("text").GetString()!.Replace("\"childDiscountMilli\": 700",
            "\"childDiscountMilli\": 650", StringComparison.Ordinal);
        var body = new { model = JsonDocument.Parse(model).RootElement };
        await PostAsync("/api/v1/risk/models", "pia", "policy_manager", body);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await SendAsync("/api/v1/risk/models", "pia", "policy_manager", new { model = 7 })).Status);
        await PostAsync("/api/v1/risk/models/1/propose", "pia", "policy_manager", new { });
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/v1/risk/models/1/publish", "pia", "approver", new { })).Status);
        var models = await PostAsync("/api/v1/risk/models/1/publish", "ben", "approver", new { });
        Assert.Equal(1, models.GetProperty("active").GetInt32());
        var hash = models.GetProperty("versions")[1].GetProperty("hash").GetString();
        Assert.Equal(hash, (await DecideAsync()).GetProperty("risk").GetProperty("model").GetString());

        Assert.Equal("shadow", (await GetAsync("/api/v1/risk/ladder")).GetProperty("mode").GetString());
        await PostAsync("/api/v1/risk/ladder/ask", "pia", "policy_manager", new { text = "the shadow was right" });
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/v1/risk/ladder/second", "pia", "approver", new { })).Status);
        Assert.Equal("acting", (await PostAsync("/api/v1/risk/ladder/second", "ben", "approver", new { })).GetProperty("mode").GetString());
        await TakeAsync([.. Enumerable.Range(0, 6).Select(n => Event($"p{n}", "payment.failed",
            $$"""{"payment":"p{{n}}","amount":100,"currency":"EUR","instrument":"card{{n}}"}""")),
            Event("v1", "verification.completed", """{"kind":"document","outcome":"failed","level":2}""")]);
        Assert.Equal(1, (await GetAsync("/api/v1/risk/ladder/preview")).GetProperty("touched").GetInt32());
        await Eventually.TrueAsync(async () =>
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(4));
            return (await GetAsync("/api/v1/standing?account=card-1")).GetProperty("rung").GetInt32() == 3;
        }, "the ladder limits the account");
        var action = (await GetAsync("/api/v1/actions?subject=account%3Acard-1")).GetProperty("actions")[0];
        Assert.Equal(("system", "automatic"), (action.GetProperty("decidedBy").GetString(), action.GetProperty("origin").GetString()));
        var history = await GetAsync("/api/v1/risk/history?subject=account:card-1");
        Assert.Equal("fraud", history[0].GetProperty("harm").GetString());
        Assert.Equal(JsonValueKind.Null, (await GetAsync("/api/v1/risk/drift")).TryGetProperty("report", out var none) ? none.ValueKind
            : JsonValueKind.Null);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/v1/risk/drift/runs", "ana", "analyst", new { })).Status);
        var drift = (await PostAsync("/api/v1/risk/drift/runs", "pia", "policy_manager", new { })).GetProperty("report");
        Assert.Equal((true, hash), (drift.GetProperty("tooLittle").GetBoolean(), drift.GetProperty("model").GetString()));
        Assert.Equal("off", (await PostAsync("/api/v1/risk/ladder/stop", "ana", "analyst", new { mode = "off", text = "enough" }))
            .GetProperty("mode").GetString());
        Assert.Equal(3, (await GetAsync("/api/v1/standing?account=card-1")).GetProperty("rung").GetInt32());
    }
}
